using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.Observing;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Yaml;
using TeleCmi.Simulator;

namespace TeleCmi.Cli.Running;

/// <summary>Which account a run is about, with what opens it and where its state lies.</summary>
internal sealed class Account : IDisposable
{
    private const long SandboxAppId = 1111112;
    public const string SandboxOrigin = "sandbox";

    private readonly CommandRun _run;
    private TeleCmiAccount? _service;
    private SimulatorHandler? _sandbox;

    private Account(CommandRun run, FileStateStore store) => (_run, Store) = (run, store);

    /// <summary>Null only in a run without credentials.</summary>
    public long? AppId { get; private init; }

    /// <summary>Null only in a run without credentials.</summary>
    public Secret? AppSecret { get; private init; }

    /// <summary>Passwords that the roster gives in this run.</summary>
    public ImmutableDictionary<int, Secret> Passwords { get; private init; } = ImmutableDictionary<int, Secret>.Empty;

    /// <summary>Extensions whose password names a variable that is unset in this run.</summary>
    public ImmutableSortedSet<int> Unset { get; private init; } = [];

    /// <summary>Host name without port, or <c>sandbox</c>.</summary>
    public required string Origin { get; init; }

    /// <summary><c>HOST:PORT</c>, or <c>sandbox</c>.</summary>
    public required string Service { get; init; }

    public required Uri BaseAddress { get; init; }

    public FileStateStore Store { get; }

    /// <summary>Before anything is planned that will be written.</summary>
    public Task<IDisposable> LockAsync() => Places.LockAsync(_run, Store);

    public IAgentReader Reader => Open().Reader;

    public IAgentWriter Writer => Open().Writer;

    /// <summary>For runs that read no secret: no variable, no file, no client.</summary>
    public static Account WithoutSecrets(CommandRun run, Roster roster)
    {
        if (run.Parsed.GetValue(Settings.Sandbox))
        {
            return OfSandbox(run, roster);
        }

        var address = Address(run);
        var literal = roster.AppId?.Literal ?? run.Terminal.Environment("TELECMI_APPID");
        return new Account(run, Places.ContainedStore(run))
        {
            AppId = long.TryParse(literal, System.Globalization.NumberStyles.None, null, out var appId) ? appId : null,
            BaseAddress = address,
            Origin = address.IdnHost,
            Service = $"{address.IdnHost}:{address.Port}",
        };
    }

    /// <summary>For runs that talk to the service.</summary>
    /// <exception cref="CommandException">Credentials are missing or contradict each other, or a password can't be read.</exception>
    public static Account WithSecrets(CommandRun run, Roster roster)
    {
        if (run.Parsed.GetValue(Settings.Sandbox))
        {
            return OfSandbox(run, roster);
        }

        var resolved = RosterSecrets.Resolve(roster, Variables(run), new PasswordFiles(roster.File, run.Parsed.GetValue(Settings.SecretsDir)).Read);
        var errors = resolved.Diagnostics.Where(one => one.IsError).ToList();
        if (errors.Count > 0)
        {
            throw new CommandException(ExitCode.Failure, errors);
        }

        run.Warn(resolved.Diagnostics);
        if (resolved.AppId is null || resolved.AppSecret is null)
        {
            var missing = resolved.AppId is null ? "TELECMI_APPID (or `appid` in the roster)" : roster.Secret is null ? "TELECMI_SECRET" : "the variable that `secret` names";
            throw CommandException.Failed(
                "no_credentials", $"The account's {(resolved.AppId is null ? "app id" : "app secret")} is not known: set {missing}.",
                "`telecmi plan --no-refresh` compares with the recorded state and needs none; `--sandbox` needs no account.");
        }

        var address = Address(run);
        return new Account(run, Places.Store(run))
        {
            AppId = resolved.AppId,
            AppSecret = resolved.AppSecret,
            Passwords = resolved.Passwords,
            Unset = resolved.Unset,
            BaseAddress = address,
            Origin = address.IdnHost,
            Service = $"{address.IdnHost}:{address.Port}",
        };
    }

    /// <summary>The state, its journal folded in.</summary>
    /// <exception cref="CommandException">It is of another account or service (3).</exception>
    public RecordedState? LoadState() => Checked(Store.Load());

    /// <summary>What the store holds, its journal folded in.</summary>
    /// <exception cref="CommandException">It is of another account or service (3).</exception>
    public RecordedState? Checked(RecordedState? state)
    {
        if (state is null)
        {
            return null;
        }

        if (AppId is { } appId && state.AppId != appId)
        {
            throw new CommandException(ExitCode.Refused, Diagnostic.Error(
                "other_account", $"The state {Store.Location} records account {state.AppId}, not {appId}.", "Give that account's state with --state, or the right app id."));
        }

        StateFormat.CheckAccount(state, Store.Location);
        if (AppSecret is not null && state.Origin != Origin)
        {
            throw new CommandException(ExitCode.Refused, Diagnostic.Error(
                "other_service", $"The state {Store.Location} was made with the service at {state.Origin}, not {Origin}.", "Give that service with --base-url, or another state with --state."));
        }

        return state.Pending is { } pending ? RunRecovery.Fold(state, Store.ReadJournal(pending.Run, state.Generation.Schema)) : state;
    }

    /// <summary>For an account that has no state yet.</summary>
    public RecordedState NewState() => new()
    {
        Lineage = Guid.NewGuid().ToString(),
        AppId = AppId ?? throw new InvalidOperationException("Opened without credentials."),
        Origin = Origin,
    };

    /// <summary>Key of the fingerprints in a state.</summary>
    public PasswordKey Key(RecordedState state) => PasswordKey.Derive(AppSecret ?? throw new InvalidOperationException("Opened without credentials."), state.Lineage);

    /// <summary>The list, and the state after what was pending is settled by it.</summary>
    /// <exception cref="CommandException">The account is unreadable.</exception>
    public async Task<ObserveResult.Seen> ObserveAsync(RecordedState? state) => await Observer.ObserveAsync(Reader, state, Key(state ?? NewState()), _run.Interrupts.Signals.Stop) switch
    {
        ObserveResult.Seen seen => seen,
        ObserveResult.Failed failed => throw new CommandException(ExitCode.Failure, failed.Diagnostic),
        _ => throw new InvalidOperationException("Looking either succeeds or fails."),
    };

    public void Dispose()
    {
        _service?.Dispose();
        _sandbox?.Dispose();
        Store.Dispose();
    }

    private static Account OfSandbox(CommandRun run, Roster roster)
    {
        foreach (var excluded in new System.CommandLine.Option[] { Settings.BaseUrl, Settings.State, Settings.EnvFile })
        {
            if (Settings.IsGiven(run.Parsed, excluded))
            {
                throw CommandException.Failed("usage", $"--sandbox excludes {excluded.Name}: it is an account of its own.");
            }
        }

        return new Account(run, Places.SandboxStore(run))
        {
            AppId = long.TryParse(roster.AppId?.Literal, System.Globalization.NumberStyles.None, null, out var appId) ? appId : SandboxAppId,
            AppSecret = new Secret(SandboxOrigin),
            Passwords = roster.Agents.ToImmutableDictionary(agent => agent.Extension, agent => new Secret(SandboxPassword(agent.Extension))),
            BaseAddress = ServiceOptions.DefaultBaseAddress,
            Origin = SandboxOrigin,
            Service = SandboxOrigin,
        };
    }

    private static string SandboxPassword(int extension) => $"sandbox-{extension}";

    private static Uri Address(CommandRun run)
    {
        if (run.Parsed.GetValue(Settings.BaseUrl) is { } given)
        {
            return given;
        }

        var variable = run.Terminal.Environment("TELECMI_BASE_URL");
        return string.IsNullOrEmpty(variable) ? ServiceOptions.DefaultBaseAddress
            : ServiceAddress.TryParse(variable, out var address, out var problem) ? address
            : throw CommandException.Failed("usage", $"TELECMI_BASE_URL: {problem}");
    }

    private static Variables Variables(CommandRun run)
    {
        var variables = Declarative.Yaml.Variables.Of(run.Terminal.Environment, run.Parsed.GetValue(Settings.EnvFile) ?? []);
        if (variables.Diagnostics.Any(one => one.IsError))
        {
            throw new CommandException(ExitCode.Failure, variables.Diagnostics);
        }

        run.Note(variables.Diagnostics);
        return variables;
    }

    private TeleCmiAccount Open()
    {
        if (_service is not null)
        {
            return _service;
        }

        if (Origin == SandboxOrigin)
        {
            _sandbox = OpenSandbox();
        }

        var redactor = new Redactor();
        foreach (var password in Passwords.Values)
        {
            redactor.Learn(password);
        }

        return _service = TeleCmiAccount.Open(new ServiceOptions
        {
            BaseAddress = BaseAddress,
            AppId = AppId ?? throw new InvalidOperationException("Opened without credentials."),
            Secret = AppSecret ?? throw new InvalidOperationException("Opened without credentials."),
            Parallelism = _run.Parsed.GetValue(Settings.Parallelism),
            TryTimeout = TimeSpan.FromSeconds(_run.Parsed.GetValue(Settings.Timeout)),
            Time = _run.Terminal.Time,
            Handler = _sandbox,
            Redactor = redactor,
            Trace = _run.Parsed.GetValue(Settings.Verbose) ? Trace : null,
        });
    }

    private SimulatorHandler OpenSandbox()
    {
        var users = Places.SandboxUsers(_run);
        try
        {
            RegularFile.CheckIfThere(users);
            return SimulatorHandler.Open(new SimulatorOptions
            {
                AppId = AppId ?? SandboxAppId,
                Secret = SandboxOrigin,
                DataFile = users,
                DummyPassword = SandboxPassword,
                Time = _run.Terminal.Time,
            });
        }
        catch (Exception unusable) when (unusable is InvalidDataException || FileFault.Is(unusable))
        {
            var why = unusable is InvalidDataException ? "they are damaged, or not the sandbox's" : FileFault.Describe(unusable);
            throw CommandException.Failed("sandbox_unusable", $"The users of the sandbox in {users} can't be read: {why}.", "Move the file away to start empty.");
        }
    }

    private void Trace(CallTrace call) => _run.Note(
        $"POST {call.Path}{(call.Page is { } page ? $" page {page}" : "")}{(call.Extension is { } extension ? $" {extension}" : "")}"
        + $" -> {Words.Of(call.Verdict)}, {call.Milliseconds:F0} ms\n");
}
