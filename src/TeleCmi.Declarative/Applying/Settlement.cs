using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Observing;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Applying;

/// <summary>What a new list says about a call whose answer left it open. A closed set.</summary>
public abstract record Settled
{
    private Settled()
    {
    }

    /// <summary>It is over.</summary>
    /// <param name="Kind">How.</param>
    /// <param name="Message">What to know.</param>
    /// <param name="RecordsLive">Record what the list shows instead of what was wanted; a convergence that does not leaves no record.</param>
    /// <param name="Unlisted">Record that no list shows it.</param>
    public sealed record Done(OutcomeKind Kind, string? Message = null, bool RecordsLive = false, bool Unlisted = false) : Settled;

    /// <summary>The list shows that it was not processed.</summary>
    public sealed record SendAgain : Settled;

    /// <summary>Neither: somebody else was here.</summary>
    public sealed record Open(string Message) : Settled;
}

/// <summary>The table of parked calls. Pure.</summary>
public static class Settlement
{
    /// <summary>Decides one parked call by what a list that began after its answer shows.</summary>
    /// <param name="change">The change; its <see cref="Change.Before"/> is b, its <see cref="Change.After"/> is a.</param>
    /// <param name="verdict">The answer that parked it.</param>
    /// <param name="live">The user in the new list (r), or null.</param>
    /// <param name="fingerprint">Of its live password, where readable.</param>
    public static Settled Decide(Change change, Verdict verdict, LiveAgent? live, string? fingerprint) => change.Action switch
    {
        ChangeAction.Remove => Remove(change, live, fingerprint),
        ChangeAction.Update => Update(change, live, fingerprint),
        _ => Create(change, verdict.Kind == VerdictKind.Duplicate, live, fingerprint),
    };

    private static Settled Create(Change change, bool duplicate, LiveAgent? live, string? fingerprint)
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
            ? new Settled.Done(OutcomeKind.Converged, "another person has this extension; nothing was recorded, and the next plan refuses to take it over")
            : new Settled.Done(OutcomeKind.Converged, "exists already with other values; the next plan shows them", RecordsLive: true);
    }

    private static Settled Update(Change change, LiveAgent? live, string? fingerprint)
    {
        if (live is null)
        {
            return new Settled.Done(OutcomeKind.Failed, "gone: no list shows it any more; plan again");
        }

        var wanted = change.After is not null && RecordMatch.Fits(live, fingerprint, change.After);
        var before = change.Before is null || RecordMatch.Fits(live, fingerprint, change.Before);

        // Where both fit, only the unreadable password differs: sending it once more does no harm.
        return (wanted, before) switch
        {
            (true, false) => new Settled.Done(OutcomeKind.Changed),
            (_, true) => new Settled.SendAgain(),
            _ => new Settled.Open("somebody changed it meanwhile; plan again"),
        };
    }

    private static Settled Remove(Change change, LiveAgent? live, string? fingerprint)
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
