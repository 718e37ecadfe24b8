using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Hosted;

/// <summary>
/// The state of a roster that an engine keeps: read from what it recorded, handed back at the end. The engine has a lock of its own, and no
/// place for a journal: after a crash the account's list tells.
/// </summary>
internal sealed class HostedStore(RecordedState? recorded) : IStateStore, IStateLock, IRunJournal
{
    /// <summary>What the engine is to record.</summary>
    public RecordedState? State { get; private set; } = recorded;

    public string Location => "what is recorded";

    public Task<Result<StoredState?>> LoadAsync(CancellationToken cancellationToken)
        => Task.FromResult<Result<StoredState?>>(State is null ? null : new StoredState(State, State));

    public Task<LockResult> LockAsync(TimeSpan wait, CancellationToken cancellationToken)
        => Task.FromResult<LockResult>(new LockResult.Taken(this));

    public Task<Result<IRunJournal>> BeginAsync(RecordedState state, CancellationToken cancellationToken)
    {
        State = state;
        return Task.FromResult<Result<IRunJournal>>(new Result<IRunJournal>.Ok(this));
    }

    public Diagnostic? Append(JournalEntry entry) => null;

    public Task<Diagnostic?> EndAsync(RecordedState state, CancellationToken cancellationToken)
    {
        State = state;
        return Task.FromResult<Diagnostic?>(null);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
