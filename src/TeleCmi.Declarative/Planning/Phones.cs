namespace TeleCmi.Declarative.Planning;

/// <summary>Compares phone numbers: the service shows them masked, with or without a country code (observed, not documented).</summary>
public static class Phones
{
    // Fewer digits than this name nobody.
    private const int Shortest = 7;

    /// <summary>
    /// True where the service may show these digits so: digit by digit from the end, <c>X</c> and <c>*</c> hiding any, the shorter one
    /// (7 or more) ending the longer.
    /// </summary>
    public static bool Fit(string shown, string digits)
    {
        var length = Math.Min(shown.Length, digits.Length);
        if (shown.Length != digits.Length && length < Shortest)
        {
            return false;
        }

        for (var i = 1; i <= length; i++)
        {
            if (shown[^i] != digits[^i] && !IsMask(shown[^i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The digits that stand for a phone as the service shows it: those shown, or known ones that fit a mask; null where nobody knows them.</summary>
    public static string? Digits(string? shown, string? known)
        => shown is null || !IsMasked(shown) ? shown : known is not null && Fit(shown, known) ? known : null;

    /// <summary>True where a digit is hidden: such a text is never sent, nor recorded.</summary>
    public static bool IsMasked(string phone) => phone.Any(IsMask);

    private static bool IsMask(char c) => c is 'X' or 'x' or '*';
}
