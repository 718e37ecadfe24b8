using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Declarative.Observing;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Runs;

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

    /// <summary>Extensions whose password was unknown when a saved plan was approved: they are not compared.</summary>
    public ImmutableSortedSet<int> UncomparedPasswords { get; init; } = [];
}

/// <summary>A plan and everything it was made from.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Input">What it was made from: the state after what was pending is settled, the list, the roster.</param>
/// <param name="Key">Key of the fingerprints; null where no secret was read.</param>
public sealed record Prepared(Plan Plan, PlanInput Input, PasswordKey? Key);

/// <summary>How looking at roster, state and account ended: with a result, or with the reason why there is none. Never with a part of one.</summary>
/// <typeparam name="T">The result.</typeparam>
public abstract record Looked<T>
{
    private Looked()
    {
    }

    /// <summary>There is a result.</summary>
    public sealed record Seen(T Result) : Looked<T>;

    /// <summary>The account could not be read.</summary>
    public sealed record Failed(Diagnostic Diagnostic) : Looked<T>;
}

/// <summary>The reading half of every door: state and list in, plan or drift out. Writes nothing.</summary>
public static class Reconciliation
{
    /// <summary>Reads the account (or not, where <paramref name="reader"/> is null), settles what is pending in memory, and plans.</summary>
    public static Task<Looked<Prepared>> PlanAsync(ReconciliationRequest request, IAgentReader? reader, CancellationToken cancellationToken)
        => LookAsync(
            request,
            reader,
            (input, key) => new Prepared(Planner.Plan(input), input, key),
            prepared => prepared.Plan.Changes.Any(change => change.Action == ChangeAction.Forget),
            cancellationToken);

    /// <summary>Plans against an earlier version of the roster in the place of a state: reads no secret and no account.</summary>
    /// <param name="roster">What the user wants now.</param>
    /// <param name="earlier">What the user wanted then.</param>
    /// <param name="revision">As the user named it.</param>
    /// <param name="options">What the user allowed.</param>
    /// <param name="appId">The account; null where it is not known.</param>
    /// <param name="service"><c>HOST:PORT</c>, or <c>sandbox</c>.</param>
    public static Prepared PlanAgainst(Roster roster, EarlierRoster earlier, string revision, PlanOptions options, long? appId, string service)
    {
        // Nothing to compare with: nothing is judged, not even the roster's own agents.
        var judged = earlier is EarlierRoster.Invalid ? roster with { Agents = [] } : roster;
        var recorded = BaseComparison.Recorded(earlier.Roster, appId);
        var input = new PlanInput
        {
            Roster = judged,
            State = recorded,
            Passwords = PasswordEvidence.BySource(judged, earlier.Roster),
            Options = options,
            AppId = appId,
            Service = service,
            Lineage = recorded.Lineage,
            Base = revision,
            BaseWarnings = BaseComparison.Warnings(roster, earlier),
        };
        return new Prepared(Planner.Plan(input) with { Compared = earlier is not EarlierRoster.Invalid }, input, null);
    }

    /// <summary>Reads the account, settles what is pending in memory, and tells in what roster, state and account disagree.</summary>
    /// <param name="request">With a state.</param>
    /// <param name="reader">Of the account.</param>
    /// <param name="pending">True where what is not applied yet counts as drift.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static Task<Looked<(Drift Drift, PlanInput Input)>> DetectAsync(
        ReconciliationRequest request, IAgentReader reader, bool pending, CancellationToken cancellationToken)
        => LookAsync(
            request,
            reader,
            (input, _) => (Drift: DriftDetector.Detect(input, pending), input),
            detected => detected.Drift.Agents.Any(agent => agent is { IsRecorded: true, IsLive: false }),
            cancellationToken);

    // Who seems to be gone may only have slipped between two pages: that takes a second list.
    private static async Task<Looked<T>> LookAsync<T>(
        ReconciliationRequest request,
        IAgentReader? reader,
        Func<PlanInput, PasswordKey?, T> judge,
        Func<T, bool> concludesAbsence,
        CancellationToken cancellationToken)
    {
        var lineage = request.State?.Lineage ?? request.Lineage ?? Guid.NewGuid().ToString();
        var key = request.AppSecret is { } secret ? PasswordKey.Derive(secret, lineage) : null;
        if (reader is null)
        {
            return new Looked<T>.Seen(judge(Input(request, lineage, key, request.State, null), key));
        }

        var observed = await Observer.ObserveAsync(reader, request.State, key ?? throw new ArgumentException("A refresh needs the app secret.", nameof(request)), cancellationToken);
        if (observed is ObserveResult.Seen seen)
        {
            var first = judge(Input(request, lineage, key, seen.State, seen.Live), key);
            if (seen.Confirmed || !concludesAbsence(first))
            {
                return new Looked<T>.Seen(first);
            }

            observed = await Observer.ConfirmAsync(reader, seen, cancellationToken);
            if (observed is ObserveResult.Seen again)
            {
                return new Looked<T>.Seen(judge(Input(request, lineage, key, again.State, again.Live), key));
            }
        }

        return new Looked<T>.Failed(((ObserveResult.Failed)observed).Diagnostic);
    }

    private static PlanInput Input(ReconciliationRequest request, string lineage, PasswordKey? key, RecordedState? state, LiveAccount? live) => new()
    {
        Roster = request.Roster,
        State = state,
        Live = live,
        Passwords = Evidence(request, key, state, live),
        Options = request.Options,
        AppId = request.AppId,
        Service = request.Service,
        Lineage = lineage,
        CutShort = request.State?.Pending,
    };

    private static PasswordEvidence Evidence(ReconciliationRequest request, PasswordKey? key, RecordedState? state, LiveAccount? live)
        => live is not null && key is not null && request.AppId is { } appId
            ? PasswordEvidence.Gather(request.Roster, request.Passwords, live.Passwords, state, key, appId, request.UncomparedPasswords)
            : PasswordEvidence.Uncompared(request.Roster, request.Passwords, key, request.AppId);
}
