namespace TeleCmi.Plugins;

/// <summary>When the process shall end: the engine is done with it, or gone.</summary>
public sealed class Ending
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the process shall end.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Ends it; a second time changes nothing.</summary>
    public void End() => _ended.TrySetResult();
}
