namespace TeleCmi.Simulator;

/// <summary>One running stand-in without its transport: account, endpoints, data file, latency.</summary>
internal sealed class SimulatedExchange : IDisposable
{
    private readonly SimulatedData? _data;
    private readonly SharedData? _turns;
    private readonly TimeProvider _time;

    public SimulatedExchange(SimulatorOptions options)
    {
        _time = options.Time;
        var account = new SimulatedAccount(options.AppId, options.Secret) { UserLimit = options.UserLimit ?? int.MaxValue };
        _data = options.DataFile is { } path ? SimulatedData.Open(path, account, options.DummyPassword) : null;
        _turns = options.SharesData && _data is not null ? new SharedData(_data, options.DataFile!, options.Time) : null;
        Api = new SimulatedApi(account, options);
    }

    public SimulatedApi Api { get; }

    /// <summary>
    /// Does what a call asks for, keeps it, and gives the answer when it is due. An answer that never comes ends with the token.
    /// </summary>
    public async ValueTask<SimulatedResponse> AnswerAsync(
        string method, string path, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var calls = Api.Account.Calls;
        calls.Enter();
        try
        {
            var response = await ProcessAsync(method, path, body);
            var wait = response.Delivery == SimulatedDelivery.Never ? Timeout.InfiniteTimeSpan : Api.Options.Latency;
            if (wait != TimeSpan.Zero)
            {
                await Task.Delay(wait, _time, cancellationToken);
            }

            return response;
        }
        finally
        {
            calls.Leave();
        }
    }

    private async ValueTask<SimulatedResponse> ProcessAsync(string method, string path, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var turn = _turns is null ? null : await _turns.BeginAsync();
            var response = string.Equals(method, "POST", StringComparison.Ordinal) ? Api.Handle(path, body) : Api.Refuse(method, path);
            if (_data is not null)
            {
                await _data.SaveAsync();
            }

            return response;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // The change happened but could not be kept: nobody can tell what the next process will find.
            return FaultyAnswer.Error(
                507, "the stand-in's users could not be read or kept: is the disk full, or their folder not to be written to?");
        }
    }

    public void Dispose()
    {
        _data?.Dispose();
        _turns?.Dispose();
    }
}
