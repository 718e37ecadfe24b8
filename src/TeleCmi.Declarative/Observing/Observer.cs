using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Observing;

/// <summary>A look at the account: a consistent list, and the state after what was pending is settled by it.</summary>
/// <param name="State">Null where there is none.</param>
/// <param name="Live">The list.</param>
/// <param name="Confirmed">True where absences were seen twice.</param>
public sealed record Observation(RecordedState? State, LiveAccount Live, bool Confirmed)
{
    /// <summary>This list and one that was begun after it ended, as one: only who is in neither is absent.</summary>
    internal Observation And(Observation later) => this with { Live = Observer.Merge(Live, later.Live), Confirmed = true };
}

/// <summary>Looks at the account and settles, in memory, what an earlier run left pending.</summary>
internal static class Observer
{
    /// <summary>One list.</summary>
    internal static async Task<Result<Observation>> LookAsync(IAgentReader reader, CancellationToken cancellationToken)
        => (await reader.SweepAsync(cancellationToken)).Is(out var live, out var failure)
            ? new Observation(null, live, Confirmed: false)
            : failure;

    /// <summary>One list; a second one only where a pending removal would be settled as done.</summary>
    public static async Task<Result<Observation>> ObserveAsync(
        IAgentReader reader, RecordedState? state, PasswordKey key, CancellationToken cancellationToken)
    {
        var looked = await LookAsync(reader, cancellationToken);
        if (state is not null && looked.Is(out var first, out _) && PendingSettlement.NeedsSecondList(state, first.Live))
        {
            looked = await ConfirmAsync(reader, first, cancellationToken);
        }

        return looked.Is(out var whole, out var failure)
            ? whole with { State = state is null ? null : PendingSettlement.Settle(state, whole.Live, key) }
            : failure;
    }

    /// <summary>A second list, begun after the first ended: only who is in neither is absent.</summary>
    public static async Task<Result<Observation>> ConfirmAsync(IAgentReader reader, Observation first, CancellationToken cancellationToken)
        => (await LookAsync(reader, cancellationToken)).Is(out var second, out var failure) ? first.And(second) : failure;

    /// <summary>The later list, and who only the earlier one showed: presence is believed from one list, absence from two.</summary>
    public static LiveAccount Merge(LiveAccount earlier, LiveAccount later)
    {
        var agents = earlier.Agents.SetItems(later.Agents);
        var passwords = from extension in agents.Keys
                        let list = later.Agents.ContainsKey(extension) ? later : earlier
                        let password = list.Passwords.Find(extension)
                        where password is not null
                        select KeyValuePair.Create(extension, password);
        return new LiveAccount(
            agents, later.Foreign, earlier.Doubled.Union(later.Doubled), new LivePasswords(passwords.ToImmutableDictionary()));
    }
}
