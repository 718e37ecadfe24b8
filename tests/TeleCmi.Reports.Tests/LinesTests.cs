using TeleCmi.Reports.Text;

namespace TeleCmi.Reports.Tests;

/// <summary>A line that a terminal has no room for is broken by us: no line begins with what stood in the middle of one.</summary>
public sealed class LinesTests
{
    [Theory]
    [InlineData("  + 104 \"Asha\"  add", 80, "  + 104 \"Asha\"  add")]
    [InlineData("one two three four five six", 20, "one two three four\n      five six")]
    [InlineData("  ~ 102 \"xxxxxxxxxxxxxxxxxxxxxxxxxxx\"", 20, "  ~ 102\n      \"xxxxxxxxxxxxx\n      xxxxxxxxxxxxxx\n      \"")]
    [InlineData("a b c\nd", 20, "a b c\nd")]
    [InlineData("\u001b[32m+\u001b[0m one two three four", 20, "\u001b[32m+\u001b[0m one two three four")]
    [InlineData("\u001b[32m+\u001b[0m one two three fours five", 20, "\u001b[32m+\u001b[0m one two three\n      fours five")]
    [InlineData("山田太郎山田太郎 山田太郎", 20, "山田太郎山田太郎\n      山田太郎")]
    [InlineData("one two three four five six", 0, "one two three four five six")]
    public void It_breaks_between_words_and_is_indented(string text, int columns, string shown)
        => Assert.Equal(shown, Lines.Wrapped(text, columns == 0 ? null : columns));
}
