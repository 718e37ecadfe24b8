using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using YamlDotNet.Core;

namespace TeleCmi.Declarative.Yaml;

/// <summary>How the entries of a roster are written, so that new ones look like those that are there.</summary>
internal sealed record EntryStyle
{
    /// <summary>That of `telecmi init`.</summary>
    public static readonly EntryStyle Usual = new();

    /// <summary>Blanks before the dash.</summary>
    public int Indent { get; init; } = 2;

    /// <summary>Characters from the dash to the first key.</summary>
    public int Offset { get; init; } = 2;

    /// <summary>True where an entry is written in braces.</summary>
    public bool IsFlow { get; init; }

    /// <summary>What stands inside of such braces, beside each.</summary>
    public string Padding { get; init; } = " ";

    /// <summary>True where an empty line parts the entries.</summary>
    public bool IsSpaced { get; init; }

    /// <summary>The line break of the file.</summary>
    public string LineBreak { get; init; } = "\n";

    private ImmutableDictionary<string, ScalarStyle> Quotes { get; init; } = ImmutableDictionary<string, ScalarStyle>.Empty;

    /// <summary>Of a roster that was read.</summary>
    /// <param name="text">The roster.</param>
    /// <param name="list">Its agents; null where it has no list of them.</param>
    public static EntryStyle Of(string text, SequenceNode? list)
    {
        var style = Usual with { LineBreak = LineText.BreakOf(text) };
        if (list is not { IsFlow: false, Items: [.., MappingNode last] })
        {
            return style;
        }

        var dash = list.At.Column - 1;
        return style with
        {
            Indent = dash,
            Offset = last.IsFlow || last.Entries.Count == 0 ? style.Offset : last.Entries[0].Key.At.Column - 1 - dash,
            IsFlow = last.IsFlow,
            Padding = last.IsFlow && text[last.Start + 1] != ' ' ? "" : style.Padding,
            IsSpaced = list.Items is [.., var before, _] && LineText.HasEmptyLine(text.AsSpan(before.End..last.Start)),
            Quotes = list.Items.OfType<MappingNode>().SelectMany(entry => entry.Entries)
                .Select(entry => (entry.Key.Text, Value: entry.Value as ScalarNode)).Where(entry => entry.Value is not null)
                .Aggregate(style.Quotes, (quotes, entry) => quotes.SetItem(entry.Text, entry.Value!.Style)),
        };
    }

    /// <summary>The quotes of a field's value.</summary>
    public ScalarStyle QuotesOf(AgentField field) => QuotesOf(field.Key, field.Kind is FieldKind.Text or FieldKind.Phone);

    /// <summary>The quotes of a key's value: those of the last entry that has it.</summary>
    public ScalarStyle QuotesOf(string key, bool isText)
        => Quotes.GetValueOrDefault(key, isText ? ScalarStyle.DoubleQuoted : ScalarStyle.Plain);
}
