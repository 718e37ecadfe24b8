using PhoneNumbers;
using Verdict = PhoneNumbers.PhoneNumberUtil.ValidationResult;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Phone numbers as people write them and as the service takes them.</summary>
public static class PhoneNumber
{
    private const int MaximumCallingCode = 3;
    private const int India = 91;

    // The numbering plans take a while to load and are wanted only where there is an agent.
    private static readonly Lazy<PhoneNumberUtil> Plans = new(PhoneNumberUtil.GetInstance);
    private static readonly Lazy<HashSet<int>> CallingCodes = new(() => [.. Plans.Value.GetSupportedCallingCodes()]);

    /// <summary>Loads the numbering plans meanwhile, for a roster that is about to be read.</summary>
    public static void Prepare() => _ = Task.Run(() => CallingCodes.Value);

    /// <summary>True for a number as a spreadsheet writes it: with a decimal dot or an exponent, and perhaps rounded.</summary>
    public static bool IsOfSpreadsheet(string text) =>
        text.AsSpan().ContainsAny('.', 'e', 'E') && text.All(c => char.IsAsciiDigit(c) || c is '.' or 'e' or 'E' or '+' or '-' or ' ');

    /// <summary>The country code of most whole numbers of an account; null where no country has more than half of them.</summary>
    internal static int? UsualCountry(IReadOnlyCollection<int?> countries)
    {
        var whole = countries.OfType<int>().ToList();
        var most = whole.GroupBy(code => code).MaxBy(group => group.Count());
        return most?.Count() > whole.Count / 2 ? most.Key : null;
    }

    /// <summary>What to write for a number that its country can not have; null for one that is possible.</summary>
    /// <param name="digits">The number.</param>
    /// <param name="country">Its own country code as it stands; null where it has none.</param>
    /// <param name="usual">
    /// That of the account: one of its numbers without the code may by chance be possible elsewhere. Where no other number tells, India
    /// is meant, as the service is Indian, but only for a number that is impossible as it stands.
    /// </param>
    internal static string? Advice(string digits, int? country, int? usual)
        => country is not null && country == usual ? null
        : (usual is not null || !IsPossible(digits)) && IsNational(digits, usual ?? India) && !IsAllotted(digits, country)
            ? usual is null or India
                ? "it looks like an Indian number without its country code: write 91 in front of it"
                : $"it looks like a number without its country code: write {usual} in front of it, as most here have"
        : IsPossible(digits) ? null : Advice(digits);

    private static string Advice(string digits) => digits switch
    {
        ['0', '0', ..] => "leave out the 00 in front: write the country code and the number",
        ['0', ..] => "write the country code in place of the 0 in front, such as 91 for India",
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
        => Country(digits) is not null || Judge(digits) == Verdict.IS_POSSIBLE;

    // Allotted by the plan of the country, code aside.
    private static bool IsNational(string digits, int code) => digits[0] != '0' && Plans.Value.IsValidNumber(Of(code, digits));

    private static bool IsAllotted(string digits, int? country)
        => country is { } code && Plans.Value.IsValidNumber(Of(code, digits.AsSpan($"{code}".Length)));

    private static PhoneNumbers.PhoneNumber Of(int code, ReadOnlySpan<char> national)
        => new PhoneNumbers.PhoneNumber.Builder().SetCountryCode(code).SetNationalNumber(ulong.Parse(national)).Build();

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

    /// <summary>
    /// The country code of a number that has a possible length as it stands; null for others. Reading such a number takes long, and
    /// changes nothing: a prefix goes only where what is left is possible, too.
    /// </summary>
    internal static int? Country(string digits)
    {
        for (var length = 1; length <= MaximumCallingCode && digits[0] != '0'; length++)
        {
            var code = int.Parse(digits.AsSpan(0, length));
            if (CallingCodes.Value.Contains(code))
            {
                var number = Of(code, digits.AsSpan(length));
                return digits[length] != '0' && Plans.Value.IsPossibleNumberWithReason(number) == Verdict.IS_POSSIBLE ? code : null;
            }
        }

        return null;
    }
}
