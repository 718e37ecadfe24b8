using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;

namespace TeleCmi.Reports.Markdown;

/// <summary>
/// One comment on a pull request: what matters first, at most 60,000 bytes. Foreign text stands in code spans only, so that it can neither
/// mention, link, embed nor hide anything.
/// </summary>
internal static class MarkdownReport
{
    private const int CollapsedFrom = 15;

    /// <summary>The comment.</summary>
    public static string Render(Report report, Style style)
    {
        var (head, sections, tail) = Parts(report, style);
        return new MarkdownPage(head, [.. sections, Roster(report)], tail + Stamped(report)).Render();
    }

    private static string Stamped(Report report)
        => Stamp.Line(report, CodeSpan.Of) is { Length: > 0 } line ? $"\n<sub>{line}</sub>\n" : "";

    private static (string Head, IEnumerable<MarkdownSection> Sections, string Tail) Parts(Report report, Style style) => report switch
    {
        Report.OfPlan { Plan: var plan } => OfPlan(plan, "Plan", "Plan refused", report.ToAllow, style),
        Report.OfApply { Plan: var plan, Result: null } => OfPlan(plan, "Applied", "Apply refused", report.ToAllow, style),
        Report.OfApply { Plan: var plan, Result: { } result } done => (
            ApplyMarkdown.Head(plan, result, done.Again) + CoverageMarkdown.Change(done.Coverage, plan.Coverage.After),
            ApplyMarkdown.Sections(plan, result), ""),
        Report.OfDrift { Drift: var drift } found => (
            DriftMarkdown.Head(drift), DriftMarkdown.Sections(drift, style), DriftMarkdown.Advice(found)),
        Report.OfRoster { IsValid: false } roster => ($"### Roster not valid\n\n{CodeSpan.Of(roster.File)}\n", [], ""),
        Report.OfRoster roster => ($"### Roster valid: {Wording.Count(roster.Agents, "agent")}\n\n{CodeSpan.Of(roster.File)}\n", [], ""),
        Report.OfCoverage { Hours: var hours, Floor: var floor } => (CoverageMarkdown.Page(hours, floor), [], ""),
        Report.OfAgents { Agents: var agents } => (
            $"### {Wording.Count(agents.Length, "recorded agent")}\n",
            [Section("Agents", agents.Select(agent => Line('=', agent.Extension, agent.Name, "")))], ""),
        Report.OfFailure failure => ($"### {Title(failure)}\n", [], ""),
        _ => throw new ArgumentOutOfRangeException(nameof(report)),
    };

    private static string Title(Report.OfFailure failure)
        => FailureTitle.Of(failure) is (var what, { } why) ? $"{what}: {CodeSpan.Sentence(why)}" : FailureTitle.Of(failure).What;

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

    private static (string, IEnumerable<MarkdownSection>, string) OfPlan(
        Plan plan, string fine, string refused, string? toAllow, Style style) => (
        PlanMarkdown.Head(plan, plan.Refusals.IsEmpty ? fine : refused, toAllow) + CoverageMarkdown.Change(plan.Coverage),
        PlanMarkdown.Sections(plan, style), "");

    private static MarkdownSection Roster(Report report) => Section(
        report.Diagnostics.Any(one => one.IsError) ? "Errors and warnings" : "Warnings of the roster",
        report.Diagnostics.OrderBy(one => one.Severity).Select(Line), report is Report.OfFailure or Report.OfRoster);

    private static string Line(Diagnostic diagnostic)
    {
        var place = diagnostic.File is null ? "" : $"{CodeSpan.Of($"{diagnostic.File}:{diagnostic.Line ?? 1}:{diagnostic.Column ?? 1}")} ";
        var hint = diagnostic.Hint is null ? "" : $"\n  - hint: {CodeSpan.Sentence(diagnostic.Hint)}";
        var message = CodeSpan.Sentence(diagnostic.Message);
        return $"- **{Words.Of(diagnostic.Severity)}** {place}{CodeSpan.Of(diagnostic.Code)} {message}{hint}\n";
    }
}
