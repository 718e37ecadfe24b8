using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;
using TeleCmi.Reports.Text;

namespace TeleCmi.Reports.Junit;

/// <summary>
/// What a CI dashboard shows: red is what someone has to look at. A refusal, a drifted agent and a failed change fail; an unknown outcome is an
/// error; what is only not applied yet is skipped; a planned change passes, with its fields as output.
/// </summary>
internal static class JunitReport
{
    /// <summary>The document; it holds one case at least.</summary>
    public static string Render(Report report, Style style)
    {
        var suites = Suites(report, style with { Color = false }).Where(suite => suite.Cases.Count > 0).ToList();
        return JunitXml.Write(Name(report), suites);
    }

    private static string Name(Report report) => report switch
    {
        Report.OfPlan => "telecmi plan",
        Report.OfApply => "telecmi apply",
        Report.OfDrift => "telecmi drift",
        Report.OfRoster => "telecmi validate",
        Report.OfCoverage => "telecmi coverage",
        _ => "telecmi",
    };

    private static IEnumerable<JunitSuite> Suites(Report report, Style style)
    {
        var name = Name(report);
        IEnumerable<JunitSuite> result = report switch
        {
            Report.OfPlan { Plan: var plan } => [Safety(name, plan), new JunitSuite(name, Or(plan.Changes.Select(change => Of(change, JunitStatus.Passed, style, report)), plan is { Compared: true, Refusals.IsEmpty: true }, "No changes."))],
            Report.OfApply { Plan: var plan, Result: null } => [Safety(name, plan), new JunitSuite(name, Or(plan.Changes.Select(change => Of(change, JunitStatus.Skipped, style, report)), plan.Refusals.IsEmpty, "No changes."))],
            Report.OfApply { Plan: var plan, Result: { } outcomes } => [new JunitSuite(name, Outcomes(plan, outcomes))],
            Report.OfDrift { Drift: var drift } => [new JunitSuite(name, Or(drift.Agents.Select(agent => Of(agent, style, report)), true, "No drift."))],
            Report.OfRoster roster => [new JunitSuite(name, Or(roster.Diagnostics.Select(one => Of(one, report)), true, $"{Shown.Of(roster.File)} is valid."))],
            Report.OfCoverage coverage => [new JunitSuite(name, [.. CoverageSpan.Hourly(coverage.Hours, coverage.Floor).Select(Of)])],
            Report.OfAgents { Agents: var agents } => [new JunitSuite(name, Or(agents.Select(agent => new JunitCase(PlanText.Label(agent.Extension, agent.Name), JunitStatus.Passed)), true, "No recorded agents."))],
            _ => [],
        };
        return report is Report.OfRoster ? result : result.Append(new JunitSuite($"{name} roster", [.. report.Diagnostics.Select(one => Of(one, report))]));
    }

    private static JunitSuite Safety(string name, Plan plan) => new($"{name} safety",
    [
        .. ChangeWords.First(plan).Select(first => new JunitCase(first.Code, plan.Compared ? JunitStatus.Passed : JunitStatus.Skipped, Shown.Sentence(first.Message).ToString())),
        .. plan.Refusals.Select(refusal => new JunitCase(
            Words.Of(refusal.Rule), JunitStatus.Failed, Shown.Sentence(refusal.Message).ToString(),
            (refusal.Extensions.IsEmpty ? "" : $"agents: {string.Join(", ", refusal.Extensions)}\n") + $"to allow it: {Shown.Sentence(refusal.Override)}")),
    ]);

    private static List<JunitCase> Outcomes(Plan plan, ApplyResult result)
    {
        var names = plan.Changes.ToDictionary(change => change.Extension, change => change.Name);
        var cases = Or(result.Outcomes.Select(outcome => new JunitCase(
            PlanText.Label(outcome.Extension, names.GetValueOrDefault(outcome.Extension)),
            outcome.Kind switch
            {
                OutcomeKind.Failed => JunitStatus.Failed,
                OutcomeKind.Unknown => JunitStatus.Errored,
                OutcomeKind.Skipped => JunitStatus.Skipped,
                _ => JunitStatus.Passed,
            },
            $"{Words.Of(outcome.Action)}: {Words.Of(outcome.Kind)}{(outcome.Message is null ? "" : $": {Shown.Sentence(outcome.Message)}")}")), true, "No changes.");
        return result.Fault is { } fault ? [.. cases, new JunitCase("state", JunitStatus.Errored, Shown.Sentence(fault.Message).ToString())] : cases;
    }

    private static JunitCase Of(Change change, JunitStatus status, Style style, Report report) => new(
        PlanText.Label(change.Extension, change.Name), status, ChangeWords.Of(change),
        Lines([Place(change.Source, report), .. change.Fields.Select(field => Field(change, field, style))]));

    private static JunitCase Of(DriftedAgent agent, Style style, Report report) => new(
        PlanText.Label(agent.Extension, agent.Name), agent.Counts ? JunitStatus.Failed : JunitStatus.Skipped, DriftText.Describe(agent),
        Lines([Place(agent.Source, report), .. agent.Fields.Select(field => DriftText.Value(field, style))]));

    // A warning fails only where the run failed for nothing else than warnings: with --strict.
    private static JunitCase Of(Diagnostic diagnostic, Report report) => new(
        string.Join(' ', new[] { diagnostic.Code, diagnostic.File is { } file ? $"{RosterPath.Named(file, report)}:{diagnostic.Line}:{diagnostic.Column}" : null, Key(diagnostic) }.OfType<string>()),
        diagnostic.IsError || (report is Report.OfFailure or Report.OfRoster { IsValid: false } && !report.Diagnostics.Any(one => one.IsError)) ? JunitStatus.Failed : JunitStatus.Passed,
        Shown.Sentence(diagnostic.Message).ToString(),
        diagnostic.Hint is null ? null : $"hint: {Shown.Sentence(diagnostic.Hint)}");

    // What a message is about, so that two of one kind at one place have names of their own, whichever of them is mended first.
    private static string? Key(Diagnostic diagnostic) => Shown.Sentence(diagnostic.Message).ToString().Split('`') is [_, { Length: > 0 } key, ..] ? key : null;

    private static JunitCase Of(CoverageSpan hour) => new(
        $"hour {hour.Hours}", hour.IsUnder ? JunitStatus.Failed : JunitStatus.Passed, hour.Remark.Length == 0 ? null : hour.Remark, $"{hour.After} on duty, {hour.SmsAlert} with sms_alert");

    private static string Field(Change change, FieldChange field, Style style)
        => change.Action == ChangeAction.Update ? PlanText.Field(field, style)
        : field is FieldChange.Password ? $"{field.Field}: (hidden)"
        : $"{field.Field}: {style.Value(field.Field, field.After)}";

    private static string? Place(Position? at, Report report) => at is { } place ? $"at {RosterPath.Named(place.File, report)}:{place.Line}" : null;

    private static string? Lines(IEnumerable<string?> lines) => string.Join('\n', lines.OfType<string>()) is { Length: > 0 } text ? text : null;

    private static List<JunitCase> Or(IEnumerable<JunitCase> cases, bool orElse, string nothing)
    {
        var all = cases.ToList();
        return all.Count == 0 && orElse ? [new JunitCase(nothing, JunitStatus.Passed)] : all;
    }
}
