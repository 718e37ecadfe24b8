using TeleCmi.Client.Agents;
using TeleCmi.Reports.Text;

namespace TeleCmi.Reports.Markdown;

/// <summary>
/// One comment on a pull request: what matters first, at most 60,000 bytes. Foreign text stands in code spans only, so that it can neither
/// mention, link, embed nor hide anything.
/// </summary>
internal static class MarkdownReport
{
    private const int CollapsedFrom = 15;

    /// <summary>The comment.</summary>
    public static string Render(Report report, Style style) => Page(report, style).Render();

    private static MarkdownPage Page(Report report, Style style) => report switch
    {
        Report.OfPlan { Plan: var plan } => new MarkdownPage(
            PlanMarkdown.Head(plan, plan.Refusals.IsEmpty ? "Plan" : "Plan refused"),
            [.. PlanMarkdown.Sections(plan, style), Roster(report)],
            CoverageMarkdown.Change(plan.Coverage)),
        Report.OfApply { Plan: var plan, Result: null } => new MarkdownPage(
            PlanMarkdown.Head(plan, plan.Refusals.IsEmpty ? "Applied" : "Apply refused"),
            [.. PlanMarkdown.Sections(plan, style), Roster(report)],
            CoverageMarkdown.Change(plan.Coverage)),
        Report.OfApply { Plan: var plan, Result: { } result } done => new MarkdownPage(
            ApplyMarkdown.Head(plan, result),
            [.. ApplyMarkdown.Sections(plan, result), Roster(report)],
            CoverageMarkdown.Change(done.Coverage, plan.Coverage.After)),
        Report.OfDrift { Drift: var drift } => new MarkdownPage(DriftMarkdown.Head(drift), [.. DriftMarkdown.Sections(drift, style), Roster(report)]),
        Report.OfRoster roster => new MarkdownPage(
            $"### Roster {(roster.IsValid ? $"valid: {Wording.Count(roster.Agents, "agent")}" : "not valid")}\n\n{CodeSpan.Of(roster.File)}\n", [Roster(report)]),
        Report.OfCoverage { Hours: var hours, Floor: var floor } => new MarkdownPage(CoverageMarkdown.Page(hours, floor), [Roster(report)]),
        Report.OfAgents { Agents: var agents } => new MarkdownPage(
            $"### {Wording.Count(agents.Length, "recorded agent")}\n", [Section("Agents", agents.Select(agent => Line('=', agent.Extension, agent.Name, "")))]),
        Report.OfFailure => new MarkdownPage("### No result\n\nThe run ended before there was anything to show.\n", [Roster(report)]),
        _ => throw new ArgumentOutOfRangeException(nameof(report)),
    };

    /// <summary>A list that the reader opens where it is long.</summary>
    internal static MarkdownSection Section(string title, IEnumerable<string> items, bool alwaysOpen = false, bool yields = false)
    {
        var lines = items.ToList();
        return new MarkdownSection($"{title} ({lines.Count})", lines, !alwaysOpen && lines.Count >= CollapsedFrom, yields);
    }

    /// <summary>An item about one agent.</summary>
    /// <param name="sign">One of ours.</param>
    /// <param name="extension">The key.</param>
    /// <param name="name">Foreign text.</param>
    /// <param name="words">Our own, with code spans.</param>
    internal static string Line(char sign, int extension, string? name, string words)
        => $"- `{sign}` **{extension}**{(name is null ? "" : $" {CodeSpan.Of(name)}")}{(words.Length == 0 ? "" : $" {words}")}\n";

    private static MarkdownSection Roster(Report report)
        => Section(report.Diagnostics.Any(one => one.IsError) ? "Errors and warnings" : "Warnings of the roster", report.Diagnostics.OrderBy(one => one.Severity).Select(Line), report is Report.OfFailure or Report.OfRoster);

    private static string Line(Diagnostic diagnostic)
    {
        var place = diagnostic.File is null ? "" : $"{CodeSpan.Of($"{diagnostic.File}:{diagnostic.Line ?? 1}:{diagnostic.Column ?? 1}")} ";
        var hint = diagnostic.Hint is null ? "" : $"\n  - hint: {CodeSpan.Sentence(diagnostic.Hint)}";
        return $"- **{Words.Of(diagnostic.Severity)}** {place}{CodeSpan.Of(diagnostic.Code)} {CodeSpan.Sentence(diagnostic.Message)}{hint}\n";
    }
}
