namespace TeleCmi.PulumiPlugin.Hosting;

/// <summary>How the process is told to stop: first no new calls, then those in flight are given up, at last the process ends.</summary>
internal sealed class Stopping(TimeProvider time) : IDisposable
{
    /// <summary>What is in flight gets this long after a cancel.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon = new(Timeout.InfiniteTimeSpan, time);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>No new calls to the service.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Give up those in flight as well: nobody knows then whether they were processed.</summary>
    public CancellationToken Abandon => _abandon.Token;

    /// <summary>Completes when the process shall end.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The engine cancels the deployment; the plugin goes on to answer.</summary>
    public void Cancel()
    {
        _abandon.CancelAfter(Grace);
        _stop.Cancel();
    }

    /// <summary>The process ends now: the engine is done with it, or gone.</summary>
    public void End()
    {
        _stop.Cancel();
        _abandon.Cancel();
        _ended.TrySetResult();
    }

    public void Dispose()
    {
        _stop.Dispose();
        _abandon.Dispose();
    }
}
