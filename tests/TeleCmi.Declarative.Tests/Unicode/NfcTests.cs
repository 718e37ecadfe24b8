using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Tests.Unicode;

public sealed class NfcTests
{
    [Theory]
    [InlineData("Ren\u0065\u0301", "Ren\u00E9")]
    [InlineData("\u00E9", "\u00E9")]
    [InlineData("q\u0323\u0307", "q\u0323\u0307")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("s\u0307\u0323", "\u1E69")]
    [InlineData("\u1E9B\u0323", "\u1E9B\u0323")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("\u212B", "\u00C5")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("\uD834\uDD5E", "\uD834\uDD57\uD834\uDD65")]
    [InlineData("\uD800", "\uD800")]
    [InlineData("\u0061\u0315\u0300\u05AE\u0062", "\u00E0\u05AE\u0315\u0062")]
    public void One_name_has_one_form_however_it_was_typed(string typed, string composed)
        => Assert.Equal(composed, Nfc.Normalize(typed));

    [Fact]
    public void A_hostile_name_of_marks_alone_is_sorted_in_order_and_in_time()
    {
        var name = "a" + string.Concat(Enumerable.Repeat("\u0301\u0323", 200_000));

        var composed = Nfc.Normalize(name);

        Assert.Equal("\u1EA1" + new string('\u0323', 199_999) + new string('\u0301', 200_000), composed);
    }
}
