namespace TeleCmi.Simulator;

/// <summary>What arrived at the simulated service since it began. A call counts on arrival, whatever became of it. Thread-safe.</summary>
public sealed class CallCounts
{
    private readonly long[] _calls = new long[(int)SimulatedEndpoints.List + 1];
    private int _inFlight;
    private int _maxConcurrency;

    /// <summary>Calls of <c>/v2/user/add</c>.</summary>
    public long Add => Of(SimulatedEndpoints.Add);

    /// <summary>Calls of <c>/v2/user/update</c>.</summary>
    public long Update => Of(SimulatedEndpoints.Update);

    /// <summary>Calls of <c>/v2/user/remove</c>.</summary>
    public long Remove => Of(SimulatedEndpoints.Remove);

    /// <summary>Calls of <c>/v2/user/list</c>: one for each page.</summary>
    public long List => Of(SimulatedEndpoints.List);

    /// <summary>Calls of paths that do not exist, and requests that are no POST.</summary>
    public long Other => Of(SimulatedEndpoints.None);

    /// <summary>Calls that could change something.</summary>
    public long Write => Add + Update + Remove;

    /// <summary>All calls.</summary>
    public long Total => Write + List + Other;

    /// <summary>
    /// The most calls that were under way at the same moment, latency included; over HTTP or the in-process handler only.
    /// </summary>
    public int MaxConcurrency => Volatile.Read(ref _maxConcurrency);

    internal void Count(SimulatedEndpoints endpoint) => Interlocked.Increment(ref _calls[(int)endpoint]);

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

    private long Of(SimulatedEndpoints endpoint) => Interlocked.Read(ref _calls[(int)endpoint]);
}
