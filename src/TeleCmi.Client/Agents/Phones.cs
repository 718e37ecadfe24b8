namespace TeleCmi.Client.Agents;

/// <summary>Compares phone numbers: the service shows them masked, with or without a country code (observed, not documented).</summary>
public static class Phones
{
    // Fewer digits than this name nobody.
    private const int Shortest = 7;
    private const int Longest = 15;

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

    /// <summary>The digits of a number with an optional <c>+</c>, spaces, dashes and brackets; null where it is none.</summary>
    public static string? Parse(string text)
    {
        Span<char> digits = stackalloc char[Longest];
        var count = 0;
        for (var i = text.StartsWith('+') ? 1 : 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c))
            {
                if (count == Longest)
                {
                    return null;
                }

                digits[count++] = c;
            }
            else if (c is not (' ' or '-' or '(' or ')' or '[' or ']'))
            {
                return null;
            }
        }

        // Separators stand between digits; only a bracket may open or close the number.
        var isFramed = text.Length > 0 && text.TrimStart('+') is [not (' ' or '-' or ')' or ']'), ..]
            && text[^1] is not (' ' or '-' or '(' or '[');
        return count >= Shortest && isFramed ? new string(digits[..count]) : null;
    }

    /// <summary>
    /// The digits that stand for a phone as the service shows it: those shown, or known ones that fit a mask; null where nobody knows them.
    /// </summary>
    public static string? Digits(string? shown, string? known)
        => shown is null || !IsMasked(shown) ? shown : known is not null && Fit(shown, known) ? known : null;

    /// <summary>True where a digit is hidden: such a text is never sent, nor recorded.</summary>
    public static bool IsMasked(string phone) => phone.Any(IsMask);

    private static bool IsMask(char c) => c is 'X' or 'x' or '*';
}
