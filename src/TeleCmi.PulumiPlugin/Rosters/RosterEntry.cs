using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.PulumiPlugin.Agents;

namespace TeleCmi.PulumiPlugin.Rosters;

/// <summary>One entry of a roster as the inputs of an Agent.</summary>
internal static class RosterEntry
{
    public static Struct ToProperties(RosterAgent agent, Secret? password) => new AgentValues
    {
        Extension = agent.Extension,
        Name = agent.Name,
        PhoneNumber = agent.PhoneNumber,
        Password = password,
        StartTime = agent.StartTime,
        EndTime = agent.EndTime,
        SmsAlert = agent.SmsAlert,
    }.ToProperties(AgentOutputs.Secrets());
}
