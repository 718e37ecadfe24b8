using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Applying;

/// <summary>
/// Carries an approved plan out: BEGIN, the phases, END. The only part of the core that holds a writer.
/// </summary>
public sealed class Applier
{
    private readonly IAgentReader _reader;
    private readonly IAgentWriter _writer;

    /// <summary>Joins what the phases need.</summary>
    public Applier(IAgentReader reader, IAgentWriter writer) => (_reader, _writer) = (reader, writer);

    /// <summary>
    /// Applies; every change of the plan gets exactly one outcome. Fails where BEGIN could not be written: nothing was sent then.
    /// </summary>
    /// <param name="job">What to do.</param>
    /// <param name="held">The state's lock, held from before planning.</param>
    /// <param name="signals">Tell to stop.</param>
    public async Task<Result<ApplyResult>> ApplyAsync(ApplyJob job, IStateLock held, StopSignals signals)
    {
        var start = StateChanges.Start(job);
        if (job.Plan.IsEmpty)
        {
            if (job.Loaded is not null && !start.Says(job.Loaded)
                && await held.EndAsync(start with { Serial = start.Serial + 1 }, CancellationToken.None) is { } unfollowed)
            {
                return Failure.Of(unfollowed);
            }

            return new ApplyResult([], Interrupted: signals.Stop.IsCancellationRequested);
        }

        var run = Guid.NewGuid().ToString("N");
        if (!(await held.BeginAsync(start with { Pending = StateChanges.Pending(run, job.Plan) }, signals.Abandon))
            .Is(out var journal, out var failure))
        {
            return failure;
        }

        var ledger = new Ledger(job, start, run, journal);
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
        var unwritten = await held.EndAsync(StateChanges.Finish(start, run, job.Plan, ledger.Endings), CancellationToken.None);
        fault ??= unwritten;
        ImmutableArray<Outcome> outcomes = [.. job.Plan.Changes.Select(change => ledger.Endings[change.Extension].Outcome)];
        return new ApplyResult(outcomes, signals.Stop.IsCancellationRequested, fault);
    }
}
