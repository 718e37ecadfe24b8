using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Declarative.Observing;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Runs;

/// <summary>A plan and everything it was made from.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Input">What it was made from: the state after what was pending is settled, the list, the roster.</param>
/// <param name="Key">Key of the fingerprints; null where no secret was read.</param>
public sealed record Prepared(Plan Plan, PlanInput Input, PasswordKey? Key);

/// <summary>Drift, and everything it was told from.</summary>
public sealed record Detected(Drift Drift, PlanInput Input);

/// <summary>Roster, state and account, looked at once and judged.</summary>
/// <param name="Run">Which account, and what is wanted of it.</param>
/// <param name="State">What is recorded; null where nothing is.</param>
/// <param name="Options">What the user allowed.</param>
/// <param name="Lineage">Of the state; drawn where there is none yet.</param>
/// <param name="Uncompared">Extensions whose password was unknown when a saved plan was approved: they are not compared.</param>
internal sealed record Look(RunInput Run, RecordedState? State, PlanOptions Options, string Lineage, ImmutableSortedSet<int> Uncompared)
{
    private PasswordKey? Key { get; } = Run.AppSecret is { } secret ? PasswordKey.Derive(secret, Lineage) : null;

    private long? Account => Run.AppId ?? State?.AppId;

    /// <summary>Judges by roster and state alone.</summary>
    public T Without<T>(Func<PlanInput, PasswordKey?, T> judge) => judge(Input(State, null), Key);

    /// <summary>
    /// Judges by the account as well. Who seems to be gone may only have slipped between two pages: that takes a second list.
    /// </summary>
    public async Task<Result<T>> AtAsync<T>(
        IAgentReader reader, Func<PlanInput, PasswordKey?, T> judge, Func<T, bool> concludesAbsence, CancellationToken cancellationToken)
    {
        var key = Key ?? throw new InvalidOperationException("To look needs the app secret.");
        if (!(await Observer.ObserveAsync(reader, State, key, cancellationToken)).Is(out var seen, out var failure))
        {
            return failure;
        }

        var first = judge(Input(seen.State, seen.Live), Key);
        return seen.Confirmed || !concludesAbsence(first) ? first
            : !(await Observer.ConfirmAsync(reader, seen, cancellationToken)).Is(out var again, out failure) ? failure
            : judge(Input(again.State, again.Live), Key);
    }

    private PlanInput Input(RecordedState? state, LiveAccount? live) => new()
    {
        Roster = Run.Roster,
        State = state,
        Live = live,
        Passwords = (live is not null || Run.ComparesRecorded) && Key is not null && Account is { } appId
            ? PasswordEvidence.Gather(Run.Roster, Run.Passwords, live?.Passwords ?? LivePasswords.None, state, Key, appId, Uncompared)
            : PasswordEvidence.Uncompared(Run.Roster, Run.Passwords, Key, Account),
        Options = Options,
        AppId = Account,
        Service = Run.Service,
        Lineage = Lineage,
        CutShort = State?.Pending,
    };
}
