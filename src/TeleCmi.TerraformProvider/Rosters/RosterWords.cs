using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Hosted;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;
using TeleCmi.Reports;
using TeleCmi.TerraformProvider.Wire;

namespace TeleCmi.TerraformProvider.Rosters;

/// <summary>What a plan and its end say in the words of Terraform: attributes, and no option of the command.</summary>
internal static class RosterWords
{
    /// <summary>What to know of a plan.</summary>
    public static IEnumerable<Notice> Of(HostedPlan hosted)
    {
        var plan = hosted.Plan;
        var there = plan.Changes.Where(change => change.Action == ChangeAction.Adopt || change.Adopts)
            .Where(change => !change.TakesOver || plan.Options.AllowTakeover).ToList();
        if (there.Count > 0)
        {
            yield return Notice.Warning(
                $"{Ranges.Of(there.Select(change => change.Extension))} {(there.Count == 1 ? "exists" : "exist")} already",
                $"Taken over, and made as wanted: {Named(there.Select(change => (change.Extension, change.Name)))}."
                + " Another program may manage them too.");
        }

        var gone = plan.Changes.Where(change => change.Action == ChangeAction.Recreate).ToList();
        if (gone.Count > 0)
        {
            yield return Notice.Warning(
                $"{Ranges.Of(gone.Select(change => change.Extension))} {(gone.Count == 1 ? "is" : "are")} gone from the account",
                $"Made anew: {Named(gone.Select(change => (change.Extension, change.Name)))}.");
        }

        foreach (var (_, text, extension) in HostedWords.Warnings(plan))
        {
            yield return Notice.Warning(extension is { } one ? $"{one}: {First(text)}" : First(text), $"{text}.");
        }

        foreach (var notice in hosted.Notices)
        {
            yield return Notice.Warning(notice, "");
        }
    }

    /// <summary>Why a plan is refused, and the attribute that allows it.</summary>
    public static IEnumerable<Notice> Refusals(Plan plan) => plan.Refusals.Select(refusal => Notice.Error(
        $"Refused: {Words.Of(refusal.Rule)}",
        $"{HostedWords.Of(plan, refusal)}.\n{Allow(refusal)} Nothing was sent."));

    /// <summary>What became of the agents that are not as wanted.</summary>
    public static IEnumerable<Notice> Open(HostedEnd end)
    {
        var open = end.Result!.Outcomes.Where(outcome => !outcome.IsDone).ToList();
        foreach (var outcome in open.Take(HostedWords.NamedAtMost))
        {
            yield return Notice.Error($"{outcome.Extension}: {OutcomeWords.Of(outcome)}", $"{outcome.Message}");
        }

        if (open.Count > HostedWords.NamedAtMost)
        {
            yield return Notice.Error($"{open.Count - HostedWords.NamedAtMost} more agents are not as wanted", "The next plan shows them.");
        }

        if (end.Result.Fault is { } problem)
        {
            yield return Failed(problem);
        }
    }

    public static Notice Claimed(int extension) => Notice.Error(
        $"Another resource manages {extension} as well",
        "Give each user one resource. Where this one takes it over from the other, use `moved`, or `removed` with `destroy = false`.");

    public static Notice Failed(Diagnostic problem) => Notice.Error(problem.Message.TrimEnd('.'), problem.Hint ?? "");

    private static string First(string text) => text.Split(". ")[0].Split(": ")[0];

    private static string Named(IEnumerable<(int Extension, string? Name)> agents) => Wording.Some(
        agents.Select(one => one.Name is null ? $"{one.Extension}" : $"{one.Extension} {Shown.Quoted(one.Name)}"), HostedWords.NamedAtMost);

    private static string Allow(Refusal refusal) => refusal.Rule switch
    {
        SafetyRule.RemovalLimit => $"To allow it: `policy = {{ max_removals = \"{refusal.Count}\" }}`.",
        SafetyRule.EmptyRoster => "To allow it: `allow_empty = true`.",
        SafetyRule.Coverage => "To allow it: `allow_under_coverage = true`.",
        SafetyRule.MissingLive => "To allow it: `allow_recreate = true`.",
        SafetyRule.Takeover => "To allow it: `allow_takeover = true`.",
        _ => "Give each a password in `passwords_wo`, or set the variable that `password_env` names.",
    };
}
