using Google.Protobuf.WellKnownTypes;
using TeleCmi.PulumiPlugin.Agents;
using TeleCmi.PulumiPlugin.Providers;

namespace TeleCmi.PulumiPlugin.Functions;

/// <summary>The function <c>telecmi:index:getAgents</c>: every user of the account, without passwords.</summary>
internal static class GetAgents
{
    public const string Token = "telecmi:index:getAgents";

    public static async Task<Struct> InvokeAsync(Provider provider, CancellationToken cancellationToken)
    {
        var listing = await provider.Account.Lists.ReadAsync(cancellationToken);
        var agents = listing.Account.Agents.Values.Select(live => Value.ForStruct(AgentOutputs.Of(AgentValues.Of(live), live.AgentId)));
        return new Struct { Fields = { ["agents"] = Value.ForList([.. agents]) } };
    }
}
