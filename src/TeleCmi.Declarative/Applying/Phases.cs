using System.Collections.Concurrent;
using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Observing;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Applying;

/// <summary>
/// The three phases of one run: adds and updates, then removals, so that coverage never dips; then the adds that found no free seat.
/// In each, every change is sent once; what its answer leaves open is settled by a list once nothing is in flight.
/// </summary>
internal sealed class Phases
{
    private const int MaximumRounds = 5;

    private readonly ApplyJob _job;
    private readonly Ledger _ledger;
    private readonly IAgentReader _reader;
    private readonly IAgentWriter _writer;
    private readonly StopSignals _signals;
    private readonly ConcurrentBag<Parked> _seatless = [];
    private volatile string? _halt;

    public Phases(ApplyJob job, Ledger ledger, IAgentReader reader, IAgentWriter writer, StopSignals signals)
        => (_job, _ledger, _reader, _writer, _signals) = (job, ledger, reader, writer, signals);

    // Why no new call may start; null while they may.
    private string? Halt => _signals.Stop.IsCancellationRequested ? "interrupted" : _ledger.Fault?.Message ?? _halt;

    public async Task RunAsync()
    {
        ImmutableArray<Change> calls = [.. _job.Plan.Changes.Where(change => !EndWithoutCall(change))];
        await PhaseAsync([.. calls.Where(change => change.Action != ChangeAction.Remove)]);

        ImmutableArray<Change> removals = [.. calls.Where(change => change.Action == ChangeAction.Remove)];
        await PhaseAsync(removals);

        var freed = removals.Any(change => _ledger.Endings[change.Extension].Outcome.Kind == OutcomeKind.Changed);
        var seatless = _seatless.OrderBy(parked => parked.Change.Extension).ToList();
        _seatless.Clear();
        if (freed && Halt is null)
        {
            await PhaseAsync([.. seatless.Select(parked => parked.Change)]);
            seatless = [.. _seatless];
        }

        foreach (var parked in seatless)
        {
            _ledger.Left(parked.Change, OutcomeKind.Failed, parked.Verdict.Text ?? "user limit reached");
        }
    }

    private bool EndWithoutCall(Change change)
    {
        switch (change)
        {
            case { Action: not ChangeAction.Add } when !_job.Plan.Refreshed:
                _ledger.Left(change, OutcomeKind.Skipped, "only adds are sent without a refresh");
                return true;
            case { Obstacle: Obstacle.DoubledUser }:
                _ledger.Left(change, OutcomeKind.Failed, "the service lists this user twice; not sent");
                return true;
            case { Obstacle: Obstacle.Unreadable }:
                _ledger.Left(change, OutcomeKind.Failed,
                    "the service does not show the password that an update must send back; give it in the entry");
                return true;
            case { Action: ChangeAction.Adopt }:
                _ledger.Converged(change, null, change.After);
                return true;
            case { NeedsCall: false }:
                _ledger.Changed(change);
                return true;
            default:
                return false;
        }
    }

    private async Task PhaseAsync(ImmutableArray<Change> changes)
    {
        var parked = await SendAsync(changes, isFirst: true);
        var resolving = true;
        for (var round = 1; !parked.IsEmpty; round++)
        {
            var again = await SettleAsync(parked);
            if (round > MaximumRounds || !resolving || Halt is not null)
            {
                LeaveOpen(again);
                return;
            }

            var open = parked.Length;
            parked = await SendAsync([.. again.Select(one => one.Change)], isFirst: false);
            resolving = parked.Length < open;
        }
    }

    // Sends each change once, several in flight; returns those whose answer left them open.
    private async Task<ImmutableArray<Parked>> SendAsync(ImmutableArray<Change> changes, bool isFirst)
    {
        var parked = new ConcurrentBag<Parked>();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(_job.Parallelism, changes.Length)).Select(_ => WorkAsync()));
        return [.. parked.OrderBy(one => one.Change.Extension)];

        async Task WorkAsync()
        {
            for (var i = Interlocked.Increment(ref next); i < changes.Length; i = Interlocked.Increment(ref next))
            {
                var reason = Halt;
                var verdict = reason is null ? await CallAsync(changes[i]) : new Verdict(VerdictKind.NotSent, reason);
                if (verdict.Kind is VerdictKind.NotSent or VerdictKind.RateLimited)
                {
                    _halt ??= verdict.Text ?? "sending was stopped";
                    if (isFirst)
                    {
                        _ledger.Left(changes[i], OutcomeKind.Skipped, Halt);
                        continue;
                    }
                }

                if (!End(changes[i], verdict, isFirst))
                {
                    parked.Add(new Parked(changes[i], verdict));
                }
            }
        }
    }

    private Task<Verdict> CallAsync(Change change)
    {
        if (change.Action == ChangeAction.Remove)
        {
            return _writer.RemoveAsync(change.Extension, _signals.Abandon);
        }

        var password = change.SendsRosterPassword ? _job.Passwords.GetValueOrDefault(change.Extension)
            : _job.Live?.Passwords.Find(change.Extension);
        var send = change.Send;
        var needsPassword = change.Action != ChangeAction.Update || _job.Roster.Generation.UpdateReplaces;
        if (send is null || (password is null && needsPassword))
        {
            return Task.FromResult(new Verdict(VerdictKind.Validation, "no password is known; nothing was sent"));
        }

        var write = new AgentWrite(change.Extension, send, password);
        return change.Action == ChangeAction.Update ? _writer.UpdateAsync(write, _signals.Abandon)
            : _writer.AddAsync(write, _signals.Abandon);
    }

    // False where only a list can tell.
    private bool End(Change change, Verdict verdict, bool isFirst)
    {
        switch (verdict.Kind)
        {
            case VerdictKind.Success:
                _ledger.Changed(change);
                return true;
            case VerdictKind.Authentication:
                _halt ??= "the service refused the credentials";
                _ledger.Left(change, OutcomeKind.Failed, verdict.Text);
                return true;
            case VerdictKind.UserLimit when change.Action is ChangeAction.Add or ChangeAction.Recreate:
                _seatless.Add(new Parked(change, verdict));
                return true;
            case var kind when Settlement.NeedsList(change.Action, kind, isFirst):
                return false;
            default:
                _ledger.Left(change, OutcomeKind.Failed, verdict.Text ?? "refused by the service");
                return true;
        }
    }

    // Returns what is to be sent again: nothing where there is no list to settle by, as everything parked is left open then.
    private async Task<ImmutableArray<Parked>> SettleAsync(ImmutableArray<Parked> parked)
    {
        var account = await ListAsync(parked);
        if (account is null)
        {
            LeaveOpen(parked);
            return [];
        }

        var again = ImmutableArray.CreateBuilder<Parked>();
        foreach (var one in parked)
        {
            var live = account.Find(one.Change.Extension);
            var fingerprint = _job.Key.FingerprintIn(account, one.Change.Extension);
            switch (Settlement.Decide(StateChanges.Pending(one.Change), one.Verdict.Kind, live, fingerprint))
            {
                case Settled.Done done:
                    _ledger.Settle(one.Change, done, live, fingerprint);
                    break;
                case Settled.Open open:
                    _ledger.Left(one.Change, OutcomeKind.Unknown, open.Message);
                    break;
                default:
                    again.Add(one);
                    break;
            }
        }

        return again.DrainToImmutable();
    }

    private async Task<LiveAccount?> ListAsync(ImmutableArray<Parked> parked)
    {
        if (_signals.Stop.IsCancellationRequested)
        {
            return null;
        }

        try
        {
            var first = await SweepAsync();
            if (first is null
                || !parked.Any(one => one.Change.Action == ChangeAction.Remove && !first.Agents.ContainsKey(one.Change.Extension)))
            {
                return first;
            }

            // Before a removal is believed, a second list must miss the user as well.
            var second = await SweepAsync();
            return second is null ? null : Observer.Merge(first, second);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task<LiveAccount?> SweepAsync() => (await _reader.SweepAsync(_signals.Stop)).Is(out var account, out _) ? account : null;

    private void LeaveOpen(ImmutableArray<Parked> parked)
    {
        foreach (var (change, verdict) in parked)
        {
            var words = string.IsNullOrEmpty(verdict.Text) ? "" : $": {verdict.Text}";
            _ledger.Left(change, OutcomeKind.Unknown, $"no list could settle it{words}");
        }
    }

    private sealed record Parked(Change Change, Verdict Verdict);
}
