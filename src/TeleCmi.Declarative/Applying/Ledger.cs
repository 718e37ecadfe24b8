using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Observing;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Applying;

/// <summary>Keeps the outcomes of one run and writes each to the journal as it comes. Safe for several callers at once.</summary>
internal sealed class Ledger
{
    private readonly ApplyJob _job;
    private readonly RecordedState _start;
    private readonly string _run;
    private readonly IRunJournal _journal;
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Ending> _endings = [];

    public Ledger(ApplyJob job, RecordedState start, string run, IRunJournal journal)
        => (_job, _start, _run, _journal) = (job, start, run, journal);

    /// <summary>Complete once the phases have run.</summary>
    public IReadOnlyDictionary<int, Ending> Endings => _endings;

    /// <summary>Why the journal could not be written; then nothing more is sent.</summary>
    public Diagnostic? Fault { get; private set; }

    /// <summary>We did it: records what was wanted.</summary>
    public void Changed(Change change, string? message = null) => Close(change, OutcomeKind.Changed, message, change.After);

    /// <summary>It was so already: records what was seen.</summary>
    public void Converged(Change change, string? message, RecordedAgent? seen) => Close(change, OutcomeKind.Converged, message, seen);

    /// <summary>Failed, unknown or skipped: the record stays.</summary>
    public void Left(Change change, OutcomeKind kind, string? message)
        => Close(change, kind, message, _start.Agents.GetValueOrDefault(change.Extension));

    /// <summary>Ends a parked change as the list settles it.</summary>
    /// <param name="change">The change.</param>
    /// <param name="done">What the list says.</param>
    /// <param name="live">The user in that list.</param>
    /// <param name="fingerprint">Of its password, where readable.</param>
    public void Settle(Change change, Settled.Done done, LiveAgent? live, string? fingerprint)
    {
        if (done.Unlisted)
        {
            Converged(change, done.Message, change.After is null ? null : change.After with { Unlisted = true });
        }
        else if (done.RecordsLive && live is not null)
        {
            // Under "initial" the roster's own value is the base line for noticing its next change.
            var initial = _job.Roster.Policy.Passwords == PasswordPolicy.Initial;
            Converged(change, done.Message, StateChanges.Seen(_job, _start, live, initial ? change.PasswordFingerprint : fingerprint));
        }
        else if (done.Kind == OutcomeKind.Changed)
        {
            Changed(change, done.Message);
        }
        else if (done.Kind == OutcomeKind.Converged)
        {
            Converged(change, done.Message, null);
        }
        else
        {
            Left(change, done.Kind, done.Message);
        }
    }

    private void Close(Change change, OutcomeKind kind, string? message, RecordedAgent? record)
    {
        var outcome = new Outcome(change.Extension, change.Action, kind, message);
        lock (_gate)
        {
            _endings.Add(change.Extension, new Ending(outcome, record));
            if (Fault is null && kind != OutcomeKind.Skipped)
            {
                Fault = _journal.Append(new JournalEntry(_run, change.Extension, change.Action, kind, record));
            }

            _job.Progress?.Invoke(outcome);
        }
    }
}
