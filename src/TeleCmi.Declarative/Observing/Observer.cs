using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Client.Sweeping;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Observing;

/// <summary>How looking at the account ended.</summary>
public abstract record ObserveResult
{
    private ObserveResult()
    {
    }

    /// <summary>A consistent list, and the state after what was pending is settled by it.</summary>
    /// <param name="State">Null where there is none.</param>
    /// <param name="Live">The list.</param>
    /// <param name="Confirmed">True where absences were seen twice.</param>
    public sealed record Seen(RecordedState? State, LiveAccount Live, bool Confirmed) : ObserveResult
    {
        /// <summary>This list and one that was begun after it ended, as one: only who is in neither is absent.</summary>
        internal Seen And(Seen later) => this with { Live = Observer.Merge(Live, later.Live), Confirmed = true };
    }

    /// <summary>No list, and why.</summary>
    public sealed record Failed(Diagnostic Diagnostic) : ObserveResult;
}

/// <summary>Looks at the account and settles, in memory, what an earlier run left pending.</summary>
public static class Observer
{
    /// <summary>One list.</summary>
    internal static async Task<ObserveResult> LookAsync(IAgentReader reader, CancellationToken cancellationToken)
        => await reader.SweepAsync(cancellationToken) switch
        {
            SweepResult.Complete whole => new ObserveResult.Seen(null, whole.Account, Confirmed: false),
            var failed => Failure(failed),
        };

    /// <summary>One list; a second one only where a pending removal would be settled as done.</summary>
    public static async Task<ObserveResult> ObserveAsync(
        IAgentReader reader, RecordedState? state, PasswordKey key, CancellationToken cancellationToken)
    {
        var looked = await LookAsync(reader, cancellationToken);
        if (state is not null && looked is ObserveResult.Seen first && PendingSettlement.NeedsSecondList(state, first.Live))
        {
            looked = await ConfirmAsync(reader, first, cancellationToken);
        }

        return looked is ObserveResult.Seen whole ? whole with { State = state is null ? null : PendingSettlement.Settle(state, whole.Live, key) } : looked;
    }

    /// <summary>A second list, begun after the first ended: only who is in neither is absent.</summary>
    public static async Task<ObserveResult> ConfirmAsync(IAgentReader reader, ObserveResult.Seen first, CancellationToken cancellationToken)
        => await LookAsync(reader, cancellationToken) is var looked && looked is ObserveResult.Seen second
            ? first.And(second)
            : looked;

    /// <summary>The later list, and who only the earlier one showed: presence is believed from one list, absence from two.</summary>
    public static LiveAccount Merge(LiveAccount earlier, LiveAccount later)
    {
        var agents = later.Agents;
        var passwords = ImmutableDictionary.CreateBuilder<int, Secret>();
        foreach (var (extension, agent) in earlier.Agents)
        {
            if (!agents.ContainsKey(extension))
            {
                agents = agents.Add(extension, agent);
            }
        }

        foreach (var extension in agents.Keys)
        {
            var password = (later.Agents.ContainsKey(extension) ? later : earlier).Passwords.Find(extension);
            if (password is not null)
            {
                passwords.Add(extension, password);
            }
        }

        return new LiveAccount(agents, later.Foreign, earlier.Doubled.Union(later.Doubled), new LivePasswords(passwords.ToImmutable()));
    }

    private static ObserveResult.Failed Failure(SweepResult result)
    {
        var failed = (SweepResult.Failed)result;
        return new ObserveResult.Failed(Diagnostic.Error(failed.Code, failed.Message, failed.Hint));
    }
}
