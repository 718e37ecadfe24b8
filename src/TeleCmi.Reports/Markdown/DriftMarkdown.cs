using TeleCmi.Declarative.Drifts;
using TeleCmi.Reports.Text;

namespace TeleCmi.Reports.Markdown;

/// <summary>Drift for the one who reads the nightly job: what counts first.</summary>
internal static class DriftMarkdown
{
    /// <summary>Whether someone has to look, and the counts.</summary>
    public static string Head(Drift drift)
        => $"### {(drift.IsDrifted ? "Drift" : "No drift")}{(drift.Agents.IsEmpty ? "" : $": {DriftText.Counts(drift)}")}\n\n"
        + $"Account `{drift.AppId}` at {CodeSpan.Of(PlanText.Host(drift.Service))}: roster, state and service compared.\n";

    /// <summary>The agents that count, by kind, and those that do not.</summary>
    public static IEnumerable<MarkdownSection> Sections(Drift drift, Style style)
    {
        return
        [
            MarkdownReport.Section(
                "Changed or deleted outside telecmi",
                Lines(agent => agent.Kind is DriftKind.Changed or DriftKind.Missing), alwaysOpen: true),
            MarkdownReport.Section("Unmanaged", Lines(agent => agent is { Counts: true, Kind: DriftKind.Unmanaged })),
            MarkdownReport.Section("Not applied yet", Lines(agent => agent.Kind == DriftKind.NotApplied), yields: true),
            MarkdownReport.Section(
                "Unmanaged, ignored by the policy of the roster", Lines(agent => agent is { Counts: false, Kind: DriftKind.Unmanaged })),
        ];

        IEnumerable<string> Lines(Func<DriftedAgent, bool> which) => drift.Agents.Where(which).Select(agent => Line(agent, style));
    }

    /// <summary>What to do, for each kind that occurs.</summary>
    public static string Advice(Report.OfDrift report) => report.Advice.IsEmpty ? ""
        : $"\n#### What to do\n\n{string.Concat(report.Advice.Select(one => $"- **{DriftText.Name(one.Kind)}:** {Prose.Of(one.Text)}\n"))}";

    private static string Line(DriftedAgent agent, Style style)
    {
        var fields = string.Concat(agent.Fields.Select(field => $"; {Field(field, style)}"));
        return MarkdownReport.Line(Marks.Of(agent.Kind).Sign, agent.Extension, agent.Name, DriftText.Describe(agent) + fields);
    }

    private static string Field(DriftField field, Style style) => field.IsSecret
        ? "password differs (hidden)"
        : $"`{field.Field}` {DriftText.Versions(field, value => CodeSpan.Of(style.Bare(field.Field, value)))}";
}
