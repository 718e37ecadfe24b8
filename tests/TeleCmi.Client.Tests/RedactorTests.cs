namespace TeleCmi.Client.Tests;

public sealed class RedactorTests
{
    [Theory]
    [InlineData("your hunter2 is weak", "your (hidden) is weak")]
    [InlineData("hunter2hunter2", "(hidden)")]
    [InlineData("say a\\u0022b and a\\\"b and a\"b", "say (hidden) and (hidden) and (hidden)")]
    [InlineData("abcdef", "(hidden)")]
    [InlineData("nothing here", "nothing here")]
    public void Every_learned_secret_is_hidden_raw_escaped_and_overlapping(string text, string shown)
    {
        var redactor = new Redactor();
        foreach (var secret in new[] { "hunter2", "a\"b", "abcd", "cdef", "" })
        {
            redactor.Learn(new Secret(secret));
        }

        Assert.Equal(shown, redactor.Redact(text));
    }

    [Fact]
    public void A_secret_inside_the_replacement_is_not_looked_for()
    {
        var redactor = new Redactor();
        foreach (var letter in "(hiden)")
        {
            redactor.Learn(new Secret($"{letter}"));
        }

        Assert.Equal("(hidden)", redactor.Redact("hidden"));
    }

    [Theory]
    [InlineData(200, 200)]
    [InlineData(201, 200)]
    [InlineData(5000, 200)]
    public void A_long_text_is_cut_to_200_characters(int length, int shown) =>
        Assert.Equal(shown, new Redactor().Redact(new string('x', length))?.Length);

    [Fact]
    public void A_cut_leaves_no_half_of_a_character() =>
        Assert.Equal(new string('x', 198) + "…", new Redactor().Redact(new string('x', 198) + "😀😀"));

    [Fact]
    public void A_secret_shows_nothing_of_itself() => Assert.Equal("(hidden)", $"{new Secret("hunter2")}");
}
