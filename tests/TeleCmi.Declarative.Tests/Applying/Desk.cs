using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Runs;
using TeleCmi.Declarative.States;
using TeleCmi.Simulator;

namespace TeleCmi.Declarative.Tests.Applying;

/// <summary>A call centre in one process: the stand-in service, a state, and runs of plan and apply against both.</summary>
internal sealed class Desk : IDisposable
{
    public const long AppId = 1111112;

    /// <summary>Of the fingerprints in <see cref="Planning.Case.Lineage"/>.</summary>
    public static readonly PasswordKey Key = PasswordKey.Derive(new Secret("simulated"), Planning.Case.Lineage);

    public static readonly SimulatorOptions Options = new() { AppId = AppId, Secret = "simulated" };

    private static readonly Secret AppSecret = new("simulated");

    private readonly TeleCmiAccount _service;

    public Desk(SimulatorOptions? options = null)
    {
        Handler = SimulatorHandler.Open(options ?? Options);
        _service = TeleCmiAccount.Open(new ServiceOptions { AppId = AppId, Secret = AppSecret, Handler = Handler, TryTimeout = TimeSpan.FromSeconds(1) });
        Service = new TroubledService(_service.Reader, _service.Writer);
    }

    public SimulatorHandler Handler { get; }

    public MemoryStore Store { get; } = new();

    public TroubledService Service { get; }

    public SimulatedAccount Account => Handler.Account;

    public async Task<Prepared> PlanAsync(Roster roster, IReadOnlyDictionary<int, Secret> passwords, PlanOptions? options = null, bool refresh = true)
    {
        var run = new AccountRun(
            new RunInput { Roster = roster, Passwords = passwords, AppId = AppId, AppSecret = AppSecret, Origin = "sandbox", Service = "sandbox" },
            Store,
            Service,
            TimeProvider.System);
        return (await run.PlanAsync(Store.Recover(), options ?? new PlanOptions(), refresh, TestContext.Current.CancellationToken)).Ok();
    }

    /// <summary>Plans for an apply.</summary>
    public async Task<ApplyJob> PrepareAsync(Roster roster, IReadOnlyDictionary<int, Secret> passwords, PlanOptions? options = null, int parallelism = 1, bool refresh = true)
    {
        var loaded = Store.Load();
        var prepared = await PlanAsync(roster, passwords, options, refresh);
        return new ApplyJob
        {
            Plan = prepared.Plan,
            Roster = roster,
            Loaded = loaded,
            Settled = prepared.Input.State,
            Live = prepared.Input.Live,
            Passwords = passwords,
            Key = prepared.Key ?? throw new InvalidOperationException(),
            AppId = AppId,
            Origin = "sandbox",
            Parallelism = parallelism,
        };
    }

    public async Task<ApplyResult> CarryOutAsync(ApplyJob job, StopSignals signals = default)
        => (await new Applier(Service, Service).ApplyAsync(job, Store.Held, signals)).OrThrow();

    public async Task<ApplyResult> ApplyAsync(Roster roster, IReadOnlyDictionary<int, Secret> passwords, PlanOptions? options = null)
        => await CarryOutAsync(await PrepareAsync(roster, passwords, options));

    /// <summary>Of the password that <see cref="Passwords"/> gives an extension.</summary>
    public static string Print(int extension) => Key.Fingerprint($"{extension}_{AppId}", new Secret($"pw-{extension}"));

    public void Dispose()
    {
        _service.Dispose();
        Handler.Dispose();
    }

    public static ImmutableDictionary<int, Secret> Passwords(Roster roster, string suffix = "")
        => roster.Agents.Where(agent => agent.Password is not null).ToImmutableDictionary(agent => agent.Extension, agent => new Secret($"pw-{agent.Extension}{suffix}"));
}
