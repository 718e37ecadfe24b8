using System.Collections.Concurrent;
using System.Reflection;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Singles;
using TeleCmi.Plugins;
using TeleCmi.TerraformProvider.Agents;

namespace TeleCmi.TerraformProvider.Providers;

/// <summary>
/// The state of one walk: a plan or an apply. A CLI starts a process for each; where it attaches to a running one, a walk begins with its
/// configuration.
/// </summary>
internal sealed class Provider(TimeProvider time, Func<string, string?> environment) : IDisposable
{
    private readonly Lock _gate = new();
    private volatile Stopping _stopping = new(time);
    private ConcurrentDictionary<string, bool> _read = new(StringComparer.Ordinal);
    private DeploymentLedger? _ledger;
    private OpenAccount? _account;

    /// <summary>Semantic version of the provider.</summary>
    public static string Version { get; } =
        typeof(Provider).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public TimeProvider Time => time;

    /// <summary>Gives a variable's value or null.</summary>
    public Func<string, string?> Environment => environment;

    /// <summary>How the work of this walk is told to stop.</summary>
    public Stopping Stopping => _stopping;

    public AccountSettings Settings { get; private set; } = AccountSettings.None;

    /// <summary>What this walk does to the account.</summary>
    public DeploymentLedger Ledger
    {
        get
        {
            lock (_gate)
            {
                return _ledger ??= Ledgers.Open(null, null, environment, _ => { });
            }
        }
    }

    /// <summary>The account, opened by the first call that needs the service: a plan may do without secret and network.</summary>
    public Result<SharedAccount> Account
    {
        get
        {
            lock (_gate)
            {
                if (_account is null)
                {
                    if (!OpenAccount.Open(Settings, "terraform", _stopping, time).Is(out var opened, out var failure))
                    {
                        return failure;
                    }

                    _account = opened;
                }

                return _account.Shared;
            }
        }
    }

    /// <summary>What this walk knows of single agents.</summary>
    public AgentWalk Agents { get; private set; } = new();

    /// <summary>Begins a walk: nothing of another one is known here.</summary>
    public void Configure(AccountSettings settings)
    {
        lock (_gate)
        {
            if (_stopping.Stop.IsCancellationRequested)
            {
                _stopping = new Stopping(time);
            }

            // What the forerunner has in flight ends by itself; nothing of it is disposed under its calls.
            (Settings, _account, _ledger) = (settings, null, null);
            Agents = new AgentWalk();
            _read = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        }
    }

    /// <summary>Tells that a resource was read in this walk: then its plan may look at the account as well, by the same list.</summary>
    public void Looked(string resource) => _read[resource] = true;

    /// <summary>
    /// True where a resource was read in this walk. Without: a plan that must not refresh, or the second one of an apply.
    /// </summary>
    public bool HasLooked(string resource) => _read.ContainsKey(resource);

    public void Dispose()
    {
        _account?.Dispose();
        _ledger?.Dispose();
        _stopping.Dispose();
    }
}
