using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Reads scalars by what they are needed for. Null always means: reported, go on with the next value.</summary>
internal sealed class Values(DiagnosticList problems)
{
    /// <summary>A text that may hold references.</summary>
    public Template? Template(YamlNode node, string what) =>
        Raw(node, what) is { } text
            ? TemplateParser.Parse(text, node.At) ?? Report<Template>(RosterProblem.MalformedReference(node.At, what))
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
        return template?.Literal ?? Report<string>(template is null
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
            problems.Add(RosterProblem.NotInteger(node.At, what, minimum, maximum));
            return null;
        }

        if (!isNegative && text.Length <= 9 && int.Parse(text) is var number && number >= minimum && number <= maximum)
        {
            return number;
        }

        problems.Add(RosterProblem.OutOfRange(node.At, what, mayShow && text.Length <= 9 ? $" {text}" : "", minimum, maximum));
        return null;
    }

    /// <summary><c>true</c> or <c>false</c> and no other spelling.</summary>
    public bool? Boolean(YamlNode node, string what)
    {
        switch (Text(node, what))
        {
            case "true":
                return true;
            case "false":
                return false;
            case null:
                return null;
            default:
                problems.Add(RosterProblem.NotBoolean(node.At, what));
                return null;
        }
    }

    /// <summary>A mapping with known keys.</summary>
    public CheckedMapping? Mapping(YamlNode node, string what, KeySet known)
    {
        switch (node)
        {
            case MappingNode mapping:
                return CheckedMapping.Of(mapping, known, problems);
            case ScalarNode { IsNull: true }:
                return Report<CheckedMapping>(RosterProblem.NoValue(node.At, what));
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

        if (scalar.IsNull)
        {
            return Report<string>(RosterProblem.NoValue(node.At, what));
        }

        if (TextRules.IsUnprintable(scalar.Text))
        {
            return Report<string>(RosterProblem.At(node.At, TextRules.Unprintable(what)));
        }

        if (scalar.IsPlain && TextRules.TypographicQuotes.Contains(scalar.Text[0]) && TextRules.TypographicQuotes.Contains(scalar.Text[^1]))
        {
            return Report<string>(RosterProblem.TypographicQuotes(node.At, what));
        }

        return TextRules.IsVisible(scalar.Text) ? scalar.Text : Report<string>(RosterProblem.EmptyText(node.At, what));
    }

    private T? Report<T>(Diagnostic problem)
        where T : class
    {
        problems.Add(problem);
        return null;
    }
}
