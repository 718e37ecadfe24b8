using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Runs;
using TeleCmi.Declarative.Yaml;
using TeleCmi.Simulator;

namespace TeleCmi.Cli.Running;

/// <summary>What opens an account: where its state lies, and its service, which is opened by whoever first looks.</summary>
internal sealed class Account : IDisposable
{
    private readonly CommandRun _run;
    private readonly RunInput _input;
    private readonly Uri _address;
    private TeleCmiAccount? _service;
    private SimulatorHandler? _sandbox;
    private WaitingLine? _waiting;

    private Account(CommandRun run, FileStateStore store, Uri address, RunInput input)
        => (_run, Store, _address, _input) = (run, store, address, input);

    /// <summary>Extensions whose password names a variable that is unset in this run.</summary>
    public ImmutableSortedSet<int> Unset { get; private init; } = [];

    public FileStateStore Store { get; }

    /// <summary>Null only in a run without credentials.</summary>
    public long? AppId => _input.AppId;

    /// <summary>A run that looks at the account.</summary>
    public AccountRun Run => new(_input, Store, Open().Reader, _run.Terminal.Time);

    /// <summary>A run that looks at nothing.</summary>
    public AccountRun RunOffline => new(_input, Store, null, _run.Terminal.Time);

    /// <summary>What sends.</summary>
    public Applier Applier => new(Open().Reader, Open().Writer);

    /// <summary>For runs that read no secret: no variable, no file, no client.</summary>
    public static Account WithoutSecrets(CommandRun run, Roster roster)
    {
        if (run.Parsed.GetValue(Settings.Sandbox))
        {
            return OfSandbox(run, roster);
        }

        return At(run, Address(run), Places.ContainedStore(run), roster, Named(run, roster));
    }

    /// <summary>The account that the roster names, or the environment in its place; null where neither does.</summary>
    public static long? Named(CommandRun run, Roster roster)
        => Number(roster.AppId?.Literal ?? run.Terminal.Environment(RosterSecrets.AppIdVariable));

    /// <summary>For runs that talk to the service.</summary>
    /// <exception cref="CommandException">Credentials are missing or contradict each other, or a password can't be read.</exception>
    public static Account WithSecrets(CommandRun run, Roster roster)
    {
        if (run.Parsed.GetValue(Settings.Sandbox))
        {
            return OfSandbox(run, roster);
        }

        var resolved = RosterSecrets.Resolve(
            roster, Variables(run), new PasswordFiles(roster.File, run.Parsed.GetValue(Settings.SecretsDir)).Read);
        var errors = resolved.Diagnostics.Where(one => one.IsError).ToList();
        if (errors.Count > 0)
        {
            throw new CommandException(ExitCode.Failure, errors);
        }

        run.Warn(resolved.Diagnostics);
        if (resolved.AppId is null || resolved.AppSecret is null)
        {
            List<(string What, string Where)> missing = [];
            if (resolved.AppId is null)
            {
                missing.Add(("app id", "TELECMI_APPID (or `appid` in the roster)"));
            }

            if (resolved.AppSecret is null)
            {
                missing.Add(("app secret", roster.Secret is null ? RosterSecrets.SecretVariable : "the variable that `secret` names"));
            }

            throw CommandException.Failed(
                "no_credentials",
                $"The account's {string.Join(" and ", missing.Select(one => one.What))} {(missing.Count == 1 ? "is" : "are")} not known: "
                + $"set {string.Join(" and ", missing.Select(one => one.Where))}.",
                "`telecmi plan --no-refresh` compares with the recorded state and needs none; `--sandbox` needs no account.");
        }

        return At(run, Address(run), Places.Store(run), roster, resolved.AppId, resolved);
    }

    public void Dispose()
    {
        _waiting?.Dispose();
        _service?.Dispose();
        _sandbox?.Dispose();
    }

    private static Account At(
        CommandRun run, Uri address, FileStateStore store, Roster roster, long? appId, ResolvedSecrets? resolved = null)
        => new(run, store, address, Input(run, roster, address.IdnHost, $"{address.IdnHost}:{address.Port}") with
        {
            AppId = run.AppId = appId,
            AppSecret = resolved?.AppSecret,
            Passwords = resolved?.Passwords ?? ImmutableDictionary<int, Secret>.Empty,
        })
        {
            Unset = resolved?.Unset ?? [],
        };

    private static Account OfSandbox(CommandRun run, Roster roster)
    {
        foreach (var excluded in new System.CommandLine.Option[] { Settings.BaseUrl, Settings.State, Settings.EnvFile })
        {
            if (Settings.IsGiven(run.Parsed, excluded))
            {
                throw CommandException.Failed("usage", $"--sandbox excludes {excluded.Name}: it is an account of its own.");
            }
        }

        return new Account(
            run, Places.SandboxStore(run), ServiceOptions.DefaultBaseAddress, Input(run, roster, Sandbox.Name, Sandbox.Name) with
            {
                AppId = run.AppId = Number(roster.AppId?.Literal) ?? Sandbox.AppId,
                AppSecret = new Secret(Sandbox.Name),
                Passwords = roster.Agents.ToImmutableDictionary(
                agent => agent.Extension, agent => new Secret(Sandbox.PasswordOf(agent.Extension))),
            });
    }

    private static RunInput Input(CommandRun run, Roster roster, string origin, string service) => new()
    {
        Roster = roster,
        Passwords = ImmutableDictionary<int, Secret>.Empty,
        Origin = origin,
        Service = service,
        LockWait = Places.LockWait(run),
        Parallelism = run.Parsed.GetValue(Settings.Parallelism),
    };

    private static long? Number(string? text)
        => long.TryParse(text, System.Globalization.NumberStyles.None, null, out var number) ? number : null;

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

    /// <summary>The environment, and the env files that were given.</summary>
    /// <exception cref="CommandException">One can't be read.</exception>
    public static Variables Variables(CommandRun run)
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

        var appId = AppId ?? throw new InvalidOperationException("Opened without credentials.");
        if (_input.Origin == Sandbox.Name)
        {
            _sandbox = OpenSandbox(appId);
        }

        var redactor = new Redactor();
        foreach (var password in _input.Passwords.Values)
        {
            redactor.Learn(password);
        }

        var verbose = _run.Parsed.GetValue(Settings.Verbose);
        var waiting = _waiting = new WaitingLine(_run, _input.Service);
        return _service = TeleCmiAccount.Open(new ServiceOptions
        {
            BaseAddress = _address,
            AppId = appId,
            Secret = _input.AppSecret ?? throw new InvalidOperationException("Opened without credentials."),
            Parallelism = _input.Parallelism,
            TryTimeout = TimeSpan.FromSeconds(_run.Parsed.GetValue(Settings.Timeout)),
            Time = _run.Terminal.Time,
            Handler = _sandbox,
            Redactor = redactor,
            Begins = waiting.Begins,
            Trace = call =>
            {
                waiting.Ends(call);
                if (verbose)
                {
                    Trace(call);
                }
            },
        });
    }

    private SimulatorHandler OpenSandbox(long appId)
    {
        var users = Places.SandboxUsers(_run);
        try
        {
            RegularFile.CheckIfThere(users);
            return SimulatorHandler.Open(Sandbox.Options(users, appId, _run.Terminal.Time));
        }
        catch (Exception unusable) when (unusable is InvalidDataException || FileFault.Is(unusable))
        {
            var why = unusable is InvalidDataException ? "they are damaged, or not the sandbox's" : FileFault.Describe(unusable);
            throw CommandException.Failed(
                "sandbox_unusable", $"The users of the sandbox in {users} can't be read: {why}.", "Move the file away to start empty.");
        }
    }

    private void Trace(CallTrace call) => _run.Note(
        $"POST {call.Path}{(call.Page is { } page ? $" page {page}" : "")}{(call.Extension is { } extension ? $" {extension}" : "")}"
        + $" -> {Words.Of(call.Verdict)}, {call.Milliseconds:F0} ms\n");
}
