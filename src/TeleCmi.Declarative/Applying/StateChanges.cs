using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Applying;

/// <summary>What an apply makes of the state: pure, so that a crash, an interrupt and a good end write by the same rules.</summary>
internal static class StateChanges
{
    /// <summary>
    /// The state that the run starts from: settled, its records following what was seen, its fingerprints of this run's key.
    /// </summary>
    public static RecordedState Start(ApplyJob job)
    {
        var state = job.Settled
            ?? new RecordedState { Lineage = job.Plan.Lineage, AppId = job.AppId, Origin = job.Origin, Generation = job.Roster.Generation };
        if (job.Plan.Refreshed || state.KeyId is null)
        {
            state = state.WithKey(job.Key.KeyId);
        }

        return state with { Agents = state.Agents.SetItems(job.Plan.Follows) };
    }

    /// <summary>The intent record.</summary>
    public static PendingRun Pending(string run, Plan plan)
        => new(run, [.. plan.Changes.Where(change => plan.Refreshed || change.Action == ChangeAction.Add).Select(Pending)]);

    /// <summary>The intent of one change.</summary>
    public static PendingChange Pending(Change change) => new(change.Extension, change.Action, change.Before, change.After);

    /// <summary>The state with outcomes recorded: what was seen, never what was wished.</summary>
    public static RecordedState Finish(RecordedState start, string run, Plan plan, IReadOnlyDictionary<int, Ending> endings)
    {
        var agents = start.Agents.ToBuilder();
        foreach (var (extension, ending) in endings.Where(ending => ending.Value.Outcome.IsDone))
        {
            agents.Remove(extension);
            if (ending.Record is not null)
            {
                agents.Add(extension, ending.Record);
            }
        }

        ImmutableArray<PendingChange> open =
            [.. plan.Changes.Where(change => endings[change.Extension].Outcome.Kind == OutcomeKind.Unknown).Select(Pending)];
        return start with
        {
            Serial = start.Serial + 1,
            Agents = agents.ToImmutable(),
            Pending = open.IsEmpty ? null : new PendingRun(run, open),
        };
    }

    /// <summary>The record of a user that was there already: live values of the managed fields.</summary>
    public static RecordedAgent Seen(ApplyJob job, RecordedState start, LiveAgent live, string? fingerprint)
    {
        var entry = job.Roster.Find(live.Extension) ?? throw new InvalidOperationException("Only an entry is ever added.");
        return Records.Following(entry, start.Agents.GetValueOrDefault(live.Extension), live, fingerprint);
    }
}

/// <summary>An outcome and the record it leaves (null: none).</summary>
internal sealed record Ending(Outcome Outcome, RecordedAgent? Record);
