using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Yaml;

/// <summary>How a roster that was read lies in its file: where its agents stand, and how their entries are written.</summary>
public sealed class RosterLayout
{
    private const string ListKey = "agents";
    private const string Comment = "#";

    private RosterLayout(string text, MappingNode root, EntryStyle style)
    {
        (Text, Root, Style) = (text, root, style);
        (Key, var list) = root.Entries.Find(entry => entry.Key.Text == ListKey);
        List = (SequenceNode)list;
    }

    internal string Text { get; }

    internal MappingNode Root { get; }

    /// <summary>The word in front of the list.</summary>
    internal ScalarNode Key { get; }

    internal SequenceNode List { get; }

    internal EntryStyle Style { get; }

    /// <summary>True where what is appended to the file stands under <c>agents:</c>.</summary>
    public bool EndsWithList => !Root.IsFlow && !List.IsFlow
        && Text[List.End..].Split('\n', '\r').All(line => line.AsSpan().IsWhiteSpace() || line.AsSpan().TrimStart().StartsWith(Comment));

    /// <summary>Of a roster that has been loaded without an error.</summary>
    /// <param name="file">As the user named it.</param>
    /// <param name="content">As it was loaded.</param>
    public static RosterLayout Of(string file, ReadOnlyMemory<byte> content)
    {
        var problems = new DiagnosticList();
        return RosterText.Decode(file, content.Span, problems) is { } text
            && YamlReader.Read(file, text, problems) is MappingNode root && root.Find(ListKey) is SequenceNode list
            ? new RosterLayout(text, root, EntryStyle.Of(text, list))
            : throw new InvalidOperationException("The layout of what is no roster.");
    }

    /// <summary>New entries as they can be appended to the file.</summary>
    public string Appended(IEnumerable<RecordedAgent> agents)
    {
        var entries = Entries(agents);
        return entries.Length > 0 && Text.Length > 0 && Text[^1] is not ('\n' or '\r') ? Style.LineBreak + entries : entries;
    }

    /// <summary>Why no entry can be put in; null where one can.</summary>
    /// <param name="file">As a message names it.</param>
    public Diagnostic? Obstacle(string file)
        => Root.IsFlow || (List.IsFlow && (List.Items.Count > 0 || Text.AsSpan(List.Start..List.End).ContainsAny('\r', '\n')))
            ? Diagnostic.Error(
                "roster_not_editable", $"{file} has its agents in brackets, where no entry is put in safely; nothing was done.",
                "Write each agent on a line of its own that begins with `- `; or leave out --write and put in what is printed.")
            : null;

    internal string Entries(IEnumerable<RecordedAgent> agents)
        => string.Join(Style.IsSpaced ? Style.LineBreak : "", agents.Select(agent => EntryText.Of(agent, Style)));

    /// <summary>Where a new entry goes: behind the last one, and the comments that are indented as a part of it.</summary>
    internal int EndOfList()
    {
        for (var end = LineText.EndOf(Text, List.End); ;)
        {
            var next = LineText.NextOf(Text, end);
            var line = Text.AsSpan(next..LineText.EndOf(Text, next));
            if (List.Items.Count == 0 || !line.TrimStart(' ').StartsWith(Comment) || line.IndexOf(Comment) <= Style.Indent)
            {
                return end;
            }

            end = next + line.Length;
        }
    }
}
