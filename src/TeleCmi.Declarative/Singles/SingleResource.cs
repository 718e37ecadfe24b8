using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Singles;

/// <summary>
/// One resource of a door that is shown one at a time, such as an engine's plugin. The door keeps a <see cref="SharedAccount"/> and a
/// <see cref="DeploymentLedger"/> for its process, names the resource, and calls <see cref="SingleCreation"/>, <see cref="SingleReading"/>,
/// <see cref="SingleUpdate"/> or <see cref="SingleRemoval"/>; it records the <see cref="SingleAgent"/> that comes back and words the
/// failures. What is wrong with inputs tells <see cref="AgentCheck"/>, what differs <see cref="AgentDiff"/>: neither needs the account.
/// </summary>
/// <param name="Account">What all operations of the process share.</param>
/// <param name="Ledger">What the deployment does to the account.</param>
/// <param name="Name">The engine's name of the resource.</param>
/// <param name="Extension">The user.</param>
public sealed record SingleResource(SharedAccount Account, DeploymentLedger Ledger, string Name, int Extension)
{
    /// <summary>How many agents the deployment may remove one by one; null for no limit.</summary>
    public int? MaximumRemovals { get; init; }

    /// <summary>The key of the password fingerprints that the door records; null where it records none.</summary>
    public PasswordKey? Key { get; init; }

    internal Task<HeldExtension> HoldAsync(CancellationToken cancellationToken) => Ledger.HoldAsync(Extension, cancellationToken);
}
