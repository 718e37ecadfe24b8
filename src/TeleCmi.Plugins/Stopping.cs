using TeleCmi.Declarative.Applying;

namespace TeleCmi.Plugins;

/// <summary>How the work for one engine is told to stop: first no new calls, then those in flight are given up.</summary>
public sealed class Stopping(TimeProvider time) : IDisposable
{
    /// <summary>What is in flight gets this long after a cancel.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon = new(Timeout.InfiniteTimeSpan, time);

    /// <summary>No new calls to the service.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Give up those in flight as well: nobody knows then whether they were processed.</summary>
    public CancellationToken Abandon => _abandon.Token;

    /// <summary>Both.</summary>
    public StopSignals Signals => new(Stop, Abandon);

    /// <summary>Both, for the work of one call: its own token says no new calls, too.</summary>
    public StopSignals For(CancellationToken call)
        => new(CancellationTokenSource.CreateLinkedTokenSource(Stop, call).Token, Abandon);

    /// <summary>The engine cancels the deployment; the plugin goes on to answer.</summary>
    public void Cancel()
    {
        _abandon.CancelAfter(Grace);
        _stop.Cancel();
    }

    /// <summary>Nothing is waited for any more: the process ends.</summary>
    public void GiveUp()
    {
        _stop.Cancel();
        _abandon.Cancel();
    }

    /// <summary>Ends the timers.</summary>
    public void Dispose()
    {
        _stop.Dispose();
        _abandon.Dispose();
    }
}
