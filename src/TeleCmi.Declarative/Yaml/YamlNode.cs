using TeleCmi.Declarative.Rosters;
using YamlDotNet.Core;

namespace TeleCmi.Declarative.Yaml;

/// <summary>A value of the file with its place. A closed set.</summary>
internal abstract class YamlNode(Position at)
{
    public Position At { get; } = at;

    /// <summary>Where its text begins.</summary>
    public int Start { get; init; }

    /// <summary>Where its text ends: behind its last character, comments and line breaks aside.</summary>
    public int End { get; set; }
}

/// <summary>A text as it stands in the file; its type is for the reader of the value to say.</summary>
internal sealed class ScalarNode(Position at, string text, ScalarStyle style, bool isCutByComment) : YamlNode(at)
{
    public string Text { get; } = text;

    /// <summary>With which quotes it is written.</summary>
    public ScalarStyle Style { get; } = style;

    /// <summary>True where it stands without quotes, so that its characters are all that says what was meant.</summary>
    public bool IsPlain => Style == ScalarStyle.Plain;

    /// <summary>True where a comment follows on the line of an unquoted value: YAML ended the value there.</summary>
    public bool IsCutByComment { get; } = isCutByComment;

    /// <summary>True for nothing, <c>~</c> and <c>null</c> without quotes.</summary>
    public bool IsNull { get; } = style == ScalarStyle.Plain && text is "" or "~" or "null" or "Null" or "NULL";
}

/// <summary>Keys and values in their order, duplicates included.</summary>
internal sealed class MappingNode(Position at) : YamlNode(at)
{
    public List<(ScalarNode Key, YamlNode Value)> Entries { get; } = [];

    /// <summary>False where reading stopped inside: what seems to be missing may stand further down.</summary>
    public bool IsComplete { get; set; }

    /// <summary>True where it is written in braces.</summary>
    public bool IsFlow { get; init; }

    /// <summary>The value of a key; null where it is absent.</summary>
    public YamlNode? Find(string key) => Entries.Find(entry => entry.Key.Text == key).Value;
}

/// <summary>A list.</summary>
internal sealed class SequenceNode(Position at) : YamlNode(at)
{
    public List<YamlNode> Items { get; } = [];

    /// <summary>True where it is written in brackets.</summary>
    public bool IsFlow { get; init; }
}

/// <summary>Something already reported; nothing more is to be said about it.</summary>
internal sealed class BrokenNode(Position at) : YamlNode(at);
