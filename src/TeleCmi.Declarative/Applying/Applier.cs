using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Applying;

/// <summary>
/// Carries an approved plan out: BEGIN, the phases, END. The only part of the core that holds a writer. Expects the lock to be held
/// from before planning.
/// </summary>
public sealed class Applier
{
    private readonly IAgentReader _reader;
    private readonly IAgentWriter _writer;
    private readonly IStateStore _store;

    /// <summary>Joins what the phases need.</summary>
    public Applier(IAgentReader reader, IAgentWriter writer, IStateStore store)
        => (_reader, _writer, _store) = (reader, writer, store);

    /// <summary>Applies; every change of the plan gets exactly one outcome.</summary>
    /// <exception cref="StateException">BEGIN could not be written: nothing was sent.</exception>
    public async Task<ApplyResult> ApplyAsync(ApplyJob job, StopSignals signals)
    {
        var start = StateChanges.Start(job);
        if (job.Plan.IsEmpty)
        {
            if (job.Loaded is not null && !start.Says(job.Loaded))
            {
                _store.End(start with { Serial = start.Serial + 1 });
            }

            return new ApplyResult([], Interrupted: signals.Stop.IsCancellationRequested);
        }

        var run = Guid.NewGuid().ToString("N");
        _store.Begin(start with { Pending = StateChanges.Pending(run, job.Plan) });
        var ledger = new Ledger(job, start, run, _store);
        Diagnostic? fault = null;
        try
        {
            await new Phases(job, ledger, _reader, _writer, signals).RunAsync();
        }
#pragma warning disable CA1031 // Whatever went wrong: what was done already is recorded and told.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            fault = Diagnostic.Internal(bug);
            foreach (var change in job.Plan.Changes.Where(change => !ledger.Endings.ContainsKey(change.Extension)))
            {
                ledger.Left(change, OutcomeKind.Unknown, "the run was cut short by an error of its own");
            }
        }

        fault ??= ledger.Fault;
        try
        {
            _store.End(StateChanges.Finish(start, run, job.Plan, ledger.Endings));
        }
        catch (StateException unwritten)
        {
            fault ??= unwritten.Diagnostic;
        }

        ImmutableArray<Outcome> outcomes = [.. job.Plan.Changes.Select(change => ledger.Endings[change.Extension].Outcome)];
        return new ApplyResult(outcomes, signals.Stop.IsCancellationRequested, fault);
    }
}
