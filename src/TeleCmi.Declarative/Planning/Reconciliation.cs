using TeleCmi.Client;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Secrets;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Planning;

/// <summary>What a run starts from.</summary>
public sealed record ReconciliationRequest
{
    /// <summary>What the user wants.</summary>
    public required Roster Roster { get; init; }

    /// <summary>Passwords that the roster gives, by extension; none for a run that reads no secret.</summary>
    public required IReadOnlyDictionary<int, Secret> Passwords { get; init; }

    /// <summary>The state with its journal folded in; null where there is none.</summary>
    public RecordedState? State { get; init; }

    /// <summary>What the user allowed.</summary>
    public required PlanOptions Options { get; init; }

    /// <summary>The account; null only without a reader.</summary>
    public long? AppId { get; init; }

    /// <summary>Key material of the fingerprints; null where no secret is read.</summary>
    public Secret? AppSecret { get; init; }

    /// <summary><c>HOST:PORT</c>, or <c>sandbox</c>.</summary>
    public required string Service { get; init; }

    /// <summary>Lineage for a state to come, e.g. of a saved plan; drawn where null.</summary>
    public string? Lineage { get; init; }

    /// <summary>The git revision that <see cref="State"/> stands for, or null.</summary>
    public string? Base { get; init; }

    /// <summary>Facts that replace the comparison of passwords, for runs against a revision.</summary>
    public PasswordEvidence? Evidence { get; init; }
}

/// <summary>A plan and everything it was made from.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="State">The state after what was pending is settled; null where there is none.</param>
/// <param name="Live">The list; null without refresh.</param>
/// <param name="Key">Key of the fingerprints; null where no secret was read.</param>
public sealed record Prepared(Plan Plan, RecordedState? State, LiveAccount? Live, PasswordKey? Key);

/// <summary>How preparing ended: a plan, or the reason why there is none. There is no partial plan.</summary>
public abstract record PrepareResult
{
    private PrepareResult()
    {
    }

    /// <summary>There is a plan.</summary>
    public sealed record Ready(Prepared Prepared) : PrepareResult;

    /// <summary>The account could not be read.</summary>
    public sealed record Failed(Diagnostic Diagnostic) : PrepareResult;
}

/// <summary>The reading half of every door: state and list in, plan out. Writes nothing.</summary>
public static class Reconciliation
{
    /// <summary>Reads the account (or not, where <paramref name="reader"/> is null), settles what is pending in memory, and plans.</summary>
    public static async Task<PrepareResult> PrepareAsync(ReconciliationRequest request, IAgentReader? reader, CancellationToken cancellationToken)
    {
        var lineage = request.State?.Lineage ?? request.Lineage ?? Guid.NewGuid().ToString();
        var key = request.AppSecret is { } secret ? PasswordKey.Derive(secret, lineage) : null;
        if (reader is null)
        {
            return Ready(request, lineage, key, request.State, null);
        }

        var observed = await Observer.ObserveAsync(reader, request.State, key ?? throw new ArgumentException("A refresh needs the app secret.", nameof(request)), cancellationToken);
        if (observed is ObserveResult.Seen seen)
        {
            var first = Ready(request, lineage, key, seen.State, seen.Live);
            if (seen.Confirmed || !first.Prepared.Plan.Changes.Any(change => change.Action == ChangeAction.Forget))
            {
                return first;
            }

            // Who seems to be gone may only have slipped between two pages.
            observed = await Observer.ConfirmAsync(reader, seen, cancellationToken);
            if (observed is ObserveResult.Seen again)
            {
                return Ready(request, lineage, key, again.State, again.Live);
            }
        }

        return new PrepareResult.Failed(((ObserveResult.Failed)observed).Diagnostic);
    }

    private static PrepareResult.Ready Ready(
        ReconciliationRequest request, string lineage, PasswordKey? key, RecordedState? state, LiveAccount? live)
    {
        var input = new PlanInput
        {
            Roster = request.Roster,
            State = state,
            Live = live,
            Passwords = request.Evidence ?? Evidence(request, key, state, live),
            Options = request.Options,
            AppId = request.AppId,
            Service = request.Service,
            Lineage = lineage,
            Base = request.Base,
            WasInterrupted = request.State?.Pending is not null,
        };
        return new PrepareResult.Ready(new Prepared(Planner.Plan(input), state, live, key));
    }

    private static PasswordEvidence Evidence(ReconciliationRequest request, PasswordKey? key, RecordedState? state, LiveAccount? live)
        => live is not null && key is not null && request.AppId is { } appId
            ? PasswordEvidence.Gather(request.Roster, request.Passwords, live.Passwords, state, key, appId)
            : PasswordEvidence.Uncompared(request.Roster, request.Passwords, key, request.AppId);
}
