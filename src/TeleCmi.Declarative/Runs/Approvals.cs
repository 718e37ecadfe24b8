using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Runs;

/// <summary>What an approval is good for: the account, the service, the state and the plan that were approved.</summary>
internal static class Approvals
{
    /// <summary>Before anything is planned.</summary>
    public static Failure? Of(SavedPlan? approval, RunInput input, RecordedState? state) => approval?.Plan switch
    {
        null => null,
        var plan when plan.AppId != input.AppId => Stale($"The plan is for account {plan.AppId}, not {input.AppId}."),
        var plan when plan.Service != input.Service => Failure.Refused(
            "other_service", $"The plan was made at {plan.Service}, not at {input.Service}.",
            "Give that service with --base-url, or plan again at this one."),
        var plan when state is not null && state.Lineage != plan.Lineage => Stale("The plan was made with another state."),
        _ => null,
    };

    /// <summary>What is planned now must be what was approved.</summary>
    public static Failure? Still(SavedPlan? approval, Plan plan)
    {
        var differing = approval?.DifferencesFrom(plan) ?? [];
        return differing.IsEmpty ? null
            : plan.IsEmpty
                ? Stale("Nothing is left to do: the plan was probably applied already.", "`telecmi plan` shows the account as it is now.")
            : Stale($"The plan is stale: {Ranges.Of(differing)} would change in another way now.");
    }

    private static Failure Stale(string message, string hint = "Plan again with `telecmi plan --out FILE`, and have that approved.")
        => Failure.Refused("stale_plan", message, hint);
}
