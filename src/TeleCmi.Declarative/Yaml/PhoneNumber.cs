using PhoneNumbers;
using Verdict = PhoneNumbers.PhoneNumberUtil.ValidationResult;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Phone numbers as people write them and as the service takes them.</summary>
public static class PhoneNumber
{
    private const int MaximumCallingCode = 3;
    private const int IndianLength = 10;

    // The numbering plans take a while to load and are wanted only where there is an agent.
    private static readonly Lazy<PhoneNumberUtil> Plans = new(PhoneNumberUtil.GetInstance);
    private static readonly Lazy<HashSet<int>> CallingCodes = new(() => [.. Plans.Value.GetSupportedCallingCodes()]);

    /// <summary>Loads the numbering plans meanwhile, for a roster that is about to be read.</summary>
    public static void Prepare() => _ = Task.Run(() => CallingCodes.Value);

    /// <summary>True for a number as a spreadsheet writes it: with a decimal dot or an exponent, and perhaps rounded.</summary>
    public static bool IsOfSpreadsheet(string text) =>
        text.AsSpan().ContainsAny('.', 'e', 'E') && text.All(c => char.IsAsciiDigit(c) || c is '.' or 'e' or 'E' or '+' or '-' or ' ');

    /// <summary>What to write for a number that its country can not have; null for one that is possible.</summary>
    public static string? Advice(string digits) => IsPossible(digits) ? null : digits switch
    {
        ['0', '0', ..] => "leave out the 00 in front: write the country code and the number",
        ['0', ..] => "write the country code in place of the 0 in front, such as 91 for India",
        [>= '6', ..] when digits.Length == IndianLength
            => "it looks like an Indian number without its country code: write 91 in front of it",
        _ => Judge(digits) switch
        {
            Verdict.TOO_SHORT or Verdict.IS_POSSIBLE_LOCAL_ONLY
                => "it is too short for its country: write all digits after the country code",
            Verdict.TOO_LONG => "it is too long for its country: write the country code and the number once",
            Verdict.INVALID_LENGTH => "its country has no number of this length: count the digits after the country code",
            _ => "it begins with no country code: write the country code in front, such as 91 for India",
        },
    };

    /// <summary>True where the numbering plans know the country, and its numbers have this length when dialled from abroad.</summary>
    public static bool IsPossible(string digits)
        => HasPossibleLength(digits) || Judge(digits) == Verdict.IS_POSSIBLE;

    private static Verdict Judge(string digits)
    {
        try
        {
            return Plans.Value.IsPossibleNumberWithReason(Plans.Value.Parse("+" + digits, null));
        }
        catch (NumberParseException)
        {
            return Verdict.INVALID_COUNTRY_CODE;
        }
    }

    // Reading a number takes long; of one that has a possible length as it stands it changes nothing: a prefix goes only where what is left
    // is possible, too.
    private static bool HasPossibleLength(string digits)
    {
        for (var length = 1; length <= MaximumCallingCode && digits[0] != '0'; length++)
        {
            var code = int.Parse(digits.AsSpan(0, length));
            if (CallingCodes.Value.Contains(code))
            {
                var number = new PhoneNumbers.PhoneNumber.Builder()
                    .SetCountryCode(code).SetNationalNumber(ulong.Parse(digits.AsSpan(length))).Build();
                return digits[length] != '0' && Plans.Value.IsPossibleNumberWithReason(number) == Verdict.IS_POSSIBLE;
            }
        }

        return false;
    }
}
