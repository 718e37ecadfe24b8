namespace TeleCmi.PulumiPlugin.Providers;

/// <summary>How long one operation may take: as the resource's custom timeout says, and until the engine gives it up.</summary>
internal sealed class OperationLimit : IDisposable
{
    private readonly CancellationTokenSource _limit;

    /// <param name="seconds">0 = no limit.</param>
    /// <param name="call">Cancelled where the engine gave the call up.</param>
    public OperationLimit(double seconds, CancellationToken call)
    {
        _limit = CancellationTokenSource.CreateLinkedTokenSource(call);
        if (seconds is > 0 and < int.MaxValue / 1000)
        {
            _limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        }
    }

    public CancellationToken Token => _limit.Token;

    public void Dispose() => _limit.Dispose();
}
