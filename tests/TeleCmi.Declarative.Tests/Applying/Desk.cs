using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Simulator;

namespace TeleCmi.Declarative.Tests.Applying;

/// <summary>A call centre in one process: the stand-in service, a state, and runs of plan and apply against both.</summary>
internal sealed class Desk : IDisposable
{
    public const long AppId = 1111112;

    private static readonly Secret AppSecret = new("simulated");

    private readonly TeleCmiAccount _service;

    public Desk(SimulatorOptions? options = null)
    {
        Handler = SimulatorHandler.Open(options ?? new SimulatorOptions { AppId = AppId, Secret = AppSecret.Reveal() });
        _service = TeleCmiAccount.Open(new ServiceOptions { AppId = AppId, Secret = AppSecret, Handler = Handler, TryTimeout = TimeSpan.FromSeconds(1) });
        Writer = _service.Writer;
        Reader = _service.Reader;
    }

    public SimulatorHandler Handler { get; }

    public MemoryStore Store { get; } = new();

    public IAgentReader Reader { get; set; }

    public IAgentWriter Writer { get; set; }

    public async Task<Prepared> PlanAsync(Roster roster, IReadOnlyDictionary<int, Secret> passwords, PlanOptions? options = null)
    {
        var state = Store.Load();
        if (state?.Pending is { } pending)
        {
            state = States.Fold(state, Store.ReadJournal(pending.Run));
        }

        var result = await Reconciliation.PlanAsync(
            new ReconciliationRequest
            {
                Roster = roster, Passwords = passwords, State = state, Options = options ?? new PlanOptions(),
                AppId = AppId, AppSecret = AppSecret, Service = "sandbox",
            },
            Reader,
            TestContext.Current.CancellationToken);
        return Assert.IsType<Looked<Prepared>.Seen>(result).Result;
    }

    public async Task<ApplyResult> ApplyAsync(Roster roster, IReadOnlyDictionary<int, Secret> passwords, PlanOptions? options = null, StopSignals signals = default)
    {
        var loaded = Store.Load();
        var prepared = await PlanAsync(roster, passwords, options);
        return await new Applier(Reader, Writer, Store).ApplyAsync(
            new ApplyJob
            {
                Plan = prepared.Plan, Roster = roster, Loaded = loaded, Settled = prepared.Input.State, Live = prepared.Input.Live, Passwords = passwords,
                Key = prepared.Key ?? throw new InvalidOperationException(), AppId = AppId, Origin = "sandbox",
            },
            signals);
    }

    public void Dispose()
    {
        _service.Dispose();
        Handler.Dispose();
    }

    public static ImmutableDictionary<int, Secret> Passwords(Roster roster, string suffix = "")
        => roster.Agents.Where(agent => agent.Password is not null).ToImmutableDictionary(agent => agent.Extension, agent => new Secret($"pw-{agent.Extension}{suffix}"));

    private static class States
    {
        public static Declarative.States.RecordedState Fold(Declarative.States.RecordedState state, IReadOnlyList<Declarative.States.JournalEntry> lines)
            => Declarative.States.RunRecovery.Fold(state, lines);
    }
}
