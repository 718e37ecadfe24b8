using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;
using TeleCmi.Reports.Text;

namespace TeleCmi.Reports.Junit;

/// <summary>
/// What a CI dashboard shows: red is what someone has to look at. A refusal, a drifted agent and a failed change fail; an unknown outcome
/// is an error; what is only not applied yet is skipped; a planned change passes, with its fields as output.
/// </summary>
internal static class JunitReport
{
    private const string NoChanges = "No changes.";

    /// <summary>The document; it holds one case at least.</summary>
    public static string Render(Report report, Style style)
    {
        var suites = Suites(report, style with { Color = false }).Where(suite => suite.Cases.Count > 0).ToList();
        return JunitXml.Write(Name(report), suites, report);
    }

    private static string Name(Report report) => report switch
    {
        Report.OfPlan => "telecmi plan",
        Report.OfApply => "telecmi apply",
        Report.OfDrift => "telecmi drift",
        Report.OfRoster => "telecmi validate",
        Report.OfCoverage => "telecmi coverage",
        { Command.Length: > 0 } => $"telecmi {report.Command}",
        _ => "telecmi",
    };

    private static IEnumerable<JunitSuite> Suites(Report report, Style style)
    {
        var name = Name(report);
        IEnumerable<JunitSuite> result = report switch
        {
            Report.OfPlan { Plan: var plan } => OfPlan(plan, plan is { Compared: true, Refusals.IsEmpty: true }, JunitStatus.Passed),
            Report.OfApply { Plan: var plan, Result: null } => OfPlan(plan, plan.Refusals.IsEmpty, JunitStatus.Skipped),
            Report.OfApply { Plan: var plan, Result: { } outcomes } => [Outcomes(plan, outcomes)],
            Report.OfDrift { Drift: var drift } => [Suite(drift.Agents.Select(agent => Of(agent, style, report)), "No drift.")],
            Report.OfRoster roster => [Suite(roster.Diagnostics.Select(one => Of(one, report)), $"{Shown.Of(roster.File)} is valid.")],
            Report.OfCoverage coverage => [Suite(CoverageSpan.Hourly(coverage.Hours, coverage.Floor).Select(Of), null)],
            Report.OfAgents { Agents: var agents } => [Suite(agents.Select(Of), "No recorded agents.")],
            _ => [],
        };
        return report is Report.OfRoster ? result
            : result.Append(new JunitSuite($"{name} roster", [.. report.Diagnostics.Select(one => Of(one, report))]));

        // A suite is never without a case where there is something good to say.
        JunitSuite Suite(IEnumerable<JunitCase> cases, string? nothing)
            => new(name, [.. nothing is null ? cases : cases.DefaultIfEmpty(new JunitCase(nothing, JunitStatus.Passed))]);

        IEnumerable<JunitSuite> OfPlan(Plan plan, bool isSound, JunitStatus status) =>
        [
            Safety(name, plan),
            Suite(plan.Changes.Select(change => Of(change, status, style, report)), isSound ? NoChanges : null),
        ];

        JunitSuite Outcomes(Plan plan, ApplyResult outcomes)
        {
            var suite = Suite(OutcomeLine.Of(plan, outcomes).Select(Of), NoChanges);
            return outcomes.Fault is not { } fault ? suite : suite with
            {
                Cases = [.. suite.Cases, new JunitCase("state", JunitStatus.Errored, Shown.Sentence(fault.Message).ToString())],
            };
        }
    }

    private static JunitSuite Safety(string name, Plan plan) => new($"{name} safety",
    [
        .. ChangeWords.First(plan).Select(first => new JunitCase(
            first.Code, plan.Compared ? JunitStatus.Passed : JunitStatus.Skipped, Shown.Sentence(first.Message).ToString())),
        .. plan.Refusals.Select(refusal => new JunitCase(
            Words.Of(refusal.Rule), JunitStatus.Failed, Shown.Sentence(refusal.Message).ToString(),
            (refusal.Extensions.IsEmpty ? "" : $"agents: {Ranges.Of(refusal.Extensions)}\n")
            + $"to allow it: {Shown.Sentence(refusal.Override)}")),
    ]);

    private static JunitCase Of(OutcomeLine line)
    {
        var (outcome, why) = (line.Outcome, line.Outcome.Message is { } message ? $": {Shown.Sentence(message)}" : "");
        var status = outcome.Kind switch
        {
            OutcomeKind.Failed => JunitStatus.Failed,
            OutcomeKind.Unknown => JunitStatus.Errored,
            OutcomeKind.Skipped => JunitStatus.Skipped,
            _ => JunitStatus.Passed,
        };
        return new JunitCase(
            PlanText.Label(outcome.Extension, line.Change?.Name), status, line.Word + why);
    }

    private static JunitCase Of(RecordedAgent agent) => new(PlanText.Label(agent.Extension, agent.Name), JunitStatus.Passed);

    private static JunitCase Of(Change change, JunitStatus status, Style style, Report report) => new(
        PlanText.Label(change.Extension, change.Name), status, ChangeWords.Of(change),
        Lines([Place(change.Source, report), .. change.Fields.Select(field => Field(change, field, style))]));

    private static JunitCase Of(DriftedAgent agent, Style style, Report report) => new(
        PlanText.Label(agent.Extension, agent.Name), agent.Counts ? JunitStatus.Failed : JunitStatus.Skipped, DriftText.Describe(agent),
        Lines([Place(agent.Source, report), .. agent.Fields.Select(field => DriftText.Value(field, style))]));

    // A warning fails only where the run failed for nothing else than warnings: with --strict.
    private static JunitCase Of(Diagnostic diagnostic, Report report)
    {
        var message = Shown.Sentence(diagnostic.Message).ToString();
        var place = diagnostic.File is { } file ? $"{RosterPath.Named(file, report)}:{diagnostic.Line}:{diagnostic.Column}" : null;
        var failed = diagnostic.IsError
            || (report is Report.OfFailure or Report.OfRoster { IsValid: false } && !report.Diagnostics.Any(one => one.IsError));
        return new JunitCase(
            string.Join(' ', new[] { diagnostic.Code, place, Key(message) }.OfType<string>()),
            failed ? JunitStatus.Failed : JunitStatus.Passed, message,
            diagnostic.Hint is null ? null : $"hint: {Shown.Sentence(diagnostic.Hint)}");
    }

    // What a message is about, so that two of one kind at one place have names of their own, whichever of them is mended first.
    private static string? Key(string message) => message.Split('`') is [_, { Length: > 0 } key, ..] ? key : null;

    private static JunitCase Of(CoverageSpan hour) => new(
        $"hour {hour.Hours}", hour.IsUnder ? JunitStatus.Failed : JunitStatus.Passed, hour.Remark.Length == 0 ? null : hour.Remark,
        $"{hour.After} on duty, {hour.SmsAlert} with sms_alert");

    private static string Field(Change change, FieldChange field, Style style)
        => change.Action == ChangeAction.Update ? PlanText.Field(field, style)
        : field is FieldChange.Password ? $"{field.Field}: (hidden)"
        : $"{field.Field}: {style.Value(field.Field, field.After)}";

    private static string? Place(Position? at, Report report)
        => at is { } place ? $"at {RosterPath.Named(place.File, report)}:{place.Line}" : null;

    private static string? Lines(IEnumerable<string?> lines)
        => string.Join('\n', lines.OfType<string>()) is { Length: > 0 } text ? text : null;
}
