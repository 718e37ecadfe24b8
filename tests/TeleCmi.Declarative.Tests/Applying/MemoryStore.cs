using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Tests.Applying;

/// <summary>A store that keeps its state in memory, as bytes: what is not in the format is not kept.</summary>
internal sealed class MemoryStore : IStateStore
{
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

    public RecordedState? Load() => _state is null ? null : StateFormat.Read(_state, Location, name => Generations.Find(name) ?? Generation);

    public IReadOnlyList<JournalEntry> ReadJournal(string run, AgentSchema schema) => [.. Journal.Where(line => line.Run == run)];

    public Task<IDisposable> LockAsync(TimeSpan wait, CancellationToken cancellationToken) => Task.FromResult<IDisposable>(new MemoryStream());

    public void Begin(RecordedState state)
    {
        Write(state);
        Journal.Clear();
    }

    public void Append(JournalEntry entry)
    {
        Fuse?.Burn();
        if (JournalHolds-- <= 0)
        {
            throw new StateException(Diagnostic.Error("STA010", "The journal can't be written: the disk is full."));
        }

        Journal.AddRange(JournalFormat.Read(JournalFormat.Write(entry), entry.Run, Generation.Schema));
    }

    public void End(RecordedState state)
    {
        Write(state);
        Journal.Clear();
    }

    /// <summary>What the next run starts from.</summary>
    public RecordedState? Recover() => Load() is { } state ? RunRecovery.Fold(state, state.Pending is { } pending ? ReadJournal(pending.Run, Generation.Schema) : []) : null;

    private void Write(RecordedState state)
    {
        Fuse?.Burn();
        if (IsFull)
        {
            throw new StateException(Diagnostic.Error("STA009", "The state can't be written: the disk is full."));
        }

        Writes++;
        _state = StateFormat.Write(state);
    }
}
