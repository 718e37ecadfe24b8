using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.States;

/// <summary>
/// Where a state lives. One file today; a shared back end is one more implementation. Methods that fail for a reason a user can
/// mend throw <see cref="StateException"/>.
/// </summary>
public interface IStateStore
{
    /// <summary>Where it is, for messages.</summary>
    string Location { get; }

    /// <summary>Reads the state; null where there is none. Does not fold the journal in.</summary>
    RecordedState? Load();

    /// <summary>The journal lines of one run, up to the first torn one.</summary>
    IReadOnlyList<JournalEntry> ReadJournal(string run, AgentSchema schema);

    /// <summary>Takes the lock, waiting up to <paramref name="wait"/>.</summary>
    /// <exception cref="StateException">Held by another process: names its id, host and start time.</exception>
    Task<IDisposable> LockAsync(TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>Replaces the state durably, with its pending run, and starts an empty journal.</summary>
    void Begin(RecordedState state);

    /// <summary>Appends one line to the journal, without fsync. Called from one thread at a time.</summary>
    void Append(JournalEntry entry);

    /// <summary>Replaces the state durably and deletes the journal.</summary>
    void End(RecordedState state);
}

/// <summary>A state that cannot be read, locked or written, as data.</summary>
public sealed class StateException : Exception
{
    /// <summary>Wraps a diagnostic.</summary>
    public StateException(Diagnostic diagnostic)
        : base(diagnostic.Message) => Diagnostic = diagnostic;

    /// <summary>Code, message and next step.</summary>
    public Diagnostic Diagnostic { get; }
}
