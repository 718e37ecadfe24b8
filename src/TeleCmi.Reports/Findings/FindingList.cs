using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Declarative.Planning;
using TeleCmi.Reports.Text;

namespace TeleCmi.Reports.Findings;

/// <summary>
/// What of a report is worth a line in somebody's code: problems of the roster, refusals, or, for drift, exactly one finding for each drifted
/// agent.
/// </summary>
internal static class FindingList
{
    /// <summary>No consumer shows more.</summary>
    public const int Most = 5000;

    /// <summary>In the order in which they are told.</summary>
    public static IEnumerable<Finding> Of(Report report, Style style)
    {
        var roster = report.RosterFile ?? "agents.yaml";
        return report switch
        {
            Report.OfDrift { Drift: var drift } => drift.Agents.Where(agent => agent.Counts).Select(agent => Of(agent, drift.AppId, roster, style)),
            Report.OfPlan { Plan: var plan } => [.. First(plan, roster), .. Roster(report), .. plan.Refusals.Select(refusal => Of(refusal, roster))],
            Report.OfApply { Plan: var plan, Result: null } => [.. Roster(report), .. plan.Refusals.Select(refusal => Of(refusal, roster))],
            _ => Roster(report),
        };
    }

    /// <summary>A diagnostic and its hint as one sentence.</summary>
    public static string Sentence(Diagnostic diagnostic)
        => Shown.Sentence(diagnostic.Message) + (diagnostic.Hint is null ? "" : $" (hint: {Shown.Sentence(diagnostic.Hint)})");

    private static IEnumerable<Finding> First(Plan plan, string roster) => ChangeWords.First(plan).Select(
        first => new Finding(FindingRule.OfFirst(first), "warning", Shown.Sentence(first.Message).ToString(), roster, 1, null, first.Message));

    private static IEnumerable<Finding> Roster(Report report)
        => report.Diagnostics.Select(one => new Finding(
            FindingRule.OfDiagnostic(one.Code), Words.Of(one.Severity), Sentence(one), one.File, Math.Max(1, one.Line ?? 1), Math.Max(1, one.Column ?? 1), one.Message));

    private static Finding Of(DriftedAgent agent, long appId, string roster, Style style) => new(
        FindingRule.Of(agent.Kind), "warning",
        $"{PlanText.Label(agent.Extension, agent.Name)}: {DriftText.Describe(agent)}{string.Concat(agent.Fields.Select(field => $"; {DriftText.Value(field, style)}"))}",
        agent.Source?.File ?? roster, Math.Max(1, agent.Source?.Line ?? 1), null, $"{appId}/{agent.Extension}");

    private static Finding Of(Refusal refusal, string roster) => new(
        FindingRule.Of(refusal.Rule), "error", $"{Shown.Sentence(refusal.Message)} To allow it: {Shown.Sentence(refusal.Override)}", roster, 1, null, Words.Of(refusal.Rule));
}
