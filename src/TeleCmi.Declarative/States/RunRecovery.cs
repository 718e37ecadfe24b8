using System.Collections.Immutable;

namespace TeleCmi.Declarative.States;

/// <summary>Brings a state up to date with what the journal of an interrupted run still knows. Pure.</summary>
internal static class RunRecovery
{
    /// <summary>
    /// The state as END would have recorded it, had the run ended with these lines: changed and converged ones set the record (or delete it
    /// after a remove or forget, or where an add met another person), failed and skipped ones leave it, unknown ones and those without a
    /// line stay pending.
    /// </summary>
    /// <param name="state">As loaded. Without a pending run it is returned as it is.</param>
    /// <param name="lines">Of the journal; lines of other runs and of changes that are not pending are ignored, and the last one of a
    /// change counts.</param>
    public static RecordedState Fold(RecordedState state, IReadOnlyList<JournalEntry> lines)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(lines);
        if (state.Pending is not { } pending)
        {
            return state;
        }

        var last = new Dictionary<int, JournalEntry>();
        foreach (var line in lines)
        {
            if (string.Equals(line.Run, pending.Run, StringComparison.Ordinal))
            {
                last[line.Extension] = line;
            }
        }

        var agents = state.Agents.ToBuilder();
        var open = ImmutableArray.CreateBuilder<PendingChange>();
        foreach (var change in pending.Changes)
        {
            if (!last.TryGetValue(change.Extension, out var line) || !Settle(line, agents))
            {
                open.Add(change);
            }
        }

        return state with
        {
            Agents = agents.ToImmutable(),
            Pending = open.Count == 0 ? null : pending with { Changes = open.ToImmutable() },
        };
    }

    private static bool Settle(JournalEntry line, ImmutableSortedDictionary<int, RecordedAgent>.Builder agents)
    {
        switch (line)
        {
            case { Outcome: OutcomeKind.Failed or OutcomeKind.Skipped }:
                return true;
            case { Outcome: OutcomeKind.Changed or OutcomeKind.Converged, Fields: { } fields }:
                agents[line.Extension] = fields;
                return true;
            case { Outcome: OutcomeKind.Changed or OutcomeKind.Converged, Action: ChangeAction.Remove or ChangeAction.Forget }:
            case { Outcome: OutcomeKind.Converged, Action: ChangeAction.Add or ChangeAction.Recreate }: // another person was met
                agents.Remove(line.Extension);
                return true;
            default:
                return false; // unknown, or a line that does not say what to record: the next sweep tells
        }
    }
}
