using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Adopting;
using TeleCmi.Declarative.Observing;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Runs;

/// <summary>A user of the account as it is.</summary>
/// <param name="Agent">What the service shows, masks included; its protection is that of the record.</param>
/// <param name="InRoster">True where an entry names it.</param>
/// <param name="InState">True where it is recorded.</param>
public sealed record ListedAgent(RecordedAgent Agent, bool InRoster, bool InState);

/// <summary>The users of an account.</summary>
/// <param name="Agents">By extension.</param>
/// <param name="Warnings">What the list does not show.</param>
public sealed record AccountList(ImmutableArray<ListedAgent> Agents, ImmutableArray<Diagnostic> Warnings)
{
    /// <summary>The users, with who knows them; or that there is none of an extension that was named.</summary>
    /// <param name="seen">The account, and the state that goes with it.</param>
    /// <param name="roster">What the user wants.</param>
    /// <param name="choose">Whom, of those that are live; nobody in particular = all.</param>
    public static Result<AccountList> Of(
        Observation seen, Roster roster, Func<IEnumerable<int>, ImmutableSortedSet<int>> choose)
    {
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentNullException.ThrowIfNull(roster);
        ArgumentNullException.ThrowIfNull(choose);
        var only = choose(seen.Live.Agents.Keys);
        if (AgentImport.NotLive(seen.Live, only) is { } unknown)
        {
            return Failure.Of(unknown);
        }

        ImmutableArray<ListedAgent> listed = [.. from live in seen.Live.Agents.Values
                                                 where only.IsEmpty || only.Contains(live.Extension)
                                                 let record = seen.State?.Agents.GetValueOrDefault(live.Extension)
                                                 select new ListedAgent(
                                                     Shown(live, record), roster.Find(live.Extension) is not null, record is not null)];
        return new AccountList(listed, [.. EntryRules.Warnings(
            ("doubled_user", listed.Select(one => one.Agent).Where(agent => seen.Live.Doubled.Contains(agent.Extension)),
                "The service lists more than one user, of which one is shown, for", null))]);
    }

    private static RecordedAgent Shown(LiveAgent live, RecordedAgent? record) => new()
    {
        Extension = live.Extension,
        AgentId = live.AgentId,
        Values = live.Values,
        Protected = record?.Protected ?? false,
    };
}
