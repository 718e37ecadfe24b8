using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Declarative.Tests.Rosters;

public class Templates
{
    private static readonly Position At = new("agents.yaml", 1, 1);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("$", "$")]
    [InlineData("a$b$", "a$b$")]
    [InlineData("$$", "$")]
    [InlineData("$$$", "$$")]
    [InlineData("$$$$", "$$")]
    [InlineData("$${A}", "${A}")]
    [InlineData("}{", "}{")]
    [InlineData("$A", "$A")]
    public void A_dollar_stands_for_itself_unless_it_begins_a_reference(string text, string expected)
    {
        var template = TemplateParser.Parse(text, At)!;

        Assert.True(template.IsLiteral);
        Assert.Equal(expected, template.Literal);
        Assert.Equal(text, template.SourceText);
        Assert.Equal(expected, template.Expand(_ => null).Value!.Reveal());
    }

    [Theory]
    [InlineData("${SET}", "value")]
    [InlineData("a${SET}b", "avalueb")]
    [InlineData("${SET}${SET}", "valuevalue")]
    [InlineData("$$${SET}", "$value")]
    [InlineData("${SET:-other}", "value")]
    [InlineData("${UNSET:-other}", "other")]
    [InlineData("${EMPTY:-other}", "other")]
    [InlineData("${UNSET:-}", "")]
    [InlineData("${UNSET:-a:-b}", "a:-b")]
    [InlineData("${UNSET:-a}b}", "ab}")]
    [InlineData("${UNSET:-$$x}", "$x")]
    [InlineData("${UNSET:-${SET}}", "value")]
    [InlineData("${UNSET:-<${EMPTY:-${SET}}>}", "<value>")]
    [InlineData("${SET:?message}", "value")]
    [InlineData("${_a1}", "lower")]
    public void A_reference_is_replaced_as_in_compose_files(string text, string expected)
    {
        var template = TemplateParser.Parse(text, At)!;

        Assert.False(template.IsLiteral);
        Assert.Null(template.Literal);
        Assert.Equal(expected, template.Expand(Variable).Value!.Reveal());
    }

    [Theory]
    [InlineData("${UNSET}", "UNSET")]
    [InlineData("${EMPTY}", "EMPTY")]
    [InlineData("x${SET}${UNSET}${EMPTY}", "UNSET,EMPTY")]
    [InlineData("${UNSET:-${OTHER}}", "OTHER")]
    public void What_is_unset_and_has_no_default_is_named(string text, string unset)
    {
        var expansion = TemplateParser.Parse(text, At)!.Expand(Variable);

        Assert.Null(expansion.Value);
        Assert.Null(expansion.Error);
        Assert.Equal(unset, string.Join(',', expansion.Unset));
    }

    [Theory]
    [InlineData("${UNSET:?ask Asha}", "ask Asha")]
    [InlineData("${EMPTY:?}", "")]
    [InlineData("${UNSET}${UNSET:?first}${UNSET:?second}", "first")]
    [InlineData("${UNSET:-${UNSET:?inner}}", "inner")]
    public void A_required_variable_brings_its_message(string text, string message) =>
        Assert.Equal(message, TemplateParser.Parse(text, At)!.Expand(Variable).Error);

    [Theory]
    [InlineData("${")]
    [InlineData("${}")]
    [InlineData("${A")]
    [InlineData("${1A}")]
    [InlineData("${A-B}")]
    [InlineData("${A:B}")]
    [InlineData("${A:+B}")]
    [InlineData("${A?B}")]
    [InlineData("${A:-b")]
    [InlineData("${A:-${B}")]
    [InlineData("${ A }")]
    [InlineData("${Ä}")]
    [InlineData("${A:?${B}}")]
    public void Anything_else_after_the_brace_is_malformed(string text) => Assert.Null(TemplateParser.Parse(text, At));

    [Fact]
    public void Variables_are_named_once_with_those_of_defaults() =>
        Assert.Equal(["A", "B", "C"], TemplateParser.Parse("${A}${B:-${C}}${A}", At)!.Variables);

    [Fact]
    public void A_template_never_prints_what_it_holds()
    {
        var template = TemplateParser.Parse("hunter2", At)!;

        Assert.Equal("(hidden)", $"{template}");
        Assert.DoesNotContain("hunter2", new PasswordSource.Text(template, At).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", template.Expand(_ => null).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Templates_that_are_written_alike_are_equal()
    {
        Assert.Equal(TemplateParser.Parse("${A}", At), TemplateParser.Parse("${A}", At with { Line = 7 }));
        Assert.NotEqual(TemplateParser.Parse("${A}", At), TemplateParser.Parse("${B}", At));
    }

    private static string? Variable(string name) => name switch { "SET" => "value", "EMPTY" => "", "_a1" => "lower", _ => null };
}
