using Google.Protobuf.WellKnownTypes;
using TeleCmi.PulumiPlugin.Agents;
using TeleCmi.PulumiPlugin.Providers;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Functions;

/// <summary>The function <c>telecmi:index:getAgents</c>: every user of the account, without passwords.</summary>
internal static class GetAgents
{
    public const string Token = "telecmi:index:getAgents";

    /// <exception cref="Grpc.Core.RpcException">There are arguments, or no list could be read.</exception>
    public static async Task<Struct> InvokeAsync(Provider provider, Struct? arguments, CancellationToken cancellationToken)
    {
        // One that was ignored would look like a filter.
        if (KnownNames.Others(arguments, []).ToList() is { Count: > 0 } given)
        {
            throw Failures.TakesNothing(Token, given);
        }

        var looked = await provider.Account.Shared.Lists.ReadAsync(cancellationToken);
        var agents = (looked.Is(out var seen, out var unread) ? seen : throw Failures.NoList(unread.Problems[0]))
            .Live.Agents.Values.Select(one => Value.ForStruct(AgentProperties.Seen(one)));
        return new Struct { Fields = { ["agents"] = Value.ForList([.. agents]) } };
    }
}
