namespace TeleCmi.Simulator;

/// <summary>What arrived at the simulated service since it began. A call counts on arrival, whatever became of it. Thread-safe.</summary>
public sealed class CallCounts
{
    private long _add;
    private long _update;
    private long _remove;
    private long _list;
    private long _other;
    private int _inFlight;
    private int _maxConcurrency;

    /// <summary>Calls of <c>/v2/user/add</c>.</summary>
    public long Add => Interlocked.Read(ref _add);

    /// <summary>Calls of <c>/v2/user/update</c>.</summary>
    public long Update => Interlocked.Read(ref _update);

    /// <summary>Calls of <c>/v2/user/remove</c>.</summary>
    public long Remove => Interlocked.Read(ref _remove);

    /// <summary>Calls of <c>/v2/user/list</c>: one for each page.</summary>
    public long List => Interlocked.Read(ref _list);

    /// <summary>Calls of paths that do not exist, and requests that are no POST.</summary>
    public long Other => Interlocked.Read(ref _other);

    /// <summary>Calls that could change something.</summary>
    public long Write => Add + Update + Remove;

    /// <summary>All calls.</summary>
    public long Total => Write + List + Other;

    /// <summary>The most calls that were under way at the same moment, latency included; over HTTP or the in-process handler only.</summary>
    public int MaxConcurrency => Volatile.Read(ref _maxConcurrency);

    internal void Count(SimulatedEndpoints endpoint)
    {
        switch (endpoint)
        {
            case SimulatedEndpoints.Add: Interlocked.Increment(ref _add); break;
            case SimulatedEndpoints.Update: Interlocked.Increment(ref _update); break;
            case SimulatedEndpoints.Remove: Interlocked.Increment(ref _remove); break;
            case SimulatedEndpoints.List: Interlocked.Increment(ref _list); break;
            default: Interlocked.Increment(ref _other); break;
        }
    }

    internal void Enter()
    {
        var now = Interlocked.Increment(ref _inFlight);
        var seen = Volatile.Read(ref _maxConcurrency);
        while (now > seen)
        {
            var before = Interlocked.CompareExchange(ref _maxConcurrency, now, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    internal void Leave() => Interlocked.Decrement(ref _inFlight);
}
