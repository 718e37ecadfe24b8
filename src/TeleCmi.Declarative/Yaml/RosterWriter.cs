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
    /// <summary>
    /// A whole roster; what most agents share stands under `defaults`. An agent of whom no entry can say what the service shows is a
    /// comment, to be completed by hand.
    /// </summary>
    /// <param name="generation">Of the API that the account speaks.</param>
    /// <param name="appId">The account; null where the environment names it.</param>
    /// <param name="agents">Whom to write.</param>
    /// <param name="passwords">False to leave passwords unmanaged.</param>
    internal static string Roster(
        Generation generation, long? appId, IReadOnlyCollection<RecordedAgent> agents, bool passwords = true)
    {
        var defaults = SharedDefaults.Of(generation.Schema, agents);
        var written = agents.Select(agent => (Agent: agent, IsEntry: EntryRules.CanSay(generation, agent))).ToList();
        var entries = written.Select(one => (one.IsEntry, Text: Entry(one.Agent, defaults, passwords)));
        return "# yaml-language-server: $schema=./agents.schema.json\n"
            + (appId is null ? "" : $"appid: {appId}\n")
            + Defaults(defaults)
            + $"agents:{(written.Exists(one => one.IsEntry) ? "" : " []")}\n"
            + string.Concat(entries.Select(one => one.IsEntry ? one.Text : Comment(one.Text)));
    }

    /// <summary>Entries to stand under <c>agents:</c>, indented as `telecmi init` does.</summary>
    public static string Entries(IEnumerable<RecordedAgent> agents)
        => string.Concat(agents.Select(agent => Entry(agent, agent.Values.Schema.None, passwords: true)));

    /// <summary>The variable that a written entry names for its password.</summary>
    internal static string Variable(int extension) => $"AGENT_{extension}_PASSWORD";

    /// <summary>True where a text is a roster that says of these agents what they are, and nothing else.</summary>
    internal static bool ReadsBack(Generation generation, string roster, IReadOnlyCollection<RecordedAgent> agents, bool passwords = true)
        => RosterLoader.Load("", Encoding.UTF8.GetBytes(roster), generation).Roster is { } read
        && read.Agents.Length == agents.Count
        && read.Agents.Zip(agents.OrderBy(agent => agent.Extension)).All(pair => Says(pair.First, pair.Second, passwords));

    private static string Defaults(AgentValues defaults)
    {
        var lines = string.Concat(
            defaults.Schema.Fields.Select(field => field.Get(defaults) is { } value ? $"  {Line(field, value)}" : ""));
        return lines.Length == 0 ? "" : $"defaults:\n{lines}";
    }

    private static string Entry(RecordedAgent agent, AgentValues defaults, bool passwords)
    {
        var text = new StringBuilder($"  - extension: {agent.Extension}\n");
        foreach (var key in agent.Values.Schema.Keys)
        {
            text.Append(key switch
            {
                AgentSchema.Password => passwords ? $"    password: {Password(agent.Extension)}\n" : "",
                AgentSchema.Protected => agent.Protected ? "    protected: true\n" : "",
                _ => Field(agent, agent.Values.Schema.Find(key)!, defaults),
            });
        }

        return text.ToString();
    }

    private static string Field(RecordedAgent agent, AgentField field, AgentValues defaults) => (field.Kind, field.Get(agent.Values)) switch
    {
        (FieldKind.Phone, var value) => EntryRules.OfPhone(FieldValue.TextOf(value)) is null
            ? $"    {field.Key}: \"{FieldValue.TextOf(value)}\"\n"
            : $"    {field.Key}: # write it whole: the service does not show it so\n",
        (FieldKind.Text, var value) when field.Is(FieldUse.Required) => EntryRules.OfName(FieldValue.TextOf(value)) is null
            ? $"    {field.Key}: {Quoted(FieldValue.TextOf(value) ?? "")}\n"
            : $"    {field.Key}: # write one: a roster can't hold what the service shows\n",
        (FieldKind.Hour, _) when EntryRules.Shift(agent) is not { } shift || shift == (defaults.StartTime, defaults.EndTime) => "",
        (not FieldKind.Hour, { } value) when value == field.Get(defaults) => "",
        (_, { } value) => $"    {Line(field, value)}",
        _ => "",
    };

    private static string Line(AgentField field, FieldValue value) => value switch
    {
        FieldValue.Text text => $"{field.Key}: {Quoted(text.Value)}\n",
        FieldValue.Number number => $"{field.Key}: {number.Value}\n",
        FieldValue.Flag flag => $"{field.Key}: {(flag.Value ? "true" : "false")}\n",
        _ => "",
    };

    private static string Comment(string entry) => string.Concat(entry.TrimEnd('\n').Split('\n').Select(line => $"  # {line[2..]}\n"));

    private static bool Says(RosterAgent entry, RecordedAgent agent, bool passwords)
        => entry.Extension == agent.Extension
        && (passwords
            ? entry.Password is PasswordSource.Text password && password.Template.SourceText == Password(agent.Extension)
            : entry.Password is null)
        && entry.Values.Schema.Fields.All(field => (field.Get(entry.Values), Shown(field, agent)) switch
        {
            ({ } said, { } shown) => field.Same(said, shown),
            var (said, shown) => said == shown,
        })
        && (entry.Protected ?? false) == agent.Protected;

    private static FieldValue? Shown(AgentField field, RecordedAgent agent)
        => field.Kind == FieldKind.Hour && EntryRules.Shift(agent) is null ? null : field.Get(agent.Values);

    private static string Password(int extension) => $"${{{Variable(extension)}}}";

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
