using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Observing;
using TeleCmi.Declarative.Singles;
using TeleCmi.Declarative.States;
using TeleCmi.PulumiPlugin.Hosting;
using TeleCmi.PulumiPlugin.Providers;
using TeleCmi.Simulator;

namespace TeleCmi.PulumiPlugin.Accounts;

/// <summary>The account of a configured provider: reads by shared lists, writes a few at a time.</summary>
internal sealed class OpenAccount : IDisposable
{
    private const string SandboxSecret = "sandbox";

    private readonly TeleCmiAccount _service;
    private readonly SimulatorHandler? _sandbox;
    private readonly Stopping _stopping;
    private readonly PasswordKey _personKey;
    private readonly SemaphoreSlim _slots;

    private OpenAccount(ProviderConfig config, long appId, Secret secret, SimulatorHandler? sandbox, Stopping stopping, TimeProvider time)
    {
        AppId = appId;
        // Fingerprints are compared within this process only, so the lineage is drawn anew.
        Key = PasswordKey.Derive(secret, Guid.NewGuid().ToString("N"));
        (_sandbox, _stopping) = (sandbox, stopping);
        _slots = new SemaphoreSlim(config.Parallelism);
        _service = TeleCmiAccount.Open(new ServiceOptions
        {
            BaseAddress = config.BaseAddress,
            AppId = appId,
            Secret = secret,
            Parallelism = config.Parallelism,
            Time = time,
            Handler = sandbox,
        });
        _personKey = PasswordKey.Derive(secret, "person");
        Lists = new SharedLists(_service.Reader, time, stopping.Stop);
        Foresight = new Foresight(Lists);
    }

    public long AppId { get; }

    /// <summary>Key of the password fingerprints of this process.</summary>
    public PasswordKey Key { get; }

    public SharedLists Lists { get; }

    /// <summary>What a preview foresees.</summary>
    public Foresight Foresight { get; }

    /// <summary>Opens what the configuration names; sends nothing.</summary>
    /// <exception cref="Grpc.Core.RpcException">App id or secret is missing, or the sandbox's file is not one of ours.</exception>
    public static OpenAccount Open(ProviderConfig config, Stopping stopping, TimeProvider time)
    {
        if (config.IsSandbox)
        {
            var appId = config.AppId ?? ProviderConfig.SandboxAppId;
            return new OpenAccount(config, appId, new Secret(SandboxSecret), OpenSandbox(appId, time), stopping, time);
        }

        return new OpenAccount(
            config, config.AppId ?? throw Failures.MissingAppId(), config.Secret ?? throw Failures.MissingSecret(config.WantedSecret), null, stopping, time);
    }

    public string IdOf(int extension) => AgentId.Of(extension, AppId);

    /// <summary>A person as a digest that tells nothing, the same in every process of this account.</summary>
    public string PersonOf(LiveAgent live) => _personKey.Fingerprint(live.AgentId, new Secret($"{live.Name}\0{live.Phone}"));

    /// <summary>The password to send: the sandbox never sees a real one.</summary>
    public Secret? Effective(int extension, Secret? password) =>
        password is null || _sandbox is null ? password : new Secret(ProviderConfig.SandboxPassword(extension));

    /// <summary>A list, where there is one.</summary>
    /// <exception cref="Grpc.Core.RpcException">There is none.</exception>
    public static async Task<ObserveResult.Seen> Required(Task<ObserveResult> looked) => await looked switch
    {
        ObserveResult.Seen seen => seen,
        var failed => throw Failures.NoList(((ObserveResult.Failed)failed).Diagnostic),
    };

    /// <summary>One write, in its turn. Never throws for what network or cancel do.</summary>
    public async Task<Verdict> WriteAsync(int extension, Func<IAgentWriter, CancellationToken, Task<Verdict>> call, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Stop);
        try
        {
            using var write = await Lists.BeginWriteAsync(extension, either.Token);
            await _slots.WaitAsync(either.Token);
            try
            {
                return await call(_service.Writer, _stopping.Abandon);
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (OperationCanceledException)
        {
            return new Verdict(VerdictKind.NotSent, "cancelled before it was sent");
        }
    }

    public void Dispose()
    {
        _service.Dispose();
        _sandbox?.Dispose();
        _slots.Dispose();
    }

    private static SimulatorHandler OpenSandbox(long appId, TimeProvider time)
    {
        var file = ProviderConfig.SandboxFile(appId);
        try
        {
            if (new[] { Path.GetDirectoryName(file)!, file, SimulatedData.LockOf(file) }.FirstOrDefault(path => new FileInfo(path).LinkTarget is not null) is { } link)
            {
                throw Failures.SandboxUnreadable($"{link} is a link");
            }

            RegularFile.CheckIfThere(file);
            return SimulatorHandler.Open(new SimulatorOptions
            {
                AppId = appId,
                Secret = SandboxSecret,
                DataFile = file,
                // Each provider of a program is a process of its own.
                SharesData = true,
                DummyPassword = ProviderConfig.SandboxPassword,
                Time = time,
            });
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException)
        {
            throw Failures.SandboxUnreadable(unreadable.Message);
        }
        catch (Exception unreadable) when (FileFault.Is(unreadable))
        {
            throw Failures.SandboxUnreadable(FileFault.Describe(unreadable));
        }
    }
}
