namespace TeleCmi.Client.Agents;

/// <summary>Keys that code names. Everything else asks the <see cref="AgentSchema"/>.</summary>
public static class Fields
{
    /// <summary>The extension, which no values hold: it is the key of a user.</summary>
    public const string Extension = "extension";

    /// <summary>Display name.</summary>
    public const string Name = "name";

    /// <summary>Phone.</summary>
    public const string Phone = "phone_number";

    /// <summary>Password; never with a value.</summary>
    public const string Password = AgentSchema.Password;

    /// <summary>Our own protection flag; never sent.</summary>
    public const string Protected = AgentSchema.Protected;
}
