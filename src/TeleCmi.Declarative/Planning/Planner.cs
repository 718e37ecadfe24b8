using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Planning;

/// <summary>
/// Compares roster, state and live, and decides one net action per agent. Pure: the same input gives the same plan. Protection
/// and removal policy are decided here, before any difference is looked at, so that nothing needs filtering afterwards.
/// </summary>
internal static class Planner
{
    /// <summary>The plan, with its warnings, refusals and fingerprint.</summary>
    public static Plan Plan(PlanInput input)
    {
        var decisions = Extensions(input).Select(extension => Decide(input, extension)).ToImmutableArray();
        var changes = decisions.OfType<Decision.Act>().Select(act => WithDoubled(act.Change, input.Live)).ToImmutableArray();
        var plan = new Plan
        {
            AppId = input.AppId,
            Service = input.Service,
            Refreshed = input.Live is not null,
            Base = input.Base,
            Options = input.Options,
            Lineage = input.Lineage,
            Changes = changes,
            Coverage = CoverageForecast.Of(input, changes),
            UnknownPasswords = [.. input.Roster.Agents.Select(entry => entry.Extension)
                .Where(extension => input.Options.Includes(extension) && input.Passwords.For(extension).IsUnknown)],
            Kept = [.. decisions.OfType<Decision.Keep>().Select(keep => keep.Agent)],
            Unchanged = decisions.OfType<Decision.Nothing>().Count(),
            Unmanaged = decisions.OfType<Decision.Leave>().Count() + (input.Live?.Foreign ?? 0),
            Follows = decisions.OfType<Decision.Nothing>().Select(nothing => nothing.Record).OfType<RecordedAgent>()
                .ToImmutableSortedDictionary(record => record.Extension, record => record),
        };
        return plan with { Warnings = PlanWarnings.Of(input, plan, decisions), Refusals = Guards.Check(input, plan) };
    }

    /// <summary>Every extension that the roster, the state or the list names and the options include, sorted.</summary>
    internal static IEnumerable<int> Extensions(PlanInput input)
    {
        var recorded = input.State?.Agents.Keys ?? [];
        return new SortedSet<int>([.. input.Roster.Agents.Select(agent => agent.Extension), .. recorded, .. input.Live?.Agents.Keys ?? []])
            .Where(input.Options.Includes);
    }

    private static Decision Decide(PlanInput input, int extension)
    {
        var wanted = input.Roster.Find(extension);
        var recorded = input.State?.Agents.GetValueOrDefault(extension);
        var live = input.Live?.Agents.GetValueOrDefault(extension);
        return (wanted, recorded, live) switch
        {
            (null, null, _) => new Decision.Leave(),
            (null, { } record, _) => WithoutEntry(input, record, live),
            ({ } entry, null, null) => new Decision.Act(AgentChanges.Create(input, entry, null)),
            ({ } entry, null, { } user) => AgentChanges.Compare(input, entry, null, user),
            ({ Extension: var e }, { Unlisted: true }, null) => new Decision.Nothing(e, null, Unlisted: true),
            ({ } entry, { } record, null) when input.Live is not null => new Decision.Act(AgentChanges.Create(input, entry, record)),
            ({ } entry, { } record, { } user) => AgentChanges.Compare(input, entry, record, user),
            ({ } entry, { } record, null) => AgentChanges.Compare(input, entry, record, null),
        };
    }

    private static Decision WithoutEntry(PlanInput input, RecordedAgent record, LiveAgent? live)
    {
        return live switch
        {
            { } user when !Names.SamePerson(record.Name, record.PhoneNumber, user) => Keep(KeptReason.OtherPerson),
            _ when record.Protected => Keep(KeptReason.Protected),
            null when record.Unlisted => Keep(KeptReason.NotInRoster),
            null when input.Live is not null => Act(ChangeAction.Forget),
            _ => input.Options.Prune ? Act(ChangeAction.Remove) : Keep(KeptReason.NotInRoster),
        };

        Decision Keep(KeptReason reason)
            => new Decision.Keep(new KeptAgent(record.Extension, record.AgentId, record.Name ?? live?.Name, reason));

        Decision Act(ChangeAction action) => new Decision.Act(new Change
        {
            Action = action,
            Extension = record.Extension,
            AgentId = record.AgentId,
            Name = live?.Name ?? record.Name,
            Reason = ChangeReason.NotInRoster,
            Before = live is null ? null : Records.OfLive(live, input.Passwords.For(record.Extension).Live, record),
        });
    }

    private static Change WithDoubled(Change change, LiveAccount? live)
        => live is not null && live.Doubled.Contains(change.Extension) ? change with { Obstacle = Obstacle.DoubledUser } : change;
}

/// <summary>What the planner found for one extension. A closed set.</summary>
internal abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>Something to do.</summary>
    public sealed record Act(Change Change) : Decision;

    /// <summary>Nothing to do; the record may follow what was seen.</summary>
    public sealed record Nothing(int Extension, RecordedAgent? Record, bool Unlisted = false) : Decision;

    /// <summary>Recorded, without an entry, stays.</summary>
    public sealed record Keep(KeptAgent Agent) : Decision;

    /// <summary>Not ours.</summary>
    public sealed record Leave : Decision;
}
