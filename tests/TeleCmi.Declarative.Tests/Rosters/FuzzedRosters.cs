using System.Text;
using CsCheck;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Declarative.Tests.Rosters;

public class FuzzedRosters
{
    private static readonly string[] Tokens =
    [
        "agents", "extension", "name", "phone_number", "password", "defaults", "policy", "min_on_duty", "file", "secret", "appid", "101", "9-18",
        ": ", ":", "- ", "-", "\n", "\n  ", "\n    ", "\t", " ", "[", "]", "{", "}", ", ", ",", "? ", "!", "!!", "!<", ">", "&a", "*a", "<<", "|", ">-",
        "'", "\"", "\\", "\\ud800", "\\x", "#", " #", "---", "...", "---\n", "...\n", "%YAML 1.1\n", "%TAG ! x\n", "%", "@", "`", "~", "null", "true",
        "+0", "0", "$", "${", "${A}", "${A:-", ":?", "\r", "\r\n", "\uFEFF", "\u0085", "\u2028", "\0", "\u0301", "é", "😀", "*", "***",
    ];

    private static readonly Gen<string> Soup = Gen.Int[0, Tokens.Length - 1].Select(i => Tokens[i]).Array[0, 40].Select(string.Concat);

    [Fact]
    public void Any_sequence_of_tokens_is_a_roster_or_has_positioned_errors() => Soup.Sample(Holds, iter: 50_000, threads: 2);

    [Fact]
    public void Any_sequence_of_tokens_within_a_roster_is_handled() =>
        Gen.Select(Soup, Gen.Int[0, Given.Agent.Length]).Sample((soup, at) => Holds(Given.Agent.Insert(at, soup)), iter: 50_000, threads: 2);

    [Fact]
    public void Any_bytes_are_handled() =>
        Gen.Byte.Array[0, 200].Sample(bytes => Holds(Given.Bytes(bytes)), iter: 20_000, threads: 2);

    [Fact]
    public void A_roster_cut_anywhere_is_handled()
    {
        var whole = Encoding.UTF8.GetBytes("appid: 1\ndefaults: { start_time: 9, end_time: 18 }\n" + Given.Agent + "    password: \"${A:-é}\"\n");
        Assert.All(Enumerable.Range(0, whole.Length), length => Assert.True(Holds(Given.Bytes(whole[..length]))));
    }

    [Fact]
    public void Any_text_survives_as_a_template_or_is_malformed() => Soup.Sample(
        text => TemplateParser.Parse(text, default) is not { } t || (t.SourceText == text && t.IsLiteral == !t.Variables.Any()), iter: 50_000, threads: 2);

    private static bool Holds(string text) => Holds(Given.Text(text));

    private static bool Holds(RosterLoadResult result) =>
        result.Roster is null == result.Diagnostics.Any(d => d.IsError)
        && result.Diagnostics.All(d => d is { File: "agents.yaml", Line: >= 1, Column: >= 1 });
}
