using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Hosted;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.TerraformProvider.Wire;

namespace TeleCmi.TerraformProvider.Rosters;

/// <summary>The end of a roster: without <c>prune</c> all are forgotten, with it they are removed.</summary>
internal static class RosterDestroy
{
    /// <summary>What a plan says of it.</summary>
    public static IEnumerable<Notice> Plan(RosterConfig applied, HostedRecord? recorded)
    {
        if (recorded is null || recorded.State.Agents.IsEmpty)
        {
            yield break;
        }

        var all = Ranges.Of(recorded.State.Agents.Keys);
        var isProtected = recorded.State.Agents.Values.Where(agent => agent.Protected).Select(agent => agent.Extension).ToList();
        if (!applied.Options.Prune)
        {
            yield return Notice.Warning(
                $"{all}: these users stay in the account, managed by nobody", "With `prune = true` applied they would be removed.");
        }
        else if (isProtected.Count > 0)
        {
            yield return Notice.Error(
                $"{Ranges.Of(isProtected)} cannot be removed: protected", "Apply `protected = false` first. Nothing was sent.");
        }
        else if (!applied.Options.AllowEmpty)
        {
            yield return Notice.Error(
                $"Refused: the destroy would remove {Wording.Count(recorded.State.Agents.Count, "user", "users")}",
                $"{all}.\nTo allow it, apply `allow_empty = true` first; to keep them in the account, apply `prune = false`."
                + " Nothing was sent.");
        }
    }

    /// <summary>What is allowed: whom an applied <c>allow_empty</c> lets go, no limit holds.</summary>
    public static PlanOptions Options(RosterConfig applied)
        => applied.Options with { AllowRecreate = true, MaximumRemovals = new RemovalLimit(100, IsPercent: true) };
}
