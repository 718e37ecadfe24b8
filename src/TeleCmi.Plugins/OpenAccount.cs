using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Singles;
using TeleCmi.Simulator;

namespace TeleCmi.Plugins;

/// <summary>The account of a configured provider: the service or the sandbox, opened.</summary>
public sealed class OpenAccount : IDisposable
{
    /// <summary>The code of a failure: the app id is not known.</summary>
    public const string NoAppId = "no_appid";

    /// <summary>The code of a failure: the app secret is not known.</summary>
    public const string NoSecret = "no_secret";

    /// <summary>The code of a failure: the sandbox's file is not one of ours.</summary>
    public const string NoSandbox = "sandbox_unreadable";

    private readonly TeleCmiAccount _service;
    private readonly SimulatorHandler? _sandbox;

    private OpenAccount(
        AccountSettings settings, long appId, Secret secret, SimulatorHandler? sandbox, Stopping stopping, TimeProvider time)
    {
        var options = new ServiceOptions
        {
            BaseAddress = settings.BaseAddress,
            AppId = appId,
            Secret = secret,
            Parallelism = settings.Parallelism,
            Time = time,
            Handler = sandbox,
        };
        (_service, _sandbox) = (TeleCmiAccount.Open(options), sandbox);
        Shared = new SharedAccount(_service.Reader, _service.Writer, options, stopping.Signals)
        {
            Dummy = sandbox is null ? null : extension => new Secret(Sandbox.PasswordOf(extension)),
        };
    }

    /// <summary>What all operations of the process share of it.</summary>
    public SharedAccount Shared { get; }

    /// <summary>Opens what the settings name; sends nothing. Fails where app id or secret is missing, or the sandbox unreadable.</summary>
    /// <param name="settings">The account.</param>
    /// <param name="engine">Names the file of the sandbox, so that two engines in one folder do not share it.</param>
    /// <param name="stopping">How the work is told to stop.</param>
    /// <param name="time">Clock and timers.</param>
    public static Result<OpenAccount> Open(AccountSettings settings, string engine, Stopping stopping, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(stopping);
        if (settings.IsSandbox)
        {
            var account = settings.EffectiveAppId ?? Sandbox.AppId;
            var file = Path.Combine(".telecmi", $"{engine}.{account}.users.json");
            return OpenSandbox(file, account, time).Is(out var sandbox, out var failure)
                ? new OpenAccount(settings, account, new Secret(Sandbox.Name), sandbox, stopping, time)
                : failure;
        }

        return settings.AppId is not { } appId ? Failure.Of(NoAppId, "The account's app id is not known.")
            : settings.Secret is not { } secret ? Failure.Of(NoSecret, "The account's app secret is not known.")
            : new OpenAccount(settings, appId, secret, null, stopping, time);
    }

    /// <summary>Closes its connections.</summary>
    public void Dispose()
    {
        _service.Dispose();
        _sandbox?.Dispose();
        Shared.Dispose();
    }

    private static Result<SimulatorHandler> OpenSandbox(string file, long appId, TimeProvider time)
    {
        try
        {
            string[] own = [Path.GetDirectoryName(file)!, file, SimulatedData.LockOf(file)];
            if (own.FirstOrDefault(path => new FileInfo(path).LinkTarget is not null) is { } link)
            {
                return Failure.Of(NoSandbox, $"{link} is a link");
            }

            RegularFile.CheckIfThere(file);
            // Each provider of a program is a process of its own.
            return SimulatorHandler.Open(Sandbox.Options(file, appId, time) with { SharesData = true });
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException)
        {
            return Failure.Of(NoSandbox, unreadable.Message);
        }
        catch (Exception unreadable) when (FileFault.Is(unreadable))
        {
            return Failure.Of(NoSandbox, FileFault.Describe(unreadable));
        }
    }
}
