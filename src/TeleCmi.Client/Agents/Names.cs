namespace TeleCmi.Client.Agents;

/// <summary>Compares display names, and persons by name and phone.</summary>
public static class Names
{
    /// <summary>Exactly equal in NFC, outer blanks aside: a service that trims them must not be told the same name for ever.</summary>
    public static bool Same(string left, string right)
        => Nfc.Normalize(left).AsSpan().Trim().SequenceEqual(Nfc.Normalize(right).AsSpan().Trim());

    /// <summary>False only where name and phone are both known and both differ: then the extension holds another person.</summary>
    public static bool SamePerson(string? name, string? phone, LiveAgent live)
        => name is null || live.Name is null || Same(name, live.Name)
        || phone is null || live.Phone is null || Phones.Fit(live.Phone, phone);
}
