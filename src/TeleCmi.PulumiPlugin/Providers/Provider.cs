using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Singles;
using TeleCmi.Plugins;
using TeleCmi.PulumiPlugin.Hosting;

namespace TeleCmi.PulumiPlugin.Providers;

/// <summary>The state of the process: the engine it works for, and the one account that this engine configured.</summary>
internal sealed class Provider(EngineLink engine, TimeProvider time, Func<string, string?> environment) : IDisposable
{
    private readonly Lock _gate = new();
    private volatile Stopping _stopping = new(time);
    private volatile AccountSettings? _config;
    private OpenAccount? _account;
    private DeploymentLedger? _ledger;
    private (string? Deployment, string? Account) _ledgerOf;

    public EngineLink Engine => engine;

    /// <summary>Resources that were checked in this deployment, and what was told of them.</summary>
    public Seen Seen { get; private set; } = new();

    /// <summary>Gives a variable's value or null.</summary>
    public Func<string, string?> Environment => environment;

    /// <summary>How the work for this engine is told to stop.</summary>
    public Stopping Stopping => _stopping;

    public AccountSettings Config => _config ?? AccountSettings.None;

    /// <summary><c>URN::ID</c> of this provider in the engine; empty where the engine does not tell.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>What this deployment does to the account, over all its plugin processes.</summary>
    public DeploymentLedger Ledger
    {
        get
        {
            lock (_gate)
            {
                var (deployment, account) = (engine.Address, Config.LedgerAccount);
                if (_ledger is null || _ledgerOf != (deployment, account))
                {
                    _ledger?.Dispose();
                    _ledger = Ledgers.Open(deployment, account, environment, extension => _account?.Shared.Lists.Forget(extension));
                    _ledgerOf = (deployment, account);
                }

                return _ledger;
            }
        }
    }

    /// <summary>The account, opened by the first call that needs the service: a preview may do without secret and network.</summary>
    /// <exception cref="Grpc.Core.RpcException">App id or secret is missing.</exception>
    public OpenAccount Account
    {
        get
        {
            lock (_gate)
            {
                return _account ??= OpenAccount.Open(Config, "pulumi", _stopping, time).Is(out var account, out var why)
                    ? account : throw Failures.NoAccount(why, Config);
            }
        }
    }

    /// <summary>An engine says where it is. Another than before starts afresh: a plugin started by hand outlives its engines.</summary>
    /// <param name="address"><c>HOST:PORT</c>; empty changes nothing.</param>
    /// <param name="owns">True where this engine started the plugin, or may have.</param>
    /// <exception cref="Grpc.Core.RpcException">The address is not on this machine.</exception>
    public void Serve(string address, bool owns)
    {
        if (address.Length == 0)
        {
            return;
        }

        lock (_gate)
        {
            // One that has cancelled has nothing more to say: the port is another engine's now.
            if (engine.Use(address, owns) || _stopping.Stop.IsCancellationRequested)
            {
                // What the forerunner has in flight ends by itself; nothing of it is disposed under its calls.
                _stopping.Cancel();
                (_stopping, _config, _account, _ledgerOf, Reference, Seen) = (new Stopping(time), null, null, default, "", new Seen());
            }
        }
    }

    /// <summary>Takes a configuration; a second one of the same account may differ in the rest.</summary>
    /// <exception cref="Grpc.Core.RpcException">It is of another account than the one that this process serves.</exception>
    public void Configure(AccountSettings config, string reference)
    {
        lock (_gate)
        {
            if (_config?.IsOfAnotherAccount(config) == true)
            {
                throw Failures.SecondAccount();
            }

            if (_config != config)
            {
                (_config, _account) = (config, null);
            }

            Reference = reference;
        }
    }

    public void Dispose()
    {
        _account?.Dispose();
        _stopping.Dispose();
        _ledger?.Dispose();
    }
}
