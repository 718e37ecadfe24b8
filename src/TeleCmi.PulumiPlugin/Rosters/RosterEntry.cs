using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.PulumiPlugin.Agents;

namespace TeleCmi.PulumiPlugin.Rosters;

/// <summary>One entry of a roster as the inputs of an Agent.</summary>
internal static class RosterEntry
{
    public static Struct ToProperties(RosterAgent agent, Secret? password) =>
        new ResourceAgent(agent.Extension, agent.Values, password).ToProperties(AgentOutputs.Secrets());
}
