using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Adopting;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Writes the roster of a live account.</summary>
internal static class RosterWriter
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
        var entries = written.Select(one => (one.IsEntry, Text: EntryText.Of(one.Agent, EntryStyle.Usual, defaults, passwords)));
        return "# yaml-language-server: $schema=./agents.schema.json\n"
            + (appId is null ? "" : $"appid: {appId}\n")
            + Defaults(defaults)
            + $"agents:{(written.Exists(one => one.IsEntry) ? "" : " []")}\n"
            + string.Concat(entries.Select(one => one.IsEntry ? one.Text : Comment(one.Text)));
    }

    /// <summary>True where a text is a roster that says of these agents what they are, and nothing else.</summary>
    internal static bool ReadsBack(Generation generation, string roster, IReadOnlyCollection<RecordedAgent> agents, bool passwords = true)
        => RosterLoader.Load("", Encoding.UTF8.GetBytes(roster), generation).Roster is { } read
        && read.Agents.Length == agents.Count
        && read.Agents.Zip(agents.OrderBy(agent => agent.Extension)).All(pair => Says(pair.First, pair.Second, passwords));

    private static string Defaults(AgentValues defaults)
    {
        var lines = string.Concat(
            from field in defaults.Schema.Fields
            let value = field.Get(defaults)
            where value is not null
            select $"  {field.Key}: {ScalarText.Of(field, value, EntryStyle.Usual.QuotesOf(field))}\n");
        return lines.Length == 0 ? "" : $"defaults:\n{lines}";
    }

    private static string Comment(string entry) => string.Concat(entry.TrimEnd('\n').Split('\n').Select(line => $"  # {line[2..]}\n"));

    private static bool Says(RosterAgent entry, RecordedAgent agent, bool passwords)
        => entry.Extension == agent.Extension
        && (passwords
            ? entry.Password is PasswordSource.Text password && password.Template.SourceText == EntryText.Password(agent.Extension)
            : entry.Password is null)
        && entry.Values.Schema.Fields.All(field => (field.Get(entry.Values), EntryRules.Said(field, agent)) switch
        {
            ({ } said, { } shown) => field.Same(said, shown),
            var (said, shown) => said == shown,
        })
        && (entry.Protected ?? false) == agent.Protected;
}
