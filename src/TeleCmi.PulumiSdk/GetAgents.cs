using System.Collections.Immutable;
using Pulumi;
using TeleCmi.Outputs;

namespace TeleCmi;

/// <summary>Every user of the account, those that are not managed included. Without passwords.</summary>
public static class GetAgents
{
    /// <summary>Asks at once.</summary>
    /// <param name="options">Which provider to ask.</param>
    public static Task<GetAgentsResult> InvokeAsync(InvokeOptions? options = null) =>
        Deployment.Instance.InvokeAsync<GetAgentsResult>("telecmi:index:getAgents", InvokeArgs.Empty, options);

    /// <summary>Asks as part of the program.</summary>
    /// <param name="options">Which provider to ask.</param>
    public static Output<GetAgentsResult> Invoke(InvokeOptions? options = null) =>
        Deployment.Instance.Invoke<GetAgentsResult>("telecmi:index:getAgents", InvokeArgs.Empty, options);
}

/// <summary>What the account's list shows.</summary>
[OutputType]
public sealed class GetAgentsResult
{
    /// <summary>The users, by extension.</summary>
    public readonly ImmutableArray<AgentInfo> Agents;

    [OutputConstructor]
    private GetAgentsResult(ImmutableArray<AgentInfo> agents) => Agents = agents;
}
