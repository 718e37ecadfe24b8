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
        var account = $"TeleCMI account {drift.AppId} at {PlanText.Host(drift.Service)}";
        var text = new StringBuilder($"{account}: roster, state and service compared\n");
        foreach (var agent in drift.Agents.Where(agent => agent.Counts || agent.Kind == DriftKind.NotApplied))
        {
            var (sign, tone) = Marks.Of(agent.Kind);
            text.Append($"  {style.Painted(tone, $"{sign}")} {PlanText.Label(agent.Extension, agent.Name)}  {Describe(agent)}");
            text.AppendJoin("", agent.Fields.Select(field => $"   {Value(field, style)}")).Append('\n');
        }

        if (drift.Agents.Count(agent => agent is { Kind: DriftKind.Unmanaged, Counts: false }) is > 0 and var ignored)
        {
            text.Append($"  . {ignored} unmanaged, ignored by the roster's policy\n");
        }

        text.Append(drift.IsDrifted ? style.Bold("Drift:") : "No drift.");
        text.Append(drift.IsDrifted || !drift.Agents.IsEmpty ? $" {Counts(drift)}.\n" : "\n");
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

    /// <summary>How many of each kind.</summary>
    public static string Counts(Drift drift)
        => string.Join(", ", Enum.GetValues<DriftKind>().Select(kind => $"{drift.Count(kind)} {Words.Of(kind).Replace('_', ' ')}"));

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
