using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Observing;

/// <summary>Settles, from a list, what a run that was cut short left pending. Pure.</summary>
internal static class PendingSettlement
{
    /// <summary>True where a pending removal would be settled as done: that absence needs a second list.</summary>
    public static bool NeedsSecondList(RecordedState state, LiveAccount live)
        => state.Pending?.Changes.Any(change => change.Action == ChangeAction.Remove && !live.Agents.ContainsKey(change.Extension)) ?? false;

    /// <summary>The state without pending changes.</summary>
    public static RecordedState Settle(RecordedState state, LiveAccount live, PasswordKey key)
    {
        var pending = state.Pending;
        if (pending is null)
        {
            return state;
        }

        // Fingerprints of another key say nothing about this run's.
        var passwords = state.KeyId == key.KeyId ? live.Passwords : LivePasswords.None;
        var agents = state.Agents.ToBuilder();
        foreach (var change in pending.Changes)
        {
            var user = live.Agents.GetValueOrDefault(change.Extension);
            var wanted = change.After;
            if (change.Action == ChangeAction.Remove)
            {
                if (user is null)
                {
                    agents.Remove(change.Extension);
                }
            }
            else if (user is null || wanted is null)
            {
                continue;
            }
            else if (IsOurs(change, wanted, user, passwords.Find(change.Extension), key))
            {
                agents[change.Extension] = wanted;
            }
            else if (change.Action == ChangeAction.Recreate && !Names.SamePerson(wanted.Name, wanted.PhoneNumber, user))
            {
                // Whoever was recorded had gone already; the next plan must see that this is somebody whom no run recorded.
                agents.Remove(change.Extension);
            }
        }

        return state with { Agents = agents.ToImmutable(), Pending = null };
    }

    // An update that fits both a and b differs in an unreadable password only: dropped, so that the next plan shows it again.
    private static bool IsOurs(PendingChange change, RecordedAgent wanted, LiveAgent live, Secret? password, PasswordKey key)
    {
        var fingerprint = password is null ? null : key.Fingerprint(live.AgentId, password);
        return RecordMatch.Fits(live, fingerprint, wanted)
            && (change.Action != ChangeAction.Update || change.Before is null || !RecordMatch.Fits(live, fingerprint, change.Before));
    }
}
