using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Observing;

/// <summary>What a new list says about a call whose answer left it open. A closed set.</summary>
internal abstract record Settled
{
    private Settled()
    {
    }

    /// <summary>It is over.</summary>
    /// <param name="Kind">How.</param>
    /// <param name="Message">What to know.</param>
    /// <param name="RecordsLive">Record what the list shows and not what was wanted; a convergence that does not leaves no record.</param>
    /// <param name="Unlisted">Record that no list shows it.</param>
    public sealed record Done(OutcomeKind Kind, string? Message = null, bool RecordsLive = false, bool Unlisted = false) : Settled;

    /// <summary>The list shows that it was not processed.</summary>
    public sealed record SendAgain : Settled;

    /// <summary>Neither: somebody else was here.</summary>
    public sealed record Open(string Message) : Settled;
}

/// <summary>
/// The table of what settles what, for calls of a run, for single ones, and for what a run that was cut short left pending: whether an
/// answer leaves a call open, and what a list that began after it proves. Pure.
/// </summary>
internal static class Settlement
{
    /// <summary>True where only a list can tell how a call ended.</summary>
    /// <param name="action">What was sent.</param>
    /// <param name="verdict">Its answer, not a success.</param>
    /// <param name="isFirst">True where it was sent for the first time: later, an earlier try may still have been processed.</param>
    public static bool NeedsList(ChangeAction action, VerdictKind verdict, bool isFirst) => verdict switch
    {
        VerdictKind.Lost => true,
        VerdictKind.NotSent or VerdictKind.RateLimited => !isFirst,
        VerdictKind.Authentication => false,
        VerdictKind.Duplicate when Creates(action) => true,
        VerdictKind.NotFound when !Creates(action) => true,
        _ => action == ChangeAction.Remove,
    };

    /// <summary>Decides one open call by what a list that began after its answer shows.</summary>
    /// <param name="change">The change; its <see cref="PendingChange.Before"/> is b, its <see cref="PendingChange.After"/> is a.</param>
    /// <param name="verdict">The answer that left it open; lost where nobody heard it.</param>
    /// <param name="live">The user in the new list (r), or null.</param>
    /// <param name="fingerprint">Of its live password, where readable.</param>
    public static Settled Decide(PendingChange change, VerdictKind verdict, LiveAgent? live, string? fingerprint) => change.Action switch
    {
        ChangeAction.Remove => Remove(change, live, fingerprint),
        ChangeAction.Update => Update(change, live, fingerprint),
        _ => Create(change, verdict == VerdictKind.Duplicate, live, fingerprint),
    };

    private static bool Creates(ChangeAction action) => action is ChangeAction.Add or ChangeAction.Recreate;

    private static Settled Create(PendingChange change, bool duplicate, LiveAgent? live, string? fingerprint)
    {
        if (live is null)
        {
            return duplicate
                ? new Settled.Done(OutcomeKind.Converged, "exists already by the service's word, but no list shows it", Unlisted: true)
                : new Settled.SendAgain();
        }

        if (change.After is not null && RecordMatch.Fits(live, fingerprint, change.After))
        {
            return new Settled.Done(duplicate ? OutcomeKind.Converged : OutcomeKind.Changed, RecordsLive: duplicate);
        }

        return change.After is not null && !Names.SamePerson(change.After.Name, change.After.PhoneNumber, live)
            ? new Settled.Done(
                OutcomeKind.Converged, "another person has this extension; nothing was recorded, and the next plan refuses to take it over")
            : new Settled.Done(OutcomeKind.Converged, "exists already with other values; the next plan shows them", RecordsLive: true);
    }

    private static Settled Update(PendingChange change, LiveAgent? live, string? fingerprint)
    {
        if (live is null)
        {
            return new Settled.Done(OutcomeKind.Failed, "gone: no list shows it any more; plan again");
        }

        var wanted = change.After is not null && RecordMatch.Fits(live, fingerprint, change.After);
        var before = change.Before is null ? !wanted : RecordMatch.Fits(live, fingerprint, change.Before);

        // Where both fit, only the unreadable password differs: sending it once more does no harm.
        return (wanted, before) switch
        {
            (true, false) => new Settled.Done(OutcomeKind.Changed),
            (_, true) => new Settled.SendAgain(),
            _ => new Settled.Open("somebody changed it meanwhile; plan again"),
        };
    }

    private static Settled Remove(PendingChange change, LiveAgent? live, string? fingerprint)
    {
        if (live is null)
        {
            return new Settled.Done(OutcomeKind.Changed);
        }

        return change.Before is null || RecordMatch.Fits(live, fingerprint, change.Before)
            ? new Settled.SendAgain()
            : new Settled.Open("somebody made it anew meanwhile; plan again");
    }
}
