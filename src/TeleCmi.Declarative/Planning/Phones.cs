namespace TeleCmi.Declarative.Planning;

/// <summary>Compares phone numbers: the service shows them masked, with or without a country code (observed, not documented).</summary>
public static class Phones
{
    // Fewer digits than this name nobody.
    private const int Shortest = 7;

    /// <summary>
    /// True where both can be the same line: digit by digit from the end, <c>X</c> and <c>*</c> matching any digit, the shorter one
    /// (7 or more) ending the longer.
    /// </summary>
    public static bool Same(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        if (left.Length != right.Length && length < Shortest)
        {
            return false;
        }

        for (var i = 1; i <= length; i++)
        {
            if (left[^i] != right[^i] && !IsMask(left[^i]) && !IsMask(right[^i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True where a digit is hidden: such a text is never sent, nor recorded where the digits are known.</summary>
    public static bool IsMasked(string phone) => phone.Any(IsMask);

    private static bool IsMask(char c) => c is 'X' or 'x' or '*';
}
