using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.States;

/// <summary>
/// Where the state of one account lives. What writes hangs on the lock, so that nobody writes without it. Whatever keeps a store from
/// doing its work is a value; only a cancelled wait throws. A new store passes <c>StoreConformance</c> of the tests.
/// </summary>
public interface IStateStore
{
    /// <summary>Where it is, for messages.</summary>
    string Location { get; }

    /// <summary>Reads the state, without a lock; null where there is none.</summary>
    Task<Result<StoredState?>> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Takes the lock that keeps other runs out.</summary>
    /// <param name="wait">How long to wait for whoever holds it.</param>
    /// <param name="cancellationToken">Ends the waiting with an <see cref="OperationCanceledException"/>.</param>
    Task<LockResult> LockAsync(TimeSpan wait, CancellationToken cancellationToken);
}

/// <summary>A state as a store holds it.</summary>
/// <param name="Written">As it was last written.</param>
/// <param name="State">With what the journal of a cut-short run still knows.</param>
public sealed record StoredState(RecordedState Written, RecordedState State);

/// <summary>How the taking of a lock ended. A closed set.</summary>
public abstract record LockResult
{
    private LockResult()
    {
    }

    /// <summary>The lock, or in words why there is none.</summary>
    /// <param name="location">Where the state is.</param>
    public Result<IStateLock> Ours(string location) => this switch
    {
        Taken taken => new Result<IStateLock>.Ok(taken.Lock),
        Held held => Failure.Of(StateFaults.Locked(location, held.Holder)),
        Failed failed => Failure.Of(failed.Problem),
        _ => throw new InvalidOperationException("A lock is taken, held or impossible."),
    };

    /// <summary>It is ours, until it is disposed.</summary>
    public sealed record Taken(IStateLock Lock) : LockResult;

    /// <summary>Another run has it.</summary>
    /// <param name="Holder">Null where that does not tell.</param>
    public sealed record Held(LockHolder? Holder) : LockResult;

    /// <summary>It cannot be taken at all.</summary>
    public sealed record Failed(Diagnostic Problem) : LockResult;
}

/// <summary>The right to write a state. Disposing it gives it back, and never fails.</summary>
public interface IStateLock : IAsyncDisposable
{
    /// <summary>
    /// Replaces the state durably, with its pending run, and starts an empty journal. Where it fails, nothing may be sent.
    /// </summary>
    Task<Result<IRunJournal>> BeginAsync(RecordedState state, CancellationToken cancellationToken);

    /// <summary>Replaces the state durably and ends the journal.</summary>
    /// <returns>Null, or why it could not be written: the pending run and its journal stay then, and the next run settles them.</returns>
    Task<Diagnostic?> EndAsync(RecordedState state, CancellationToken cancellationToken);
}

/// <summary>
/// The journal of the run that has begun. A store without appends may batch lines: losing some never changes the end result.
/// </summary>
public interface IRunJournal
{
    /// <summary>Adds a line. Called from one thread at a time.</summary>
    /// <returns>Null, or why it could not be written; the lines so far are kept.</returns>
    Diagnostic? Append(JournalEntry entry);
}
