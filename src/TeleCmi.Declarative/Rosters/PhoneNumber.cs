using PhoneNumbers;

namespace TeleCmi.Declarative.Rosters;

/// <summary>Phone numbers as people write them and as the service takes them.</summary>
public static class PhoneNumber
{
    private const int MinimumDigits = 7;
    private const int MaximumDigits = 15;
    private const int MaximumCallingCode = 3;

    // The numbering plans take a while to load and are wanted only where there is an agent.
    private static readonly Lazy<PhoneNumberUtil> Plans = new(PhoneNumberUtil.GetInstance);
    private static readonly Lazy<HashSet<int>> CallingCodes = new(() => [.. Plans.Value.GetSupportedCallingCodes()]);

    /// <summary>Loads the numbering plans meanwhile, for a roster that is about to be read.</summary>
    public static void Prepare() => _ = Task.Run(() => CallingCodes.Value);

    /// <summary>The digits of a number with an optional <c>+</c>, spaces, dots, dashes and brackets; null where it is none.</summary>
    public static string? Digits(string text)
    {
        Span<char> digits = stackalloc char[MaximumDigits];
        var count = 0;
        for (var i = text.StartsWith('+') ? 1 : 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c))
            {
                if (count == MaximumDigits)
                {
                    return null;
                }

                digits[count++] = c;
            }
            else if (c is not (' ' or '.' or '-' or '(' or ')' or '[' or ']'))
            {
                return null;
            }
        }

        // Separators stand between digits; only a bracket may open or close the number.
        var isFramed = text.Length > 0 && text.TrimStart('+') is [not (' ' or '.' or '-' or ')' or ']'), ..]
            && text[^1] is not (' ' or '.' or '-' or '(' or '[');
        return count >= MinimumDigits && isFramed ? new string(digits[..count]) : null;
    }

    /// <summary>True where the numbering plans know the country, and its numbers have this length when dialled from abroad.</summary>
    public static bool IsPossible(string digits)
    {
        if (HasPossibleLength(digits))
        {
            return true;
        }

        try
        {
            var number = Plans.Value.Parse("+" + digits, null);
            return Plans.Value.IsPossibleNumberWithReason(number) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE;
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    // Reading a number takes long; of one that has a possible length as it stands it changes nothing: a prefix goes only where what is left is
    // possible, too.
    private static bool HasPossibleLength(string digits)
    {
        for (var length = 1; length <= MaximumCallingCode && digits[0] != '0'; length++)
        {
            var code = int.Parse(digits.AsSpan(0, length));
            if (CallingCodes.Value.Contains(code))
            {
                var number = new PhoneNumbers.PhoneNumber.Builder().SetCountryCode(code).SetNationalNumber(ulong.Parse(digits.AsSpan(length))).Build();
                return digits[length] != '0' && Plans.Value.IsPossibleNumberWithReason(number) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE;
            }
        }

        return false;
    }
}
