using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Tests.Applying;

/// <summary>A store that keeps its state in memory, as bytes: what is not in the format is not kept.</summary>
internal sealed class MemoryStore : IStateStore
{
    private byte[]? _state;

    public List<JournalEntry> Journal { get; } = [];

    public int Writes { get; private set; }

    public bool JournalIsFull { get; set; }

    public string Location => "memory";

    public RecordedState? Load() => _state is null ? null : StateFormat.Read(_state, Location);

    public IReadOnlyList<JournalEntry> ReadJournal(string run) => [.. Journal.Where(line => line.Run == run)];

    public Task<IDisposable> LockAsync(TimeSpan wait, CancellationToken cancellationToken) => Task.FromResult<IDisposable>(new MemoryStream());

    public void Begin(RecordedState state)
    {
        Journal.Clear();
        Write(state);
    }

    public void Append(JournalEntry entry)
    {
        if (JournalIsFull)
        {
            throw new StateException(Diagnostic.Error("STA010", "The journal can't be written: the disk is full."));
        }

        Journal.Add(entry);
    }

    public void End(RecordedState state)
    {
        Write(state);
        Journal.Clear();
    }

    private void Write(RecordedState state)
    {
        Writes++;
        _state = StateFormat.Write(state);
    }
}
