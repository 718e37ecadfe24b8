using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Adopting;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Yaml;

/// <summary>
/// Writes agents as entries of a roster. Every text is quoted, passwords are references to a variable of their own, and what no entry can
/// say stays open behind a comment, where `telecmi validate` finds it.
/// </summary>
public static class RosterWriter
{
    /// <summary>A whole roster. An agent of whom no entry can say what the service shows is a comment, to be completed by hand.</summary>
    public static string Roster(Generation generation, long appId, IReadOnlyCollection<RecordedAgent> agents)
    {
        var written = agents.Select(agent => (Agent: agent, IsEntry: EntryRules.CanSay(generation, agent))).ToList();
        var entries = written.Select(one => one.IsEntry ? Entry(one.Agent) : Comment(one.Agent));
        return $"appid: {appId}\nagents:{(written.Exists(one => one.IsEntry) ? "" : " []")}\n{string.Concat(entries)}";
    }

    /// <summary>Entries to stand under <c>agents:</c>, indented as `telecmi init` does.</summary>
    public static string Entries(IEnumerable<RecordedAgent> agents) => string.Concat(agents.Select(Entry));

    /// <summary>True where a text is a roster that says of these agents what they are, and nothing else.</summary>
    internal static bool ReadsBack(Generation generation, string roster, IReadOnlyCollection<RecordedAgent> agents)
        => RosterLoader.Load("", Encoding.UTF8.GetBytes(roster), generation).Roster is { } read
        && read.Agents.Length == agents.Count
        && read.Agents.Zip(agents.OrderBy(agent => agent.Extension)).All(pair => Says(pair.First, pair.Second));

    private static string Entry(RecordedAgent agent)
    {
        var text = new StringBuilder($"  - extension: {agent.Extension}\n");
        foreach (var key in agent.Values.Schema.Keys)
        {
            text.Append(key switch
            {
                AgentSchema.Password => $"    password: {Password(agent.Extension)}\n",
                AgentSchema.Protected => agent.Protected ? "    protected: true\n" : "",
                _ => Field(agent, agent.Values.Schema.Find(key)!),
            });
        }

        return text.ToString();
    }

    private static string Field(RecordedAgent agent, AgentField field) => (field.Kind, field.Get(agent.Values)) switch
    {
        (FieldKind.Phone, var value) => EntryRules.OfPhone(FieldValue.TextOf(value)) is null
            ? $"    {field.Key}: \"{FieldValue.TextOf(value)}\"\n"
            : $"    {field.Key}: # write it whole: the service does not show it so\n",
        (FieldKind.Text, var value) when field.Is(FieldUse.Required) => EntryRules.OfName(FieldValue.TextOf(value)) is null
            ? $"    {field.Key}: {Quoted(FieldValue.TextOf(value) ?? "")}\n"
            : $"    {field.Key}: # write one: a roster can't hold what the service shows\n",
        (FieldKind.Text, FieldValue.Text text) => $"    {field.Key}: {Quoted(text.Value)}\n",
        (FieldKind.Hour, FieldValue.Number hour) when EntryRules.Shift(agent) is not null => $"    {field.Key}: {hour.Value}\n",
        (FieldKind.Switch, FieldValue.Flag flag) => $"    {field.Key}: {(flag.Value ? "true" : "false")}\n",
        _ => "",
    };

    private static string Comment(RecordedAgent agent)
        => string.Concat(Entry(agent).TrimEnd('\n').Split('\n').Select(line => $"  # {line[2..]}\n"));

    private static bool Says(RosterAgent entry, RecordedAgent agent)
        => entry.Extension == agent.Extension
        && entry.Password is PasswordSource.Text password && password.Template.SourceText == Password(agent.Extension)
        && entry.Values.Schema.Fields.All(field => (field.Get(entry.Values), Shown(field, agent)) switch
        {
            ({ } said, { } shown) => field.Same(said, shown),
            var (said, shown) => said == shown,
        })
        && (entry.Protected ?? false) == agent.Protected;

    private static FieldValue? Shown(AgentField field, RecordedAgent agent)
        => field.Kind == FieldKind.Hour && EntryRules.Shift(agent) is null ? null : field.Get(agent.Values);

    private static string Password(int extension) => $"${{AGENT_{extension}_PASSWORD}}";

    // In double quotes every character can be written and none has a meaning of its own. What an editor or a terminal would not show, or
    // would act on, is written by its number; so are the beginnings of commands that CI systems look for in any output.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in VisibleText.Letters(text))
        {
            quoted.Append(letter switch
            {
                { Value: '"' } => "\\\"",
                { Value: '\\' } => "\\\\",
                { Value: '$' } => "$$",
                { IsVisible: true } => letter.Text,
                { Value: <= 0xFFFF } => $"\\u{letter.Value:X4}",
                _ => $"\\U{letter.Value:X8}",
            });
        }

        return quoted.Append('"').ToString();
    }
}
