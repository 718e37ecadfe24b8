using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Reads scalars by what they are needed for. Null always means: reported, go on with the next value.</summary>
internal sealed class Values(DiagnosticList problems)
{
    private const int LongestNumber = 9;

    /// <summary>A text that may hold references.</summary>
    public Template? Template(YamlNode node, string what) =>
        Raw(node, what) is { } text
            ? TemplateParser.Parse(text, node.At) ?? problems.Report<Template>(RosterProblem.MalformedReference(node.At, what))
            : null;

    /// <summary>A text in which <c>$$</c> means <c>$</c> and references are an error.</summary>
    public string? Text(YamlNode node, string what)
    {
        var text = Raw(node, what);
        if (text is null || !text.Contains('$', StringComparison.Ordinal))
        {
            return text;
        }

        var template = TemplateParser.Parse(text, node.At);
        return template?.Literal ?? problems.Report<string>(template is null
            ? RosterProblem.MalformedReference(node.At, what)
            : RosterProblem.ReferenceNotAllowed(node.At, what));
    }

    /// <summary>Decimal digits within a range.</summary>
    /// <param name="node">The value.</param>
    /// <param name="what">Its key, for messages.</param>
    /// <param name="minimum">Included.</param>
    /// <param name="maximum">Included; at most nine digits.</param>
    /// <param name="mayShow">True for extensions and hours, which messages may repeat.</param>
    public int? Integer(YamlNode node, string what, int minimum, int maximum, bool mayShow = false)
    {
        if (Text(node, what) is not { } text)
        {
            return null;
        }

        var isNegative = text[0] == '-' && TextRules.IsDigits(text.AsSpan(1));
        if (!TextRules.IsDigits(text) && !isNegative)
        {
            return problems.Report<int?>(RosterProblem.NotInteger(node.At, what, minimum, maximum));
        }

        var isShort = text.Length <= LongestNumber;
        return !isNegative && isShort && int.Parse(text) is var number && number >= minimum && number <= maximum ? number
            : problems.Report<int?>(RosterProblem.OutOfRange(node.At, what, mayShow && isShort ? $" {text}" : "", minimum, maximum));
    }

    /// <summary><c>true</c> or <c>false</c> and no other spelling.</summary>
    public bool? Boolean(YamlNode node, string what) => Text(node, what) switch
    {
        "true" => true,
        "false" => false,
        null => null,
        _ => problems.Report<bool?>(RosterProblem.NotBoolean(node.At, what)),
    };

    /// <summary>A mapping with known keys.</summary>
    public CheckedMapping? Mapping(YamlNode node, string what, KeySet known)
        => Mapping(node, what) is { } mapping ? CheckedMapping.Of(mapping, known, problems) : null;

    /// <summary>A mapping, whatever its keys.</summary>
    public MappingNode? Mapping(YamlNode node, string what)
    {
        switch (node)
        {
            case MappingNode mapping:
                return mapping;
            case ScalarNode { IsNull: true }:
                return problems.Report<MappingNode>(RosterProblem.NoValue(node.At, what));
            default:
                WrongType(node, what, "a mapping of keys", node is ScalarNode scalar ? SyntaxHint.ForWord(scalar.Text) : null);
                return null;
        }
    }

    /// <summary>Reports a node of another kind than wanted; what is broken has been reported before.</summary>
    public void WrongType(YamlNode node, string what, string wanted, string? hint = null)
    {
        if (node is not BrokenNode)
        {
            problems.Add(RosterProblem.WrongType(
                node.At, what, wanted, node switch { MappingNode => "a mapping", SequenceNode => "a list", _ => "a single value" }, hint));
        }
    }

    private string? Raw(YamlNode node, string what)
    {
        if (node is not ScalarNode scalar)
        {
            WrongType(node, what, "a single value");
            return null;
        }

        return scalar switch
        {
            { IsNull: true } => problems.Report<string>(RosterProblem.NoValue(node.At, what)),
            _ when TextRules.IsUnprintable(scalar.Text) => problems.Report<string>(RosterProblem.At(node.At, TextRules.Unprintable(what))),
            { IsPlain: true, Text: [var first, ..] and [.., var last] } when IsTypographicQuote(first) && IsTypographicQuote(last)
                => problems.Report<string>(RosterProblem.TypographicQuotes(node.At, what)),
            _ when !TextRules.IsVisible(scalar.Text) => problems.Report<string>(RosterProblem.EmptyText(node.At, what)),
            _ => scalar.Text,
        };
    }

    private static bool IsTypographicQuote(char c) => TextRules.TypographicQuotes.Contains(c);
}
