using System.Collections.Immutable;
using TeleCmi.TerraformProvider.Providers;
using TeleCmi.TerraformProvider.Schemas;
using TeleCmi.TerraformProvider.Wire;

namespace TeleCmi.TerraformProvider.Agents;

/// <summary>The data source <c>telecmi_agents</c>: every user of the account, without passwords.</summary>
internal sealed class AgentsData(Provider provider)
{
    public async Task<(Dynamic State, ImmutableArray<Notice> Notices)> ReadAsync(CancellationToken cancellationToken)
    {
        if (!provider.Account.Is(out var account, out var failure)
            || !(await account.Lists.ReadAsync(cancellationToken)).Is(out var seen, out failure))
        {
            return (Dynamic.None, [ProviderWords.Of(failure, provider.Settings)]);
        }

        var agents = seen.Live.Agents.Values.Select(live => KeyValuePair.Create($"{live.Extension}", Dynamic.Map(
        [
            new("agent_id", Dynamic.Of(live.AgentId)),
            .. AgentObject.Of(live.Values).Pairs,
        ])));
        return (Dynamic.Map([new("agents", Dynamic.Map(agents))]), []);
    }
}
