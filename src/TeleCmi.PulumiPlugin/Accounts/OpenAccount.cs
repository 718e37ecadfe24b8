using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Singles;
using TeleCmi.PulumiPlugin.Hosting;
using TeleCmi.PulumiPlugin.Providers;
using TeleCmi.Simulator;

namespace TeleCmi.PulumiPlugin.Accounts;

/// <summary>The account of a configured provider: the service or the sandbox, opened.</summary>
internal sealed class OpenAccount : IDisposable
{
    private readonly TeleCmiAccount _service;
    private readonly SimulatorHandler? _sandbox;

    private OpenAccount(ProviderConfig config, long appId, Secret secret, SimulatorHandler? sandbox, Stopping stopping, TimeProvider time)
    {
        var options = new ServiceOptions
        {
            BaseAddress = config.BaseAddress,
            AppId = appId,
            Secret = secret,
            Parallelism = config.Parallelism,
            Time = time,
            Handler = sandbox,
        };
        (_service, _sandbox) = (TeleCmiAccount.Open(options), sandbox);
        Shared = new SharedAccount(_service.Reader, _service.Writer, options, new StopSignals(stopping.Stop, stopping.Abandon))
        {
            Dummy = sandbox is null ? null : extension => new Secret(Sandbox.PasswordOf(extension)),
        };
    }

    /// <summary>What all operations of the process share of it.</summary>
    public SharedAccount Shared { get; }

    /// <summary>Opens what the configuration names; sends nothing.</summary>
    /// <exception cref="Grpc.Core.RpcException">App id or secret is missing, or the sandbox's file is not one of ours.</exception>
    public static OpenAccount Open(ProviderConfig config, Stopping stopping, TimeProvider time)
    {
        if (config.IsSandbox)
        {
            var appId = config.AppId ?? Sandbox.AppId;
            return new OpenAccount(config, appId, new Secret(Sandbox.Name), OpenSandbox(appId, time), stopping, time);
        }

        return new OpenAccount(
            config,
            config.AppId ?? throw Failures.MissingAppId(),
            config.Secret ?? throw Failures.MissingSecret(config.WantedSecret),
            null, stopping, time);
    }

    public void Dispose()
    {
        _service.Dispose();
        _sandbox?.Dispose();
        Shared.Dispose();
    }

    private static SimulatorHandler OpenSandbox(long appId, TimeProvider time)
    {
        var file = ProviderConfig.SandboxFile(appId);
        try
        {
            string[] own = [Path.GetDirectoryName(file)!, file, SimulatedData.LockOf(file)];
            if (own.FirstOrDefault(path => new FileInfo(path).LinkTarget is not null) is { } link)
            {
                throw Failures.SandboxUnreadable($"{link} is a link");
            }

            RegularFile.CheckIfThere(file);
            // Each provider of a program is a process of its own.
            return SimulatorHandler.Open(Sandbox.Options(file, appId, time) with { SharesData = true });
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
