using System.Collections.Immutable;
using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Drifts;

namespace TeleCmi.Reports.Text;

/// <summary>Drift as a person reads it: a line for each agent. No line starts with foreign text.</summary>
internal static class DriftText
{
    /// <summary>The lines, ending with the counts or <c>No drift.</c></summary>
    public static string Render(Report.OfDrift report, Style style)
    {
        var drift = report.Drift;
        var listed = drift.Agents.Where(agent => agent.Counts || agent.Kind == DriftKind.NotApplied).ToList();
        if (listed.Count == 0)
        {
            return $"No drift.{Ignored(drift)}\n";
        }

        var text = new StringBuilder($"TeleCMI account {drift.AppId} at {PlanText.Host(drift.Service)}\n");
        foreach (var line in Columns.Of([.. listed.Select(agent => Row(agent, style))]))
        {
            text.Append(line).Append('\n');
        }

        text.Append($"{(drift.IsDrifted ? style.Bold("Drift:") : "No drift.")} {Counts(drift)}.{Ignored(drift)}\n");
        foreach (var advice in report.Advice)
        {
            text.Append($"  {Name(advice.Kind)}: {advice.Text}\n");
        }

        return text.ToString();
    }

    /// <summary>A kind in words.</summary>
    public static string Name(DriftKind kind) => kind == DriftKind.NotApplied ? "not applied yet" : Words.Of(kind);

    /// <summary>How many count.</summary>
    public static string Drifted(Drift drift) => $"{Wording.Count(drift.Agents.Count(agent => agent.Counts), "agent")} drifted";

    /// <summary>How many of each kind that is listed.</summary>
    public static string Counts(Drift drift) => string.Join(", ", drift.Agents
        .Where(agent => agent.Counts || agent.Kind == DriftKind.NotApplied).GroupBy(agent => agent.Kind).OrderBy(kind => kind.Key)
        .Select(kind => $"{kind.Count()} {Words.Of(kind.Key).Replace('_', ' ')}").DefaultIfEmpty("nothing to look at"));

    /// <summary>The fields that tell what happened: of an edit, those that are not as they were recorded.</summary>
    public static IEnumerable<DriftField> Fields(DriftedAgent agent) => agent.Fields.Where(field => agent.Kind != DriftKind.Changed
        || field.IsSecret || (field.Recorded is not null && field.Recorded != field.Live));

    private static string Ignored(Drift drift)
        => drift.Agents.Count(agent => agent is { Kind: DriftKind.Unmanaged, Counts: false }) is > 0 and var ignored
            ? $" {ignored} unmanaged, ignored by the roster's policy." : "";

    private static ImmutableArray<string> Row(DriftedAgent agent, Style style) =>
    [
        PlanText.Label(Marks.Of(agent.Kind), agent.Extension, agent.Name, style),
        agent.Kind == DriftKind.Unmanaged ? Words.Of(agent.Kind) : Describe(agent),
        string.Join(agent.Fields.IsEmpty ? ", " : "; ", agent is { Fields: [], Live: { } user } ? AgentFacts.Of(user, style)
            : Fields(agent).Select(field => Value(field, style))),
    ];

    /// <summary>What happened to an agent, in our own words only.</summary>
    public static string Describe(DriftedAgent agent) => agent switch
    {
        { Kind: DriftKind.Changed } => "changed outside telecmi",
        { Kind: DriftKind.Missing, Source: null } => "deleted outside telecmi, though protected",
        { Kind: DriftKind.Missing } => "deleted outside telecmi",
        { Kind: DriftKind.Unmanaged } => "unmanaged: neither the roster nor the state names it",
        { IsRecorded: false, IsLive: false } => "not applied yet: to be added",
        { IsRecorded: false } => "not applied yet: exists, to be recorded",
        { Source: null, IsLive: false } => "not applied yet: left the roster, and is gone",
        { Source: null } => "not applied yet: left the roster",
        _ => "not applied yet",
    };

    /// <summary>One field in its three versions.</summary>
    public static string Value(DriftField field, Style style) => field.IsSecret
        ? "password: differs (hidden)"
        : $"{field.Field}: {Versions(field, value => style.Value(field.Field, value))}";

    /// <summary>The versions of a field that are known.</summary>
    public static string Versions(DriftField field, Func<FieldValue, string> show) => string.Join(", ", new[]
    {
        field.Recorded is { } recorded ? $"recorded {show(recorded)}" : null,
        field.Live is { } live ? $"live {show(live)}" : null,
        field.Roster is { } roster ? $"roster {show(roster)}" : null,
    }.OfType<string>());
}
