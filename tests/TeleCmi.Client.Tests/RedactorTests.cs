using TeleCmi.Client.Agents;

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

    [Theory]
    [InlineData("é/\"<", "é/\\\"<")]
    [InlineData("é/\"<", "\\u00E9/\\u0022\\u003C")]
    [InlineData("é/\"<", "\\u00e9/\\\"<")]
    [InlineData("é/\"<", "\\u00e9\\/\\\"<")]
    [InlineData("é/\"<", "é\\/\\\"<")]
    public void A_secret_is_hidden_as_every_writer_of_JSON_spells_it(string secret, string spelled)
    {
        var redactor = new Redactor();
        redactor.Learn(new Secret(secret));

        Assert.Equal("say (hidden)!", redactor.Redact($"say {spelled}!"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(150)]
    [InlineData(199)]
    public void A_secret_that_the_cut_goes_through_shows_nothing_of_itself(int before)
    {
        var redactor = new Redactor();
        redactor.Learn(new Secret(new string('s', 4096)));
        redactor.Learn(new Secret("short"));

        var shown = redactor.Redact(new string('x', before) + new string('s', 4096) + "short and more");

        Assert.Equal(new string('x', before) + (before < 192 ? "(hidden)…" : "…"), shown?.Length < 200 ? shown : shown?.TrimEnd('…') + "…");
        Assert.DoesNotContain('s', shown ?? "");
    }

    [Fact]
    public void A_secret_that_another_one_begins_with_is_hidden_where_the_other_is_not()
    {
        var redactor = new Redactor();
        foreach (var secret in new[] { "ab", "abcd", "abce", "abcdefgh" })
        {
            redactor.Learn(new Secret(secret));
        }

        Assert.Equal("(hidden)cx (hidden)x (hidden)x (hidden)", redactor.Redact("abcx abcdx abcex abcdefgh"));
    }

    [Fact]
    public void The_work_grows_neither_with_the_text_nor_with_the_secrets()
    {
        var redactor = new Redactor();
        for (var i = 0; i < 20_000; i++)
        {
            redactor.Learn(new Secret(new string('a', 4000) + i));
            redactor.Learn(new Secret(new string('a', i % 250) + "b" + i));
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 200; i++)
        {
            Assert.StartsWith("(hidden)", redactor.Redact(new string('a', 1_000_000)), StringComparison.Ordinal);
        }

        // Half a second on an idle machine; minutes where every match is looked for.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_secret_shows_nothing_of_itself() => Assert.Equal("(hidden)", $"{new Secret("hunter2")}");
}
