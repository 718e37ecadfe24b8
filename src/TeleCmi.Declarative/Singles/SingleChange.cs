using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Singles;

/// <summary>What an update is to do.</summary>
/// <param name="Given">What is managed.</param>
/// <param name="Password">The password to set; null where the one in force is kept.</param>
/// <param name="Recorded">What was recorded last.</param>
public sealed record SingleChange(AgentValues Given, Secret? Password, SingleAgent Recorded)
{
    /// <summary>Sent back where the service does not show the password in force: an update must send one.</summary>
    public Secret? HiddenPassword { get; init; }

    /// <summary>False where the user is not as the change was planned from; then nothing is sent.</summary>
    public Func<AgentValues, bool> IsAsPlanned { get; init; } = _ => true;
}
