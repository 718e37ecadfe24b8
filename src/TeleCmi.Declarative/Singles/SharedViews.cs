using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Observing;

namespace TeleCmi.Declarative.Singles;

/// <summary>
/// One look by the lists that all share: the first is the last one read, where that is still true; each further one is newer.
/// </summary>
internal sealed class SharedLook(SharedLists lists) : IAgentReader
{
    private Observation? _first;

    public async Task<Result<LiveAccount>> SweepAsync(CancellationToken cancellationToken)
    {
        var looked = _first is null ? await lists.ReadAsync(cancellationToken) : await lists.ConfirmAsync(_first, cancellationToken);
        if (!looked.Is(out var seen, out var failure))
        {
            return failure;
        }

        _first = seen;
        return seen.Live;
    }
}

/// <summary>Lists that begin after they were asked for, and calls that the others hear of: what carries a plan out.</summary>
internal sealed class SharedCalls(SharedAccount account) : IAgentReader, IAgentWriter
{
    public async Task<Result<LiveAccount>> SweepAsync(CancellationToken cancellationToken)
        => (await account.Lists.ReadBackAsync(cancellationToken)).Is(out var seen, out var failure) ? seen.Live : failure;

    public Task<Verdict> AddAsync(AgentWrite agent, CancellationToken cancellationToken)
        => account.WriteAsync(agent.Extension, (writer, abandon) => writer.AddAsync(Sent(agent), abandon), CancellationToken.None);

    public Task<Verdict> UpdateAsync(AgentWrite agent, CancellationToken cancellationToken)
        => account.WriteAsync(agent.Extension, (writer, abandon) => writer.UpdateAsync(Sent(agent), abandon), CancellationToken.None);

    public Task<Verdict> RemoveAsync(int extension, CancellationToken cancellationToken)
        => account.WriteAsync(extension, (writer, abandon) => writer.RemoveAsync(extension, abandon), CancellationToken.None);

    private AgentWrite Sent(AgentWrite agent) => account.Write(agent.Extension, agent.Values, agent.Password);
}
