using TeleCmi.Declarative.Singles;

namespace TeleCmi.Declarative.Files;

/// <summary>Opens the ledger of a deployment.</summary>
public static class Ledgers
{
    /// <summary>Never fails: where it can't be kept, the ledger knows why.</summary>
    /// <param name="deployment">
    /// What all processes of the deployment know and no other's do, such as the engine's address; null for a process of its own.
    /// </param>
    /// <param name="account">The account; null where it is not known, and so none that another process could mean.</param>
    /// <param name="environment">Gives a variable's value or null.</param>
    /// <param name="writtenElsewhere">Told each extension that another process writes: a list that is older knows nothing of it.</param>
    public static DeploymentLedger Open(
        string? deployment, string? account, Func<string, string?> environment, Action<int> writtenElsewhere)
    {
        if (deployment is null || account is null)
        {
            return new DeploymentLedger("", new MemoryLedger(), writtenElsewhere);
        }

        try
        {
            return new DeploymentLedger(account, LedgerFolder.Open(RuntimeFolder.Open(environment), deployment), writtenElsewhere);
        }
        catch (LedgerException fault)
        {
            return new DeploymentLedger(account, new MemoryLedger(), writtenElsewhere, fault.Message);
        }
    }
}
