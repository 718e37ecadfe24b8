using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Singles;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.PulumiPlugin.Wire;
using TeleCmi.Reports;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>What is wrong with the inputs of an agent, as the engine prints it.</summary>
/// <param name="news">The inputs.</param>
/// <param name="appSecret">The app secret, which no property may hold; null where it is not known.</param>
internal sealed class InputFailures(Struct news, Secret? appSecret)
{
    /// <summary>By the rules of the core, and names that nobody knows.</summary>
    public IEnumerable<CheckFailure> Find(bool isNew)
        => AgentCheck.Run(Generations.Default, AgentProperties.Given(news), isNew, appSecret, AgentProperty.NameOf)
            .Select(problem => Of(AgentProperty.NameOf(problem.Key), problem.Reason))
            .Concat(KnownNames.Others(news, AgentProperty.Inputs)
                .Select(name => Of(name, $"an Agent has no such property; {KnownNames.Hint(name, AgentProperty.Inputs)}")));

    /// <summary>That of the second of two resources that claim one extension: they would undo each other for ever.</summary>
    public CheckFailure Claimed(string extension, string other)
        => Of(AgentProperty.Extension, $"{extension} is claimed by {Shown.Of(other)} as well; give each agent an extension of its own");

    // A name that nobody knows may be meant as `password`.
    private CheckFailure Of(string property, string reason) => PropertyFailure.Of(
        news, property, reason, appSecret, isSecret: property == AgentProperty.Password || !AgentProperty.Inputs.Contains(property));
}
