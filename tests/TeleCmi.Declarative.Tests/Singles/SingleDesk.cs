using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Singles;
using TeleCmi.Declarative.Tests.Applying;
using TeleCmi.Simulator;

namespace TeleCmi.Declarative.Tests.Singles;

/// <summary>A door with one resource at a time, at the stand-in service.</summary>
internal sealed class SingleDesk : IDisposable
{
    public static readonly AgentValues Manish = KnownValues.Of("Manish", "919876543201", 9, 18, true);

    public static readonly Secret Password = new("pw-101");

    private readonly Desk _desk;

    public SingleDesk(SimulatorOptions? options = null)
    {
        _desk = new Desk(options);
        Account = new SharedAccount(_desk.Service, _desk.Service, new ServiceOptions { AppId = Desk.AppId, Secret = new Secret("simulated") }, default(StopSignals));
        Ledger = Processes.Start();
    }

    public ProcessesOfOne Processes { get; } = new();

    public SharedAccount Account { get; }

    public DeploymentLedger Ledger { get; }

    public TroubledService Service => _desk.Service;

    public SimulatedAccount Users => _desk.Account;

    /// <summary>The resource of 101, unless it is told otherwise.</summary>
    public SingleResource One(string name = "a", int extension = 101) => new(Account, Ledger, name, extension);

    public Task<SingleResult> CreateAsync(AgentValues? wanted = null, string name = "a")
        => SingleCreation.CreateAsync(One(name), wanted ?? Manish, Password, TestContext.Current.CancellationToken);

    public Task<SingleResult> UpdateAsync(AgentValues given, SingleAgent recorded, Secret? password = null)
        => SingleUpdate.UpdateAsync(One(), new SingleChange(given, password, recorded), TestContext.Current.CancellationToken);

    public Task<SingleResult> RemoveAsync(Person applied, string name = "a") => SingleRemoval.RemoveAsync(One(name), applied, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        Ledger.Dispose();
        Account.Dispose();
        _desk.Dispose();
    }
}
