using CsCheck;
using PhoneNumbers;

namespace TeleCmi.Declarative.Tests.Rosters;

/// <summary>The short way to judge a phone is the long way of the numbering plans.</summary>
public sealed class PhoneNumbersOfTheWorld
{
    [Fact]
    public void A_phone_is_possible_exactly_where_the_numbering_plans_say_so()
    {
        var plans = PhoneNumberUtil.GetInstance();
        var codes = plans.GetSupportedCallingCodes().Select(code => $"{code}").ToArray();
        var anyCode = Gen.OneOf(Gen.Int[0, codes.Length - 1].Select(index => codes[index]), Gen.Int[0, 999].Select(code => $"{code}"));
        Gen.Select(anyCode, Gen.Char['0', '9'].Array[4, 14].Select(digits => new string(digits)), (code, rest) => code + rest)
            .Where(digits => digits.Length is >= 7 and <= 15)
            .Sample(digits => Judge(plans, digits) == Declarative.Yaml.PhoneNumber.IsPossible(digits), iter: 200_000);
    }

    private static bool Judge(PhoneNumberUtil plans, string digits)
    {
        try
        {
            return plans.IsPossibleNumberWithReason(plans.Parse("+" + digits, null)) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE;
        }
        catch (NumberParseException)
        {
            return false;
        }
    }
}
