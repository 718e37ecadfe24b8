using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Declarative.Planning;

namespace TeleCmi.Reports.Findings;

/// <summary>What a result is an instance of.</summary>
/// <param name="Id">Stable: a diagnostic's code, <c>drift/KIND</c> or <c>refused/RULE</c>.</param>
/// <param name="Title">A few words.</param>
/// <param name="Help">What it means and what to do.</param>
internal sealed record FindingRule(string Id, string Title, string Help)
{
    /// <summary>The rule of what a reviewer must know first.</summary>
    public static FindingRule OfFirst(PlanWarning first) => first.Code switch
    {
        PlanWarning.PolicyChanged => new(
            $"review/{first.Code}", "The policy changes",
            "The reviewed roster changes the rules by which later plans are refused, allowed or reported. "
            + "Approve it only where that was meant."),
        PlanWarning.OtherRoster => new(
            $"review/{first.Code}", "The earlier roster has another name",
            "Every entry counts as new, and nobody who leaves is shown. "
            + "Compare with the earlier roster by its name there: `--base REV:PATH`."),
        _ => new(
            $"review/{first.Code}", "Nothing was compared",
            "The roster of the revision is not valid, so that nothing is known of what the reviewed one changes. Mend it there first."),
    };

    /// <summary>The rule of a diagnostic.</summary>
    public static FindingRule OfDiagnostic(string code)
        => Explanation.Find(code) is { } known
            ? new FindingRule(known.Code, known.Title, known.Section.Replace("\\\n", "\n", StringComparison.Ordinal))
            : new FindingRule(code, code, "See the message.");

    /// <summary>The rule of a kind of drift.</summary>
    public static FindingRule Of(DriftKind kind) => kind switch
    {
        DriftKind.Changed => new("drift/changed", "Changed outside telecmi", DriftAdvice.Of(kind)),
        DriftKind.Missing => new("drift/missing", "Deleted outside telecmi", DriftAdvice.Of(kind)),
        DriftKind.Unmanaged => new("drift/unmanaged", "Unmanaged user", DriftAdvice.Of(kind)),
        _ => new("drift/not_applied", "Not applied yet", DriftAdvice.Of(kind)),
    };

    /// <summary>The rule that a refusal names.</summary>
    public static FindingRule Of(SafetyRule rule) => new(
        $"refused/{Words.Of(rule)}", "Plan refused by a safety rule",
        "The plan does more than the rule allows. The message names the option that allows it, for a plan that was meant so.");
}
