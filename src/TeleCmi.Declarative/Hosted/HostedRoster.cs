using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Runs;
using TeleCmi.Declarative.Singles;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Hosted;

/// <summary>
/// A whole roster as one resource of an engine that keeps the state: the planner, the rules of safety and the applier of the command, by
/// lists and a ledger that it shares with the other resources of the deployment. One difference: no record is kept of whom no entry names.
/// A door reads its inputs into a <see cref="RunInput"/>, gives back what the engine recorded, and words what comes out.
/// </summary>
/// <param name="name">The engine's name of the resource.</param>
/// <param name="input">Which account, and what is wanted of it.</param>
/// <param name="account">
/// What all resources of the process share; null without credentials: then nobody looks, and what is recorded is judged.
/// </param>
/// <param name="ledger">What the deployment does to the account.</param>
/// <param name="time">For the age of a look.</param>
public sealed class HostedRoster(string name, RunInput input, SharedAccount? account, DeploymentLedger ledger, TimeProvider time)
{
    private readonly HostedClaims _claims = new(ledger, name);

    /// <summary>Claims the extensions of the roster: two resources that have one would undo each other for ever.</summary>
    /// <param name="recorded">The extensions that it has had so far; null for a resource that is made anew.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>An extension that another resource claims, and which; null where there is none.</returns>
    public Task<(int Extension, string Other)?> ClaimAsync(ICollection<int>? recorded, CancellationToken cancellationToken)
        => _claims.ClaimAsync(input.Roster.Agents.Select(entry => entry.Extension), recorded, cancellationToken);

    /// <summary>Says that a plan is to remove users, for engines that plan a removal before anything is done.</summary>
    /// <param name="leaving">Their extensions.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>An extension that another resource of the plan claims; null where there is none.</returns>
    public Task<int?> IntendAsync(IEnumerable<int> leaving, CancellationToken cancellationToken)
        => _claims.IntendAsync(leaving, cancellationToken);

    /// <summary>What would be done. Writes nothing.</summary>
    public async Task<Result<HostedPlan>> PlanAsync(HostedRecord? recorded, PlanOptions options, CancellationToken cancellationToken)
    {
        if (!(await BasisAsync(recorded, cancellationToken)).Is(out var basis, out var failure))
        {
            return failure;
        }

        var run = new AccountRun(input, new HostedStore(basis.State), account?.Look, time);
        var state = await run.LoadAsync(cancellationToken);
        if (!state.Is(out _, out failure)
            || !(await run.PlanAsync(basis.State, options, account is not null, cancellationToken)).Is(out var prepared, out failure))
        {
            return failure;
        }

        await TellAsync(recorded, basis, prepared.Plan, cancellationToken);
        return new HostedPlan(prepared.Plan, basis.Left);
    }

    /// <summary>Makes the account match the roster: plans and judges afresh.</summary>
    /// <param name="recorded">Null for a resource that is made anew.</param>
    /// <param name="options">What the user allowed.</param>
    /// <param name="signals">Tell to stop.</param>
    /// <param name="approve">The last look at a plan before anything is sent; what it returns stops it.</param>
    public async Task<Result<HostedEnd>> ApplyAsync(
        HostedRecord? recorded, PlanOptions options, StopSignals signals, Func<Plan, Failure?>? approve = null)
    {
        var shared = account ?? throw new InvalidOperationException("To apply needs an account.");
        if (!(await BasisAsync(recorded, signals.Stop)).Is(out var basis, out var failure))
        {
            return failure;
        }

        var store = new HostedStore(basis.State);
        using var door = new Door(_claims, approve, signals.Stop);
        var run = new AccountRun(input, store, shared.Look, time);
        if (!(await run.ApplyAsync(new ApplyRequest { Options = _ => options }, door, shared.Applier, signals))
            .Is(out var end, out failure))
        {
            return failure;
        }

        if (!signals.Stop.IsCancellationRequested)
        {
            // What was done is never lost for it.
            await TellAsync(recorded, basis, end.Prepared.Plan, CancellationToken.None);
        }

        var plan = new HostedPlan(end.Prepared.Plan, basis.Left);
        return end.Result is null
            ? new HostedEnd(plan, null, recorded ?? new HostedRecord(Empty(plan.Plan.Lineage)))
            : new HostedEnd(plan, end.Result, new HostedRecord(Remaining(store.State ?? Empty(plan.Plan.Lineage), end.Result)));
    }

    /// <summary>What the account shows of the roster's agents now. Who is gone leaves, but whom a protection holds.</summary>
    /// <param name="recorded">What the engine recorded.</param>
    /// <param name="allowsRecreate">True where most of them may be missing.</param>
    /// <param name="followsPassword">Whose fingerprint follows the password that the account shows; null for nobody's.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public Task<Result<HostedRecord>> ReadAsync(
        HostedRecord recorded, bool allowsRecreate, Func<int, bool>? followsPassword, CancellationToken cancellationToken)
        => Reading.ReadAsync(recorded, allowsRecreate, followsPassword, cancellationToken);

    /// <summary>The whole account as a record.</summary>
    public Task<Result<HostedImport>> ImportAsync(CancellationToken cancellationToken) => Reading.ImportAsync(cancellationToken);

    private HostedReading Reading
        => new(input, account ?? throw new InvalidOperationException("To read needs an account."), _claims);

    // What a plan starts from: without whom another resource has or wants, and with whom it left here.
    private async Task<Result<Basis>> BasisAsync(HostedRecord? recorded, CancellationToken cancellationToken)
    {
        var state = account is null ? recorded?.State : recorded?.AsApplied;
        var leaving = (state?.Agents.Values ?? []).Where(record => input.Roster.Find(record.Extension) is null).ToList();
        var left = await _claims.BarsAsync(leaving.Select(record => record.Extension), cancellationToken);
        if (left.FirstOrDefault(one => one.Value is RemovalBar.Refused) is { Value: { } refused } nobody)
        {
            return Failure.Refused("left_to_nobody",
                $"{nobody.Key} stays: {refused.Resource} claims it, and failed as another person is there. Nothing was sent.");
        }

        var isProtected = leaving.FindAll(record => record.Protected && !left.ContainsKey(record.Extension));
        if (isProtected.Count > 0)
        {
            return Failure.Refused("protected",
                $"{Ranges.Of(isProtected.Select(record => record.Extension))} cannot leave: protected. Apply `protected: false` first.");
        }

        state = state is null ? null : state with { Agents = state.Agents.RemoveRange(left.Keys) };
        return account is null ? new Basis(state, left) : new Basis(await InheritingAsync(account, state, cancellationToken), left);
    }

    private async Task<RecordedState?> InheritingAsync(SharedAccount shared, RecordedState? state, CancellationToken cancellationToken)
    {
        var comers = input.Roster.Agents.Where(entry => state?.Agents.ContainsKey(entry.Extension) != true).ToList();
        if (comers.Count == 0 || !(await shared.Lists.ReadAsync(cancellationToken)).Is(out var seen, out _))
        {
            return state;
        }

        foreach (var comer in comers)
        {
            if (seen.Live.Find(comer.Extension) is { } live && !Names.SamePerson(comer.Name, comer.PhoneNumber, live)
                && await _claims.WasLeftAsync(comer.Extension, shared.PersonOf(live), cancellationToken))
            {
                state ??= Empty(Guid.NewGuid().ToString());
                state = state with { Agents = state.Agents.SetItem(comer.Extension, Records.OfLive(live, null, null)) };
            }
        }

        return state;
    }

    // Whoever comes may overwrite the person who was to go, and nobody else. Where this roster itself meets another person and fails,
    // nobody would be left to answer for them.
    private async Task TellAsync(HostedRecord? recorded, Basis basis, Plan plan, CancellationToken cancellationToken)
    {
        var met = plan.Refusals.Where(refusal => refusal.Rule == SafetyRule.Takeover).SelectMany(refusal => refusal.Extensions);
        await _claims.RefuseAsync(met, cancellationToken);
        if (account is not { } shared || basis.Left.IsEmpty || !plan.Refusals.IsEmpty
            || !(await shared.Lists.ReadForUpdateAsync(basis.Left.Keys.First(), cancellationToken)).Is(out var seen, out _))
        {
            return;
        }

        foreach (var (extension, bar) in basis.Left)
        {
            if (bar is RemovalBar.Claimed && recorded!.AsApplied.Agents[extension] is var gone && seen.Live.Find(extension) is { } live
                && Names.SamePerson(gone.Name, gone.PhoneNumber, live))
            {
                await _claims.LeaveAsync(extension, shared.PersonOf(live), cancellationToken);
            }
        }
    }

    // Nobody is recorded whom no entry names, but who was to be removed and may still be there.
    private RecordedState Remaining(RecordedState state, ApplyResult result)
    {
        var open = result.Outcomes.Where(outcome => !outcome.IsDone).Select(outcome => outcome.Extension).ToHashSet();
        var gone = state.Agents.Keys.Where(extension => input.Roster.Find(extension) is null && !open.Contains(extension));
        return state with { Agents = state.Agents.RemoveRange(gone) };
    }

    private RecordedState Empty(string lineage) => new()
    {
        Lineage = lineage,
        AppId = input.AppId ?? throw new InvalidOperationException("Planned without the app id."),
        Origin = input.Origin,
        Generation = input.Roster.Generation,
    };

    private sealed record Basis(RecordedState? State, ImmutableSortedDictionary<int, RemovalBar> Left);

    private sealed class Door(HostedClaims claims, Func<Plan, Failure?>? approve, CancellationToken stop) : IApplyDoor, IDisposable
    {
        private IDisposable? _held;

        public void Changed()
        {
        }

        public void Show(Prepared prepared, bool asks)
        {
        }

        public Task<Failure?> AskAsync(Plan plan) => Task.FromResult<Failure?>(null);

        public async Task<Result<Action<Outcome>>> BeginAsync(Plan plan)
        {
            if (approve?.Invoke(plan) is { } changed)
            {
                return changed;
            }

            if (!(await claims.EnterAsync(plan, stop)).Is(out _held, out var failure))
            {
                return failure;
            }

            return new Result<Action<Outcome>>.Ok(_ => { });
        }

        public void Dispose() => _held?.Dispose();
    }
}
