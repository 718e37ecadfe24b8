using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Singles;

/// <summary>
/// Removes a user for good: the person whom the resource applied, and nobody whom another resource of the deployment wants. Who is gone
/// already is removed.
/// </summary>
public static class SingleRemoval
{
    /// <summary>Removes, or leaves the user to whoever has or wants it.</summary>
    /// <param name="one">The resource.</param>
    /// <param name="applied">Whom it stands for.</param>
    /// <param name="cancellationToken">Ends it before the next call.</param>
    /// <exception cref="LedgerException">The ledger can no longer be kept.</exception>
    public static async Task<SingleResult> RemoveAsync(SingleResource one, Person applied, CancellationToken cancellationToken)
    {
        using var held = await one.HoldAsync(cancellationToken);
        return held.BarTo(one.Name) switch
        {
            // Left to a claimer that has failed already, they would be in nobody's state.
            RemovalBar.Refused refused => new SingleFailure.LeftToNobody(refused.Resource),
            RemovalBar.Claimed claimed => await LeaveAsync(one, applied, held, claimed, cancellationToken),
            { } bar => new SingleResult.Left(bar),
            null => await RemoveAsync(one, applied, held, cancellationToken),
        };
    }

    private static async Task<SingleResult> RemoveAsync(
        SingleResource one, Person applied, HeldExtension held, CancellationToken cancellationToken)
    {
        var lists = one.Account.Lists;
        var looked = await lists.FindAsync(lists.ReadForRemovalAsync(one.Extension, cancellationToken), one.Extension, cancellationToken);
        if (!looked.Is(out var seen, out var unread))
        {
            return SingleFailure.Of(unread);
        }

        var list = seen.Live;
        if (list.Find(one.Extension) is not { } live)
        {
            return new SingleResult.Absent();
        }

        if (Obstacle(one, applied, list, live) is { } obstacle)
        {
            return obstacle;
        }

        if (!held.TryRemove(one.Name, one.MaximumRemovals))
        {
            return new SingleFailure.TooManyRemovals(one.MaximumRemovals ?? 0);
        }

        var ended = await SettledCall.RemoveAsync(one.Account, list, one.Extension, cancellationToken);
        return ended is CallResult.Refused or CallResult.Open ? SingleFailure.Of(ChangeAction.Remove, ended) : new SingleResult.Absent();
    }

    private static SingleFailure? Obstacle(SingleResource one, Person applied, LiveAccount list, LiveAgent live)
        => list.Doubled.Contains(one.Extension) ? new SingleFailure.Doubled()
        : applied.IsUnknown ? new SingleFailure.UnknownPersonStays()
        : !applied.Is(live) ? new SingleFailure.AnotherPersonStays(live.Name)
        : one.Ledger.Problem is { } problem ? new SingleFailure.NoLedger(problem)
        : null;

    // The claimer may still have to come: it may overwrite the person who was to go, and nobody else. Without a list it overwrites nobody.
    private static async Task<SingleResult> LeaveAsync(
        SingleResource one, Person applied, HeldExtension held, RemovalBar bar, CancellationToken cancellationToken)
    {
        if ((await one.Account.Lists.ReadForUpdateAsync(one.Extension, cancellationToken)).Is(out var seen, out _)
            && seen.Live.Find(one.Extension) is { } live && applied.Is(live))
        {
            held.Leave(one.Name, one.Account.PersonOf(live));
        }

        return new SingleResult.Left(bar);
    }
}
