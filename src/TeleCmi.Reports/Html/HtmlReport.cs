using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Declarative.Planning;
using TeleCmi.Reports.Text;

namespace TeleCmi.Reports.Html;

/// <summary>One self-contained page: plan or outcomes, drift, coverage and diagnostics, in light and dark, from a phone's width upward.</summary>
internal static class HtmlReport
{
    /// <summary>The document.</summary>
    public static string Render(Report report, Style style) => Page(report, style with { Color = false }).Render().ToString();

    private static HtmlPage Page(Report report, Style style) => report switch
    {
        Report.OfPlan { Plan: var plan, Drift: var drift } => OfPlan("plan", plan, drift, report, style),
        Report.OfApply { Plan: var plan, Result: null } => OfPlan("apply", plan, null, report, style),
        Report.OfApply { Plan: var plan, Result: { } result } done => new HtmlPage
        {
            Command = "apply",
            Headline = ApplyHtml.Headline(result),
            Lede = PlanHtml.Lede(plan),
            Mood = result.IsComplete ? Mood.Calm : Mood.Stop,
            Verdict = result.IsComplete ? "Complete: the account is as the plan wanted it." : result.Interrupted ? "Interrupted. Plan again to see what is left." : "Not complete. Plan again to see what is left.",
            Figures = ApplyHtml.Figures(result),
            Sections = [.. ApplyHtml.Sections(plan, result), .. CoverageHtml.Sections(done.Coverage, plan.Coverage.After), .. PlanHtml.Remarks(plan), .. RosterHtml.Sections(report)],
        },
        Report.OfDrift { Drift: var drift } found => new HtmlPage
        {
            Command = "drift",
            Headline = drift.IsDrifted ? $"{Wording.Count(drift.Agents.Count(agent => agent.Counts), "agent")} drifted" : "No drift",
            Lede = Markup.Of($"Account {drift.AppId} at <bdi>{PlanText.Host(drift.Service)}</bdi>. Roster, state and service compared."),
            Mood = drift.IsDrifted ? Mood.Look : Mood.Calm,
            Verdict = drift.IsDrifted ? "Someone changed the account behind the roster's back." : "Nobody changed the account behind the roster's back.",
            Figures = DriftHtml.Figures(drift),
            Sections = [.. DriftHtml.Counting(drift, style), .. DriftHtml.Others(drift, style), .. found.Coverage is { } duty ? CoverageHtml.Sections(duty, []) : [], .. RosterHtml.Sections(report)],
        },
        Report.OfRoster roster => new HtmlPage
        {
            Command = "validate",
            Headline = roster.IsValid ? $"{Wording.Count(roster.Agents, "agent")}, valid" : "Not valid",
            Lede = Markup.Of($"<bdi>{Shown.Of(roster.File)}</bdi>"),
            Mood = roster.IsValid ? Mood.Calm : Mood.Stop,
            Verdict = roster.IsValid ? "The roster can be planned." : "The roster can't be planned until this is mended.",
            Sections = [.. RosterHtml.Sections(report)],
        },
        Report.OfCoverage { Hours: var hours, Floor: var floor } => new HtmlPage
        {
            Command = "coverage",
            Headline = "Agents on duty",
            Lede = Markup.Of($"By the roster alone, for each hour of the day."),
            Mood = hours.Under(floor).Any() ? Mood.Look : Mood.Calm,
            Verdict = hours.Under(floor).Any() ? $"Under the floor in hours {HourRanges.Of(hours.Under(floor).Select(hour => hour.Hour))}." : floor.IsDefaultOrEmpty ? "No floor is set." : "No hour is under its floor.",
            Sections = [.. CoverageHtml.Sections(hours, floor), .. RosterHtml.Sections(report)],
        },
        Report.OfAgents { Agents: var agents } => new HtmlPage
        {
            Command = "state",
            Headline = Wording.Count(agents.Length, "recorded agent"),
            Lede = Markup.Of($"As the state records them."),
            Mood = Mood.Calm,
            Verdict = "Nothing was changed.",
            Sections = [new HtmlSection("agents", "Agents", agents.Length, HtmlRows.List([.. agents.Select(agent => HtmlRows.Row("=", "still", agent.Extension, agent.Name, agent.Protected ? "protected" : "recorded", Markup.None))], "agents"))],
        },
        Report.OfFailure => new HtmlPage
        {
            Command = "run",
            Headline = "No result",
            Lede = Markup.Of($"The run ended before there was anything to show."),
            Mood = Mood.Stop,
            Verdict = "Failed.",
            Sections = [.. RosterHtml.Sections(report)],
        },
        _ => throw new ArgumentOutOfRangeException(nameof(report)),
    };

    private static HtmlPage OfPlan(string command, Plan plan, Drift? drift, Report report, Style style)
    {
        var (mood, verdict) = !plan.Refusals.IsEmpty ? (Mood.Stop, "Refused by a safety rule. Nothing will be sent.")
            : !plan.Compared ? (Mood.Look, "Nothing is known of what this roster changes.")
            : plan.IsEmpty ? (Mood.Calm, "The account is as the roster wants it.")
            : ChangeWords.Departures(plan).Length is > 0 and var leaving ? (Mood.Look, $"Ready to apply. {Wording.Count(leaving, "user")} will leave or be replaced: look there first.")
            : (Mood.Ready, "Ready to apply. Nobody leaves.");
        return new HtmlPage
        {
            Command = command,
            Headline = !plan.Compared ? "Not compared" : plan.IsEmpty ? "No changes" : Wording.Count(plan.Changes.Length, "change"),
            Lede = PlanHtml.Lede(plan),
            Mood = mood,
            Verdict = verdict,
            Figures = PlanHtml.Figures(plan),
            Sections =
            [
                .. PlanHtml.Sections(plan, style), .. CoverageHtml.Sections(plan.Coverage),
                .. drift is null ? [] : DriftHtml.Counting(drift, style), .. PlanHtml.Remarks(plan), .. RosterHtml.Sections(report),
            ],
        };
    }
}
