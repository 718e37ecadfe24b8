using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Declarative.Planning;
using TeleCmi.Reports.Text;

namespace TeleCmi.Reports.Findings;

/// <summary>
/// What of a report is worth a line in somebody's code: problems of the roster, refusals, or, for drift, exactly one finding for each
/// drifted agent.
/// </summary>
internal static class FindingList
{
    /// <summary>No consumer shows more.</summary>
    public const int Most = 5000;

    /// <summary>The roster that a finding stands in where the run names none.</summary>
    public const string DefaultRoster = "agents.yaml";

    /// <summary>In the order in which they are told.</summary>
    public static IEnumerable<Finding> Of(Report report, Style style)
    {
        var roster = report.RosterFile ?? DefaultRoster;
        return report switch
        {
            Report.OfDrift { Drift: var drift }
                => drift.Agents.Where(agent => agent.Counts).Select(agent => Of(agent, drift.AppId, roster, style)),
            Report.OfPlan { Plan: var plan } => [.. First(plan, roster), .. Roster(report), .. Refusals(plan, roster)],
            { NotCarriedOut: { } plan } => [.. Roster(report), .. Refusals(plan, roster)],
            _ => Roster(report),
        };
    }

    /// <summary>A diagnostic and its hint as one sentence.</summary>
    public static string Sentence(Diagnostic diagnostic)
        => Shown.Sentence(diagnostic.Message) + (diagnostic.Hint is null ? "" : $" (hint: {Shown.Sentence(diagnostic.Hint)})");

    private static IEnumerable<Finding> First(Plan plan, string roster) => ChangeWords.First(plan).Select(first => new Finding(
        FindingRule.OfFirst(first), "warning", Shown.Sentence(first.Message).ToString(), roster, 1, null, first.Message));

    private static IEnumerable<Finding> Roster(Report report) => report.Diagnostics.Select(one => new Finding(
        FindingRule.OfDiagnostic(one.Code), Words.Of(one.Severity), Sentence(one),
        one.File, Math.Max(1, one.Line ?? 1), Math.Max(1, one.Column ?? 1), one.Message));

    private static Finding Of(DriftedAgent agent, long appId, string roster, Style style)
    {
        var fields = string.Concat(agent.Fields.Select(field => $"; {DriftText.Value(field, style)}"));
        return new Finding(
            FindingRule.Of(agent.Kind), "warning", $"{PlanText.Label(agent.Extension, agent.Name)}: {DriftText.Describe(agent)}{fields}",
            agent.Source?.File ?? roster, Math.Max(1, agent.Source?.Line ?? 1), null, $"{appId}/{agent.Extension}");
    }

    private static IEnumerable<Finding> Refusals(Plan plan, string roster) => plan.Refusals.Select(refusal => new Finding(
        FindingRule.Of(refusal.Rule), "error", $"{Shown.Sentence(refusal.Message)} To allow it: {Shown.Sentence(refusal.Override)}",
        roster, 1, null, Words.Of(refusal.Rule)));
}
