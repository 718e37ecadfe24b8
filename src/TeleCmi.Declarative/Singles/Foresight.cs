using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Observing;

namespace TeleCmi.Declarative.Singles;

/// <summary>The one list that all creates of a preview are judged by; one that can't be read is asked for once.</summary>
public sealed class Foresight(SharedLists lists)
{
    private readonly Lock _gate = new();
    private Task<Result<Observation>>? _list;
    private bool _isTold;

    /// <summary>The list.</summary>
    public Task<Result<Observation>> LookAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return (_list ??= lists.ReadAsync(CancellationToken.None)).WaitAsync(cancellationToken);
        }
    }

    /// <summary>True for the first who asks: one warning is enough.</summary>
    public bool IsFirstToTell() => !Interlocked.Exchange(ref _isTold, true);
}
