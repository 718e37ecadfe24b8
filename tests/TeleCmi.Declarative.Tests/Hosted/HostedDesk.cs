using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Hosted;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Runs;
using TeleCmi.Declarative.Singles;
using TeleCmi.Declarative.Tests.Applying;
using TeleCmi.Declarative.Tests.Singles;
using TeleCmi.Simulator;

namespace TeleCmi.Declarative.Tests.Hosted;

/// <summary>Rosters that an engine keeps the state of, in one deployment after the other, at the stand-in service.</summary>
internal sealed class HostedDesk : IDisposable
{
    public static readonly PlanOptions Pruning = new() { Prune = true, AllowEmpty = true };

    private readonly Desk _desk = new();
    private readonly ProcessesOfOne _processes = new();
    private SharedAccount _account = null!;

    public HostedDesk() => Next();

    public DeploymentLedger Ledger { get; private set; } = null!;

    public TroubledService Service => _desk.Service;

    public SimulatedAccount Users => _desk.Account;

    /// <summary>Extension and name of everybody.</summary>
    public string People => string.Join(", ", Users.All().OrderBy(user => user.Extension).Select(user => $"{user.Extension} {user.Name}"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The next deployment.</summary>
    public void Next()
    {
        Ledger?.Dispose();
        Ledger = _processes.Start();
        Renew();
    }

    /// <summary>As long as nothing was done by hand, a list is still true; else it is read again.</summary>
    public void Renew() => _account = new SharedAccount(
        _desk.Service, _desk.Service, new ServiceOptions { AppId = Desk.AppId, Secret = new Secret("simulated") }, default(StopSignals));

    /// <summary>A roster of these extensions; who is protected is so by word.</summary>
    public HostedRoster One(string name, IEnumerable<int> extensions, int isProtected = 0, bool looks = true, string person = "Agent",
        Func<RunInput, RunInput>? change = null)
    {
        var agents = extensions.Select(extension => new RosterAgent(
            extension, KnownValues.Of($"{person} {extension}", $"91{person.Length}876543{extension}", 9, 18, true), new PasswordSource.Given(),
            extension == isProtected, default)).ToImmutableArray();
        var input = new RunInput
        {
            Roster = new Roster("agents", null, null, RosterPolicy.Default, agents),
            Passwords = agents.ToImmutableDictionary(agent => agent.Extension, agent => new Secret($"pw-{agent.Extension}")),
            AppId = Desk.AppId,
            AppSecret = looks ? new Secret("simulated") : null,
            Origin = "sandbox",
            Service = "sandbox",
        };
        input = change?.Invoke(input) ?? input;
        return new HostedRoster(name, input, looks ? _account : null, Ledger, TimeProvider.System);
    }

    /// <summary>Claims and applies, as an engine does.</summary>
    public async Task<HostedEnd> ApplyAsync(string name, IEnumerable<int> extensions, HostedRecord? recorded = null, int isProtected = 0)
    {
        var one = One(name, extensions, isProtected);
        Assert.Null(await one.ClaimAsync(recorded?.State.Agents.Keys.ToHashSet(), Token));
        return (await one.ApplyAsync(recorded, Pruning, default)).Ok();
    }

    public void Dispose()
    {
        Ledger.Dispose();
        _account.Dispose();
        _desk.Dispose();
    }
}
