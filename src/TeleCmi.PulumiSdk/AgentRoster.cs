using System.Collections.Immutable;
using Pulumi;

namespace TeleCmi;

/// <summary>A whole call centre: one <see cref="TeleCmiAgent"/>, called NAME-EXTENSION, for each entry of an agents.yaml.</summary>
[ResourceType("telecmi:index:AgentRoster", null)]
public sealed class AgentRoster : ComponentResource
{
    /// <summary>The extensions of the roster, ascending.</summary>
    [Output("extensions")]
    public Output<ImmutableArray<int>> Extensions { get; private set; } = null!;

    /// <summary>The service's ids of the agents, by extension.</summary>
    [Output("agentIds")]
    public Output<ImmutableDictionary<string, string>> AgentIds { get; private set; } = null!;

    /// <summary>Declares the agents of a roster.</summary>
    /// <param name="name">Name of the component in the stack.</param>
    /// <param name="args">Which roster, and what becomes of entries that leave it.</param>
    /// <param name="options">How Pulumi treats it.</param>
    public AgentRoster(string name, AgentRosterArgs? args = null, ComponentResourceOptions? options = null)
        : base("telecmi:index:AgentRoster", name, args ?? new AgentRosterArgs(), options, remote: true)
    {
    }
}

/// <summary>Which roster, and what becomes of entries that leave it.</summary>
public sealed class AgentRosterArgs : ResourceArgs
{
    /// <summary>Path of the roster, from the program's folder; <c>agents.yaml</c> where it is left out.</summary>
    [Input("file")]
    public Input<string>? File { get; set; }

    /// <summary>
    /// Whether an entry that leaves the file, or a destroy, removes the user from the account. Else it is only forgotten.
    /// </summary>
    [Input("prune")]
    public Input<bool>? Prune { get; set; }

    /// <summary>Whether a roster without agents is meant; else it is an error.</summary>
    [Input("allowEmpty")]
    public Input<bool>? AllowEmpty { get; set; }
}
