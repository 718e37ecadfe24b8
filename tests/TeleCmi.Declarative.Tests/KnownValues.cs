using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Tests;

/// <summary>The fields of v2 by name, for stories that speak of one.</summary>
internal static class KnownValues
{
    public static AgentValues Of(string? name, string? phone, int? start = null, int? end = null, bool? alert = null)
        => Generations.Default.Schema.None with { Name = name, PhoneNumber = phone, StartTime = start, EndTime = end, SmsAlert = alert };

    public static RosterAgent Saying(this RosterAgent agent, Func<AgentValues, AgentValues> change) => agent with { Values = change(agent.Values) };

    public static RecordedAgent Saying(this RecordedAgent agent, Func<AgentValues, AgentValues> change) => agent with { Values = change(agent.Values) };

    public static LiveAgent Saying(this LiveAgent agent, Func<AgentValues, AgentValues> change) => agent with { Values = change(agent.Values) };

    extension(RosterAgent agent)
    {
        public int? StartTime => agent.Values.StartTime;

        public int? EndTime => agent.Values.EndTime;

        public bool? SmsAlert => agent.Values.SmsAlert;
    }

    extension(RecordedAgent agent)
    {
        public int? StartTime => agent.Values.StartTime;

        public int? EndTime => agent.Values.EndTime;

        public bool? SmsAlert => agent.Values.SmsAlert;
    }

    extension(LiveAgent agent)
    {
        public int? StartTime => agent.Values.StartTime;

        public int? EndTime => agent.Values.EndTime;

        public bool? SmsAlert => agent.Values.SmsAlert;
    }
}
