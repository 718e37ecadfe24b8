using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;
using TeleCmi.Reports.Text;

namespace TeleCmi.Reports.Html;

/// <summary>
/// One self-contained page: plan or outcomes, drift, coverage and diagnostics, in light and dark, from a phone's width upward.
/// </summary>
internal static class HtmlReport
{
    /// <summary>The document.</summary>
    public static string Render(Report report, Style style)
    {
        var page = Page(report, style with { Color = false });
        return (page with { Stamp = Stamped(report), Sections = [.. page.Sections, .. RosterHtml.Sections(report)] }).Render().ToString();
    }

    private static Markup Stamped(Report report)
    {
        var facts = Markup.Join(Stamp.Facts(report), fact => Markup.Of($"<li>{fact.Word} <bdi>{Shown.Of(fact.Value)}</bdi></li>"));
        return report.Stamp is not { } stamp ? Markup.None : Markup.Of($"""
            <ul class="stamp" aria-label="Of this report"><li><time datetime="{stamp.Second}">{stamp.Minute}</time></li>
            <li>telecmi {stamp.Version}</li>{facts}</ul>
            """);
    }

    private static HtmlPage Page(Report report, Style style) => report switch
    {
        Report.OfPlan { Plan: var plan, Drift: var drift } => OfPlan("plan", plan, drift, report.ToAllow, style),
        Report.OfApply { Plan: var plan, Result: null } => OfPlan("apply", plan, null, report.ToAllow, style),
        Report.OfApply { Plan: var plan, Result: { } result } done => new HtmlPage(
            "apply", ApplyHtml.Headline(result), PlanHtml.Lede(plan), ApplyHtml.Verdict(result), ApplyHtml.Figures(result),
            [
                .. CoverageHtml.Sections(done.Coverage, plan.Coverage.After), .. ApplyHtml.Sections(plan, result),
                .. PlanHtml.Remarks(plan),
            ]),
        Report.OfDrift { Drift: var drift } found => new HtmlPage(
            "drift", drift.IsDrifted ? DriftText.Drifted(drift) : "No drift",
            Markup.Of($"Account {drift.AppId} at <bdi>{PlanText.Host(drift.Service)}</bdi>. Roster, state and service compared."),
            drift.IsDrifted
                ? (Mood.Look, "Somebody changed the account outside telecmi.")
                : (Mood.Calm, "Nobody changed the account outside telecmi."),
            DriftHtml.Figures(drift),
            [
                .. found.Coverage is { } duty ? CoverageHtml.Sections(duty, found.Floor, "On duty in the account as it is") : [],
                .. DriftHtml.Counting(drift, style), .. DriftHtml.Others(drift, style), .. DriftHtml.Advice(found),
            ]),
        Report.OfRoster roster => new HtmlPage(
            "validate", roster.IsValid ? $"{Wording.Count(roster.Agents, "agent")}, valid" : "Not valid",
            Markup.Of($"<bdi>{Shown.Of(roster.File)}</bdi>"),
            roster.IsValid ? (Mood.Calm, "The roster can be planned.") : (Mood.Stop, "The roster can't be planned until this is mended."),
            Markup.None, []),
        Report.OfCoverage { Hours: var hours, Floor: var floor } => new HtmlPage(
            "coverage", "Agents on duty", Markup.Of($"By the roster alone, for each hour of the day."),
            hours.Under(floor).Any() ? (Mood.Look, $"Under the floor in hours {HourRanges.Of(hours.Under(floor))}.")
                : (Mood.Calm, floor.IsDefaultOrEmpty ? "No floor is set." : "No hour is under its floor."),
            Markup.None, [.. CoverageHtml.Sections(hours, floor)]),
        Report.OfAgents { Agents: var agents } => new HtmlPage(
            "state", Wording.Count(agents.Length, "recorded agent"), Markup.Of($"As the state records them."),
            (Mood.Calm, "Nothing was changed."), Markup.None,
            [new HtmlSection("agents", "Agents", agents.Length, HtmlRows.List(agents, Row, "agents"))]),
        Report.OfFailure failure => new HtmlPage(
            failure.Command.Length == 0 ? "run" : failure.Command, Title(failure), Markup.None,
            (Mood.Stop, "There is no result."), Markup.None, []),
        _ => throw new ArgumentOutOfRangeException(nameof(report)),
    };

    private static string Title(Report.OfFailure failure)
        => FailureTitle.Of(failure) is (var what, { } why) ? $"{what}: {Shown.Sentence(why)}" : FailureTitle.Of(failure).What;

    private static Markup Row(RecordedAgent agent) => HtmlRows.Row(
        '=', Tone.Still, agent.Extension, agent.Name, agent.Protected ? "protected" : "recorded", Markup.None);

    private static HtmlPage OfPlan(string command, Plan plan, Drift? drift, string? toAllow, Style style) => new(
        command, PlanHtml.Headline(plan), PlanHtml.Lede(plan), PlanHtml.Verdict(plan), PlanHtml.Figures(plan),
        [
            .. PlanHtml.Refusals(plan, toAllow), .. CoverageHtml.Sections(plan.Coverage), .. PlanHtml.Changes(plan, style),
            .. drift is null ? [] : DriftHtml.Counting(drift, style), .. PlanHtml.Remarks(plan),
        ]);
}
