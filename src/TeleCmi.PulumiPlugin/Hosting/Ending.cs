namespace TeleCmi.PulumiPlugin.Hosting;

/// <summary>When the process shall end: the engine is done with it, or gone.</summary>
internal sealed class Ending
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the process shall end.</summary>
    public Task Ended => _ended.Task;

    public void End() => _ended.TrySetResult();
}
