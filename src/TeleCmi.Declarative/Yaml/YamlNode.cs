using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>A value of the file with its place. A closed set.</summary>
internal abstract class YamlNode(Position at)
{
    public Position At { get; } = at;
}

/// <summary>A text as it stands in the file; its type is for the reader of the value to say.</summary>
internal sealed class ScalarNode(Position at, string text, bool isPlain, bool isCutByComment) : YamlNode(at)
{
    public string Text { get; } = text;

    /// <summary>True where it stands without quotes, so that its characters are all that says what was meant.</summary>
    public bool IsPlain { get; } = isPlain;

    /// <summary>True where a comment follows on the line of an unquoted value: YAML ended the value there.</summary>
    public bool IsCutByComment { get; } = isCutByComment;

    /// <summary>True for nothing, <c>~</c> and <c>null</c> without quotes.</summary>
    public bool IsNull { get; } = isPlain && text is "" or "~" or "null" or "Null" or "NULL";
}

/// <summary>Keys and values in their order, duplicates included.</summary>
internal sealed class MappingNode(Position at) : YamlNode(at)
{
    public List<(ScalarNode Key, YamlNode Value)> Entries { get; } = [];

    /// <summary>False where reading stopped inside: what seems to be missing may stand further down.</summary>
    public bool IsComplete { get; set; }
}

/// <summary>A list.</summary>
internal sealed class SequenceNode(Position at) : YamlNode(at)
{
    public List<YamlNode> Items { get; } = [];
}

/// <summary>Something already reported; nothing more is to be said about it.</summary>
internal sealed class BrokenNode(Position at) : YamlNode(at);
