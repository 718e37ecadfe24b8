using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace TeleCmi.Declarative.Singles;

/// <summary>The ledger of a process that shares its deployment with no other, or can't.</summary>
internal sealed class MemoryLedger : ILedgerStore
{
    private static readonly LedgerNews None = new([], FrozenSet<string>.Empty);

    private readonly ConcurrentDictionary<(string Account, int Extension), SemaphoreSlim> _locks = new();

    public async Task<IDisposable> LockAsync(string account, int extension, CancellationToken cancellationToken)
    {
        var gate = _locks.GetOrAdd((account, extension), _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellationToken);
        return new Release(gate);
    }

    public void Append(LedgerLine line)
    {
    }

    public LedgerNews Read() => None;

    public void Dispose()
    {
    }

    private sealed class Release(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
