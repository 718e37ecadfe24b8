using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Tests.Applying;

/// <summary>A store that keeps its state in memory, as bytes: what is not in the format is not kept.</summary>
internal sealed class MemoryStore : IStateStore
{
    private bool _isTaken;
    private byte[]? _state;

    public List<JournalEntry> Journal { get; } = [];

    public int Writes { get; private set; }

    /// <summary>How many lines the disk still holds.</summary>
    public int JournalHolds { get; set; } = int.MaxValue;

    /// <summary>True where the disk takes no state.</summary>
    public bool IsFull { get; set; }

    public Fuse? Fuse { get; set; }

    /// <summary>Of the account.</summary>
    public Generation Generation { get; init; } = Generations.Default;

    public string Location => "memory";

    /// <summary>Who has a lock that nobody else holds: for stories that part what a run of the command does at once.</summary>
    public IStateLock Held => new Hold(this, isTaken: false);

    public Task<Result<StoredState?>> LoadAsync(CancellationToken cancellationToken)
        => Task.FromResult<Result<StoredState?>>(Load() is { } written ? new StoredState(written, Recover()!) : null);

    public Task<LockResult> LockAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LockResult result = _isTaken ? new LockResult.Held(null) : new LockResult.Taken(new Hold(this, isTaken: true));
        _isTaken = true;
        return Task.FromResult(result);
    }

    public RecordedState? Load() => _state is null ? null : StateFormat.Read(_state, Location, name => Generations.Find(name) ?? Generation);

    public void End(RecordedState state) => Assert.Null(Held.EndAsync(state, default).Result);

    /// <summary>What the next run starts from.</summary>
    public RecordedState? Recover() => Load() is { } state ? RunRecovery.Fold(state, [.. Journal.Where(line => line.Run == state.Pending?.Run)]) : null;

    private Diagnostic? Write(RecordedState state)
    {
        Fuse?.Burn();
        if (IsFull)
        {
            return Diagnostic.Error("STA009", "The state can't be written: the disk is full.");
        }

        Writes++;
        _state = StateFormat.Write(state);
        Journal.Clear();
        return null;
    }

    private Diagnostic? Append(JournalEntry entry)
    {
        Fuse?.Burn();
        if (JournalHolds-- <= 0)
        {
            return Diagnostic.Error("STA010", "The journal can't be written: the disk is full.");
        }

        Journal.AddRange(JournalFormat.Read(JournalFormat.Write(entry), entry.Run, Generation.Schema));
        return null;
    }

    private sealed class Hold(MemoryStore store, bool isTaken) : IStateLock, IRunJournal
    {
        public Task<Result<IRunJournal>> BeginAsync(RecordedState state, CancellationToken cancellationToken)
            => Task.FromResult<Result<IRunJournal>>(store.Write(state) is { } fault ? Failure.Of(fault) : new Result<IRunJournal>.Ok(this));

        public Diagnostic? Append(JournalEntry entry) => store.Append(entry);

        public Task<Diagnostic?> EndAsync(RecordedState state, CancellationToken cancellationToken) => Task.FromResult(store.Write(state));

        public ValueTask DisposeAsync()
        {
            store._isTaken &= !isTaken;
            isTaken = false;
            return ValueTask.CompletedTask;
        }
    }
}
