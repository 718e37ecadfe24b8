namespace TeleCmi.Declarative.Singles;

/// <summary>Where the processes of a deployment keep what they tell each other.</summary>
internal interface ILedgerStore : IDisposable
{
    /// <summary>Waits for the lock of one extension, which one process of the deployment has at a time.</summary>
    /// <exception cref="LedgerException">It can't be had.</exception>
    Task<IDisposable> LockAsync(string account, int extension, CancellationToken cancellationToken);

    /// <summary>Adds a line of this process; the others see it from then on.</summary>
    /// <exception cref="LedgerException">It could not be written.</exception>
    void Append(LedgerLine line);

    /// <summary>What the other processes have written since it was last asked.</summary>
    /// <exception cref="LedgerException">It could not be read.</exception>
    LedgerNews Read();
}

/// <summary>What other processes told.</summary>
/// <param name="Lines">New lines and who wrote them, in the order of each.</param>
/// <param name="Living">The writers that still live: what others have written counts no more.</param>
internal sealed record LedgerNews(IReadOnlyList<(string Writer, LedgerLine Line)> Lines, IReadOnlySet<string> Living);

/// <summary>The ledger could not be kept.</summary>
public sealed class LedgerException(string reason) : Exception(reason);
