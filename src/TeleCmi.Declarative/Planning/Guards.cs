using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Planning;

/// <summary>The safety rules. They run in plan as in apply, so that a review fails, not the deployment.</summary>
internal static class Guards
{
    private const int DefaultRemovals = 3;
    private static readonly RemovalLimit DefaultShare = new(10, IsPercent: true);

    /// <summary>Every rule that forbids the plan.</summary>
    public static ImmutableArray<Refusal> Check(PlanInput input, Plan plan)
        => [.. new[]
        {
            EmptyRoster(input, plan), RemovalLimit(input, plan), MissingLive(input), Takeover(input, plan),
            CoverageGuard.Check(plan.Coverage, plan, input.Options),
        }.OfType<Refusal>()];

    private static Refusal? EmptyRoster(PlanInput input, Plan plan)
    {
        var removed = Extensions(plan, change => change.Action == ChangeAction.Remove);
        return input.Roster.Agents.IsEmpty && !removed.IsEmpty && !input.Options.AllowEmpty
            ? new Refusal(
                SafetyRule.EmptyRoster,
                $"The roster has no agents: this would remove {Wording.Count(removed.Length, "agent")} at once.",
                removed.Length, 0, removed, "--allow-empty")
            : null;
    }

    private static Refusal? RemovalLimit(PlanInput input, Plan plan)
    {
        var leaving = Extensions(plan, change => change.CountsAsRemoval);
        var recorded = input.State?.Agents.Count ?? 0;
        var chosen = input.Options.MaximumRemovals ?? input.Roster.Policy.MaximumRemovals;
        var limit = chosen?.Of(recorded) ?? Math.Max(DefaultRemovals, DefaultShare.Of(recorded));
        var share = chosen is { IsPercent: true } ? $" ({chosen})" : "";
        return leaving.Length > limit
            ? new Refusal(
                SafetyRule.RemovalLimit,
                $"{Wording.Count(leaving.Length, "agent")} would be removed or replaced by another person;"
                + $" the limit is {limit} of {recorded} recorded{share}.",
                leaving.Length, limit, leaving, $"--max-removals {leaving.Length}")
            : null;
    }

    private static Refusal? MissingLive(PlanInput input)
        => !input.Options.AllowRecreate && Absence.Of(input) is { IsOfMost: true } absence
            ? new Refusal(
                SafetyRule.MissingLive, absence.Question,
                absence.Missing.Length, absence.Recorded / 2, absence.Missing, "--allow-recreate")
            : null;

    private static Refusal? Takeover(PlanInput input, Plan plan)
    {
        var taken = Extensions(plan, change => change.TakesOver);
        return taken.IsEmpty || input.Options.AllowTakeover
            ? null
            : new Refusal(
                SafetyRule.Takeover,
                Wording.Count(taken.Length, "extension holds", "extensions hold")
                + " another person than the entry names, and none was ever recorded;"
                + $" `telecmi import {Ranges.Argument(taken)}` confirms whom the account has.",
                taken.Length, 0, taken, "--allow-takeover");
    }

    private static ImmutableArray<int> Extensions(Plan plan, Func<Change, bool> which)
        => [.. plan.Changes.Where(which).Select(change => change.Extension)];
}
