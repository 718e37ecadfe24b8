using TeleCmi.Client.Agents;

namespace TeleCmi.Client.Tests;

/// <summary>What a stranger wrote is seen as it is, and forges nothing.</summary>
public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("Asha", "Asha")]
    [InlineData("\u001B[2J", @"\u{1B}[2J")]
    [InlineData("a\u009Bb\u007F", @"a\u{9B}b\u{7F}")]
    [InlineData("a\nb\u2028c\u2029d\u0085e", @"a\u{A}b\u{2028}c\u{2029}d\u{85}e")]
    [InlineData("\u202Ex\u2066y\u200Ez", @"\u{202E}x\u{2066}y\u{200E}z")]
    [InlineData("z\u200Bw\u2060\uFEFF\u00AD", @"z\u{200B}w\u{2060}\u{FEFF}\u{AD}")]
    [InlineData("\uE000\uFFFE", @"\u{E000}\u{FFFE}")]
    public void What_steers_a_terminal_or_shows_nothing_is_told_by_its_number(string text, string shown)
        => Assert.Equal(shown, VisibleText.Of(text, 200));

    [Theory]
    [InlineData(0x3164)]
    [InlineData(0x115F)]
    [InlineData(0x1160)]
    [InlineData(0xFFA0)]
    [InlineData(0x2800)]
    [InlineData(0x17B4)]
    [InlineData(0x17B5)]
    [InlineData(0x034F)]
    [InlineData(0xFE0F)]
    [InlineData(0xFE0E)]
    [InlineData(0xE0100)]
    [InlineData(0x180B)]
    [InlineData(0x00A0)]
    [InlineData(0x2003)]
    public void So_are_letters_marks_symbols_and_blanks_that_look_like_nothing_or_like_another(int number)
        => Assert.Equal($"Asha\\u{{{number:X}}}", VisibleText.Of("Asha" + char.ConvertFromUtf32(number), 200));

    [Fact]
    public void Half_a_character_is_told_as_such() => Assert.Equal(@"a\u{D83D}b\u{DE00}", VisibleText.Of("a\uD83Db\uDE00", 200));

    [Theory]
    [InlineData("प्रिया शर्मा")]
    [InlineData("മീനാക്ഷി")]
    [InlineData("ക്‍ഷ")]
    [InlineData("نمی‌خواهم")]
    [InlineData("😀👩‍👩‍👧")]
    [InlineData("❤️ 1️⃣")]
    [InlineData("👩🏽‍💻")]
    [InlineData("山田　太郎")]
    [InlineData("Müller & Söhne (Chennai)")]
    [InlineData("Ế cafe\u0301")]
    public void Names_of_all_scripts_and_emoji_stay_as_they_are(string name) => Assert.Equal(name, VisibleText.Of(name, 200));

    [Theory]
    [InlineData("a  b", "a  b")]
    [InlineData("a   b", @"a\u{20}x3b")]
    [InlineData("a                                               - 108", @"a\u{20}x47- 108")]
    [InlineData("a    ", @"a\u{20}x4")]
    public void A_run_of_blanks_is_told_as_such(string text, string shown) => Assert.Equal(shown, VisibleText.Of(text, 200));

    [Fact]
    public void Marks_need_a_letter_to_stand_on_and_do_not_pile_up()
    {
        Assert.Equal(@"\u{301}a", VisibleText.Of("\u0301a", 200));
        Assert.Equal("e" + new string('\u0301', 5) + @"\u{301}\u{301}x", VisibleText.Of("e" + new string('\u0301', 7) + "x", 200));
    }

    [Theory]
    [InlineData("##[group]", @"#\u{23}[group]")]
    [InlineData("x ##vso[task]", @"x #\u{23}vso[task]")]
    [InlineData("##VSO[task]", @"#\u{23}VSO[task]")]
    [InlineData("##teamcity[message]", @"#\u{23}teamcity[message]")]
    [InlineData("###[group]", @"##\u{23}[group]")]
    [InlineData("::error::x", @"\u{3A}:error::x")]
    [InlineData(" ::error::x", @" \u{3A}:error::x")]
    [InlineData("# 1 ##", "# 1 ##")]
    [InlineData("a::b", "a::b")]
    public void Commands_of_logs_are_broken_where_they_begin(string text, string shown) => Assert.Equal(shown, VisibleText.Of(text, 200));

    [Fact]
    public void What_is_quoted_can_not_end_its_quotes()
    {
        Assert.Equal(
            @"x\"" -> \""Asha\"", end_time: 18 -> \""",
            VisibleText.Of("x\" -> \"Asha\", end_time: 18 -> \"", 200, isQuoted: true));
        Assert.Equal(@"a\\u{1B}", VisibleText.Of(@"a\u{1B}", 200, isQuoted: true));
        Assert.Equal(@"a\u{1B}", VisibleText.Of("a\u001B", 200, isQuoted: true));
        Assert.Equal("a\"b", VisibleText.Of("a\"b", 200));
    }

    [Theory]
    [InlineData("x", 10_000)]
    [InlineData("😀", 5_000)]
    [InlineData("\u001B", 300)]
    [InlineData("\"", 150)]
    [InlineData("a   ", 200)]
    public void It_is_cut_between_two_characters_and_says_so(string part, int times)
    {
        var shown = VisibleText.Of(string.Concat(Enumerable.Repeat(part, times)), 200, isQuoted: true);

        Assert.InRange(shown.Length, 190, 200);
        Assert.EndsWith("…", shown, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\\(u(\{[0-9A-F]*)?)?…$", shown);
        Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(shown)));
    }
}
