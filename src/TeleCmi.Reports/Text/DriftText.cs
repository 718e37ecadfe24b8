using System.Text;
using TeleCmi.Declarative.Drifts;

namespace TeleCmi.Reports.Text;

/// <summary>Drift as a person reads it: a line for each agent. No line starts with foreign text.</summary>
internal static class DriftText
{
    /// <summary>The lines, ending with the counts or <c>No drift.</c></summary>
    public static string Render(Drift drift, Style style)
    {
        var text = new StringBuilder($"TeleCMI account {drift.AppId} at {PlanText.Host(drift.Service)}: roster, state and service compared\n");
        foreach (var agent in drift.Agents.Where(agent => agent.Counts || agent.Kind == DriftKind.NotApplied))
        {
            text.Append($"  {Mark(agent, style)} {PlanText.Label(agent.Extension, agent.Name)}  {Describe(agent)}{Values(agent, style)}\n");
        }

        if (drift.Agents.Count(agent => agent is { Kind: DriftKind.Unmanaged, Counts: false }) is > 0 and var ignored)
        {
            text.Append($"  . {ignored} unmanaged, ignored by the roster's policy\n");
        }

        text.Append(drift.IsDrifted ? style.Bold("Drift:") : "No drift.");
        text.Append(drift.IsDrifted || !drift.Agents.IsEmpty ? $" {Counts(drift)}.\n" : "\n");
        return text.ToString();
    }

    /// <summary>How many of each kind.</summary>
    public static string Counts(Drift drift)
        => $"{drift.Count(DriftKind.Changed)} changed, {drift.Count(DriftKind.Missing)} missing, {drift.Count(DriftKind.Unmanaged)} unmanaged, {drift.Count(DriftKind.NotApplied)} not applied";

    /// <summary>What happened to an agent, in our own words only.</summary>
    public static string Describe(DriftedAgent agent) => agent switch
    {
        { Kind: DriftKind.Changed } => "changed behind our back",
        { Kind: DriftKind.Missing, Source: null } => "deleted behind our back, though protected",
        { Kind: DriftKind.Missing } => "deleted behind our back",
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
        : $"{field.Field}: "
            + string.Join(", ", new[] { ("recorded", field.Recorded), ("live", field.Live), ("roster", field.Roster) }
                .Where(version => version.Item2 is not null)
                .Select(version => $"{version.Item1} {style.Value(field.Field, version.Item2)}"));

    private static string Values(DriftedAgent agent, Style style) => string.Concat(agent.Fields.Select(field => $"   {Value(field, style)}"));

    private static string Mark(DriftedAgent agent, Style style) => agent.Kind switch
    {
        DriftKind.Changed => style.Yellow("~"),
        DriftKind.Missing => style.Red("-"),
        DriftKind.Unmanaged => style.Yellow("?"),
        _ => style.Dim("."),
    };
}
