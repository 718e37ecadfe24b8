using TeleCmi.PulumiPlugin.Accounts;
using TeleCmi.PulumiPlugin.Agents;
using TeleCmi.PulumiPlugin.Hosting;

namespace TeleCmi.PulumiPlugin.Providers;

/// <summary>The state of the process: the engine it works for, and the provider that this engine configured.</summary>
internal sealed class Provider(EngineLink engine, Stopping stopping, TimeProvider time, Func<string, string?> environment) : IDisposable
{
    private readonly Lock _gate = new();
    private ProviderConfig _config = new();
    private OpenAccount? _account;

    public EngineLink Engine => engine;

    public Stopping Stopping => stopping;

    /// <summary>Gives a variable's value or null.</summary>
    public Func<string, string?> Environment => environment;

    public ProviderConfig Config
    {
        get
        {
            lock (_gate)
            {
                return _config;
            }
        }
    }

    /// <summary><c>URN::ID</c> of this provider in the engine; empty where the engine does not tell.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>Which resource claims which extension; begun anew with each configuration, as a deployment is.</summary>
    public ClaimedExtensions Claims { get; private set; } = new();

    /// <summary>The account, opened by the first call that needs the service: a preview may do without secret and network.</summary>
    /// <exception cref="Grpc.Core.RpcException">App id or secret is missing.</exception>
    public OpenAccount Account
    {
        get
        {
            lock (_gate)
            {
                return _account ??= OpenAccount.Open(_config, stopping, time);
            }
        }
    }

    public void Configure(ProviderConfig config, string reference)
    {
        lock (_gate)
        {
            _account?.Dispose();
            (_config, _account, Claims, Reference) = (config, null, new ClaimedExtensions(), reference);
        }
    }

    public void Dispose() => _account?.Dispose();
}
