using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Tests.Singles;

/// <summary>An account of which only matters who has which extension.</summary>
internal sealed class People(SortedDictionary<int, string> account) : IAgentReader, IAgentWriter
{
    public const long AppId = 1111112;

    private static readonly Dictionary<string, AgentValues> Known = new[] { "Manish", "Asha", EngineRun.Stranger }
        .Index().ToDictionary(one => one.Item, one => KnownValues.Of(one.Item, $"91987654320{one.Index}", 9, 18, true), StringComparer.Ordinal);

    public static AgentValues Values(string person) => Known[person];

    public Task<Result<LiveAccount>> SweepAsync(CancellationToken cancellationToken)
    {
        var live = account.ToImmutableSortedDictionary(
            one => one.Key, one => new LiveAgent(one.Key, AgentId.Of(one.Key, AppId), Values(one.Value)));
        return Task.FromResult<Result<LiveAccount>>(LiveAccount.Empty with { Agents = live });
    }

    public Task<Verdict> AddAsync(AgentWrite agent, CancellationToken cancellationToken)
        => Task.FromResult(new Verdict(account.TryAdd(agent.Extension, agent.Values.Name!) ? VerdictKind.Success : VerdictKind.Duplicate));

    public Task<Verdict> UpdateAsync(AgentWrite agent, CancellationToken cancellationToken)
    {
        account[agent.Extension] = agent.Values.Name!;
        return Task.FromResult(new Verdict(VerdictKind.Success));
    }

    public Task<Verdict> RemoveAsync(int extension, CancellationToken cancellationToken)
        => Task.FromResult(new Verdict(account.Remove(extension) ? VerdictKind.Success : VerdictKind.NotFound));
}

/// <summary>A clock that is a second later whenever somebody looks: nobody waits for quiet.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private long _seconds;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => Interlocked.Increment(ref _seconds);
}
