using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Observing;

/// <summary>Settles, from a list, what a run that was cut short left pending. Pure.</summary>
internal static class PendingSettlement
{
    /// <summary>True where a pending removal would be settled as done: that absence needs a second list.</summary>
    public static bool NeedsSecondList(RecordedState state, LiveAccount live)
        => state.Pending?.Changes.Any(change => change.Action == ChangeAction.Remove && live.Find(change.Extension) is null) ?? false;

    /// <summary>The state without pending changes.</summary>
    public static RecordedState Settle(RecordedState state, LiveAccount live, PasswordKey key)
    {
        var pending = state.Pending;
        if (pending is null)
        {
            return state;
        }

        // Fingerprints of another key say nothing about this run's.
        var shown = state.KeyId == key.KeyId ? live : live with { Passwords = LivePasswords.None };
        var agents = state.Agents.ToBuilder();
        foreach (var change in pending.Changes)
        {
            switch (Settlement.Decide(change, VerdictKind.Lost, shown.Find(change.Extension), key.FingerprintIn(shown, change.Extension)))
            {
                case Settled.Done { Kind: OutcomeKind.Changed } when change.After is not null:
                    agents[change.Extension] = change.After;
                    break;
                // Gone, or another person's: the next plan must see that whoever was recorded is no longer there.
                case Settled.Done { Kind: OutcomeKind.Changed } or Settled.Done { Kind: OutcomeKind.Converged, RecordsLive: false }:
                    agents.Remove(change.Extension);
                    break;
                default:
                    break;
            }
        }

        return state with { Agents = agents.ToImmutable(), Pending = null };
    }
}
