using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Adopting;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Declarative.Observing;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Runs;

/// <summary>
/// One account in one run: what every door opens. It loads and checks the state, looks at the account, plans, and does what was
/// planned, in the order that keeps an account safe: lock, load, check, look, plan, refuse, ask, plan again where the look has aged, apply.
/// A door gives it a roster, where the state lies, and the half of the service that it may use; it shows what comes out.
/// </summary>
/// <param name="input">Which account, and what is wanted of it.</param>
/// <param name="store">Where its state lies.</param>
/// <param name="reader">Of the account; null for a run that looks at nothing.</param>
/// <param name="time">For the age of a look.</param>
public sealed class AccountRun(RunInput input, IStateStore store, IAgentReader? reader, TimeProvider time)
{
    // An answer that took longer is given to an account that may have changed.
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(30);

    /// <summary>Which account, and what is wanted of it.</summary>
    public RunInput Input => input;

    /// <summary>The state, checked to be of this account and service; null where there is none.</summary>
    public async Task<Result<StoredState?>> LoadAsync(CancellationToken cancellationToken)
        => !(await store.LoadAsync(cancellationToken)).Is(out var stored, out var failure) ? failure
            : Check(stored?.State) is { } wrong ? wrong
            : stored;

    /// <summary>Looks at the account (or not), settles what is pending in memory, and plans. Writes nothing.</summary>
    /// <param name="state">From <see cref="LoadAsync"/>.</param>
    /// <param name="options">What the user allowed.</param>
    /// <param name="refreshes">False to compare with the state alone.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public Task<Result<Prepared>> PlanAsync(RecordedState? state, PlanOptions options, bool refreshes, CancellationToken cancellationToken)
        => PlanAsync(state, options, refreshes, null, cancellationToken);

    /// <summary>Plans against an earlier version of the roster in the place of a state: reads no secret and no account.</summary>
    /// <param name="earlier">What the user wanted then.</param>
    /// <param name="revision">As the user named it.</param>
    /// <param name="options">What the user allowed.</param>
    public Prepared PlanAgainst(EarlierRoster earlier, string revision, PlanOptions options)
    {
        // Nothing to compare with: nothing is judged, not even the roster's own agents.
        var judged = earlier is EarlierRoster.Invalid ? input.Roster with { Agents = [] } : input.Roster;
        var recorded = BaseComparison.Recorded(earlier.Roster, input.AppId);
        var planned = new PlanInput
        {
            Roster = judged,
            State = recorded,
            Passwords = PasswordEvidence.BySource(judged, earlier.Roster),
            Options = options,
            AppId = input.AppId,
            Service = input.Service,
            Lineage = recorded.Lineage,
            Base = revision,
            BaseWarnings = BaseComparison.Warnings(input.Roster, earlier),
        };
        return new Prepared(Planner.Plan(planned) with { Compared = earlier is not EarlierRoster.Invalid }, planned, null);
    }

    /// <summary>Looks at the account, settles what is pending in memory, and tells in what roster, state and account disagree.</summary>
    /// <param name="state">From <see cref="LoadAsync"/>.</param>
    /// <param name="options">Whom to look at.</param>
    /// <param name="pending">True where what is not applied yet counts as drift.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public Task<Result<Detected>> DetectAsync(RecordedState state, PlanOptions options, bool pending, CancellationToken cancellationToken)
        => new Look(input, state, options, state.Lineage, []).AtAsync(
            reader ?? throw new InvalidOperationException("Drift needs a reader."),
            (planned, _) => new Detected(DriftDetector.Detect(planned, pending), planned),
            detected => detected.Drift.Agents.Any(agent => agent is { IsRecorded: true, IsLive: false }),
            cancellationToken);

    /// <summary>Looks at the account, and settles what is pending in memory.</summary>
    public Task<Result<Observation>> ObserveAsync(RecordedState? state, CancellationToken cancellationToken) => Observer.ObserveAsync(
        reader ?? throw new InvalidOperationException("To look needs a reader."), state, Key(state ?? NewState()), cancellationToken);

    /// <summary>Makes the account match the roster.</summary>
    /// <param name="request">What is allowed and approved.</param>
    /// <param name="door">Shows and asks.</param>
    /// <param name="applier">Sends.</param>
    /// <param name="signals">Tell to stop.</param>
    /// <exception cref="OperationCanceledException">Told to stop before anything was sent.</exception>
    public async Task<Result<ApplyEnd>> ApplyAsync(ApplyRequest request, IApplyDoor door, Applier applier, StopSignals signals)
    {
        if (!(await LockAsync(signals.Stop)).Is(out var held, out var failure))
        {
            return failure;
        }

        await using var untilTheEnd = held;
        if (!(await LoadAsync(signals.Stop)).Is(out var stored, out failure)
            || (failure = Approvals.Of(request.Approval, input, stored?.State)) is not null
            || !request.Options(stored?.State).Is(out var options, out failure))
        {
            return failure;
        }

        var state = stored?.State;
        if (!request.Refreshes && state?.Pending is not null)
        {
            // Such a run plans from the state alone, but what an earlier one left pending can only be settled by a list.
            if (!(await ObserveAsync(state, signals.Stop)).Is(out var settled, out failure))
            {
                return failure;
            }

            state = settled.State;
        }

        string? shown = null;
        for (var ask = request.Asks; ;)
        {
            var seen = time.GetTimestamp();
            if (!(await PlanAsync(state, options, request.Refreshes, request.Approval, signals.Stop)).Is(out var prepared, out failure))
            {
                return failure;
            }

            prepared = prepared with { Plan = prepared.Plan.ForApply() };
            if (Approvals.Still(request.Approval, prepared.Plan) is { } stale)
            {
                return stale;
            }

            // What was shown and approved a moment ago needs no second answer.
            var isApproved = prepared.Plan.Fingerprint == shown;
            if (shown is not null && !isApproved)
            {
                door.Changed();
            }

            if (!prepared.Plan.Refusals.IsEmpty)
            {
                return new ApplyEnd(prepared, null);
            }

            ask &= !prepared.Plan.IsEmpty && !isApproved;
            if (!isApproved)
            {
                door.Show(prepared, ask);
            }

            if (ask && await door.AskAsync(prepared.Plan) is { } no)
            {
                return no;
            }

            if (!ask || !request.Refreshes || time.GetElapsedTime(seen) <= FreshFor)
            {
                signals.Stop.ThrowIfCancellationRequested();
                return !(await door.BeginAsync(prepared.Plan)).Is(out var progress, out failure) ? failure
                    : (await applier.ApplyAsync(Job(prepared, stored?.Written, progress), held, signals)).Is(out var result, out failure)
                        ? new ApplyEnd(prepared, result)
                        : failure;
            }

            shown = prepared.Plan.Fingerprint;
        }
    }

    /// <summary>Records live agents as they are. Sends nothing.</summary>
    /// <param name="choose">Whom, of those that are live; nobody in particular = all.</param>
    /// <param name="protects">True where those without entry and record become protected.</param>
    /// <param name="write">
    /// Brings the roster to what was seen, before that is recorded; where it fails nothing is recorded. Null: the roster stays.
    /// </param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Result<Imported>> ImportAsync(
        Func<IEnumerable<int>, ImmutableSortedSet<int>> choose, bool protects, Func<ImportResult, Failure?>? write,
        CancellationToken cancellationToken)
    {
        if (!(await LockAsync(cancellationToken)).Is(out var held, out var failure))
        {
            return failure;
        }

        await using var untilTheEnd = held;
        if (!(await LoadAsync(cancellationToken)).Is(out var stored, out failure))
        {
            return failure;
        }

        var start = stored?.State ?? NewState();
        if (!(await ObserveAsync(start, cancellationToken)).Is(out var seen, out failure))
        {
            return failure;
        }

        var chosen = choose(seen.Live.Agents.Keys);
        if (AgentImport.NotLive(seen.Live, chosen) is { } unknown)
        {
            return Failure.Of(unknown);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var result = AgentImport.Of(new ImportRequest
        {
            Roster = input.Roster,
            State = seen.State ?? start,
            Live = seen.Live,
            Extensions = chosen.IsEmpty ? [.. seen.Live.Agents.Keys] : chosen,
            Passwords = input.Passwords,
            Key = Key(start),
            Protects = protects,
            Writes = write is not null,
        });

        // The roster first, then the state. A run that is killed in between leaves a roster that says what the account has: the next plan
        // adopts it, or lets the record follow, and sends nothing. The other way round the record would say so and the roster not yet: the
        // next apply would put the old values back, and a `--prune` remove who has no entry.
        if ((failure = write?.Invoke(result)) is not null)
        {
            return failure;
        }

        var changes = stored is null || !result.State.Says(stored.Written);
        return changes
            && await held.EndAsync(result.State with { Serial = result.State.Serial + 1 }, CancellationToken.None) is { } unwritten
            ? Failure.Of(unwritten)
            : new Imported(result, changes);
    }

    private async Task<Result<Prepared>> PlanAsync(
        RecordedState? state, PlanOptions options, bool refreshes, SavedPlan? approval, CancellationToken cancellationToken)
    {
        var lineage = state?.Lineage ?? approval?.Plan.Lineage ?? Guid.NewGuid().ToString();
        var look = new Look(input, state, options, lineage, approval?.Plan.UnknownPasswords ?? []);
        Func<PlanInput, PasswordKey?, Prepared> plan = (planned, key) => new Prepared(Planner.Plan(planned), planned, key);
        return !refreshes ? look.Without(plan) : await look.AtAsync(
            reader ?? throw new InvalidOperationException("A refresh needs a reader."),
            plan,
            prepared => prepared.Plan.Changes.Any(change => change.Action == ChangeAction.Forget),
            cancellationToken);
    }

    private async Task<Result<IStateLock>> LockAsync(CancellationToken cancellationToken)
        => (await store.LockAsync(input.LockWait, cancellationToken)).Ours(store.Location);

    // A state of another account is called that, not damaged.
    private Failure? Check(RecordedState? state) => state switch
    {
        null => null,
        _ when input.AppId is { } appId && state.AppId != appId => Failure.Refused(
            "other_account", $"The state {store.Location} records account {state.AppId}, not {appId}.",
            "Give that account's state with --state, or the right app id."),
        { Stray: { } stray }
            => Failure.Of(StateFaults.Corrupt(store.Location, $"the agent_id of extension {stray} is not that of its account")),
        _ when input.AppSecret is not null && state.Origin != input.Origin => Failure.Refused(
            "other_service", $"The state {store.Location} was made with the service at {state.Origin}, not {input.Origin}.",
            "Give that service with --base-url, or another state with --state."),
        _ => null,
    };

    private ApplyJob Job(Prepared prepared, RecordedState? written, Action<Outcome>? progress) => new()
    {
        Plan = prepared.Plan,
        Roster = input.Roster,
        Loaded = written,
        Settled = prepared.Input.State,
        Live = prepared.Input.Live,
        Passwords = input.Passwords,
        Key = prepared.Key ?? throw new InvalidOperationException("Planned without the app secret."),
        AppId = input.AppId ?? throw new InvalidOperationException("Planned without the app id."),
        Origin = input.Origin,
        Parallelism = input.Parallelism,
        Progress = progress,
    };

    private RecordedState NewState() => new()
    {
        Lineage = Guid.NewGuid().ToString(),
        AppId = input.AppId ?? throw new InvalidOperationException("Opened without the app id."),
        Origin = input.Origin,
        Generation = input.Roster.Generation,
    };

    private PasswordKey Key(RecordedState state)
        => PasswordKey.Derive(input.AppSecret ?? throw new InvalidOperationException("Opened without the app secret."), state.Lineage);
}

/// <summary>An import, and whether it changed what is recorded.</summary>
public sealed record Imported(ImportResult Result, bool Changes);
