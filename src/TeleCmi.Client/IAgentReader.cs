using TeleCmi.Client.Agents;

namespace TeleCmi.Client;

/// <summary>
/// Reads an account. Has no way to write: this is all that plan and drift are given. One implementation per API generation.
/// </summary>
public interface IAgentReader
{
    /// <summary>Reads the whole list until it is consistent (at most three sweeps, each page retried on its own).</summary>
    /// <param name="cancellationToken">Ends the reading; an <see cref="OperationCanceledException"/> follows.</param>
    Task<Result<LiveAccount>> SweepAsync(CancellationToken cancellationToken);
}

/// <summary>
/// Writes single users. Resends only what was surely not processed (failed connect, rate limit); everything else is
/// answered by a verdict for the applier to settle. One implementation per API generation.
/// </summary>
public interface IAgentWriter
{
    /// <summary>Adds a user.</summary>
    Task<Verdict> AddAsync(AgentWrite agent, CancellationToken cancellationToken);

    /// <summary>
    /// Updates a user: replaces the whole record where the generation does so, and then refuses
    /// (<see cref="VerdictKind.Validation"/>, nothing sent) a
    /// missing, empty or masked password.
    /// </summary>
    Task<Verdict> UpdateAsync(AgentWrite agent, CancellationToken cancellationToken);

    /// <summary>Removes a user for good.</summary>
    Task<Verdict> RemoveAsync(int extension, CancellationToken cancellationToken);
}

/// <summary>A user record to send. A value that is null is not sent at all.</summary>
/// <param name="Extension">The key.</param>
/// <param name="Values">The fields; the phone in digits only.</param>
/// <param name="Password">Never empty; null where an update changes only what is sent, and the password stays.</param>
public sealed record AgentWrite(int Extension, AgentValues Values, Secret? Password);
