using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Tests.Observing;

/// <summary>A reader that shows one list after the other; where they end, or one is null, the service cannot be read.</summary>
internal sealed class Readings(params LiveAccount?[] lists) : IAgentReader
{
    public int Count { get; private set; }

    public static LiveAccount Of(params LiveAgent[] agents)
        => LiveAccount.Empty with { Agents = agents.ToImmutableSortedDictionary(agent => agent.Extension, agent => agent) };

    public static LiveAccount Of(LiveAgent agent, string password)
        => Of(agent) with { Passwords = new LivePasswords(ImmutableDictionary<int, Secret>.Empty.Add(agent.Extension, new Secret(password))) };

    public Task<Result<LiveAccount>> SweepAsync(CancellationToken cancellationToken)
    {
        var list = Count < lists.Length ? lists[Count] : null;
        Count++;
        return Task.FromResult<Result<LiveAccount>>(list is null ? Failure.Of("unreachable", "no answer", "Try again.") : list);
    }
}
