using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Adopting;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Yaml;

/// <summary>
/// What most agents share, to stand once under `defaults`. A default makes a field managed: only one that every agent gives can be one.
/// </summary>
internal static class SharedDefaults
{
    /// <summary>The values; none where no value is that of more than half.</summary>
    public static AgentValues Of(AgentSchema schema, IReadOnlyCollection<RecordedAgent> agents)
    {
        var shift = Shared(agents, agent => EntryRules.Shift(agent));
        var values = schema.None with { StartTime = shift?.Start, EndTime = shift?.End };
        foreach (var field in schema.Fields.Where(field => field.Is(FieldUse.Defaultable) && field.Kind != FieldKind.Hour))
        {
            values = field.With(values, Shared(agents, agent => field.Get(agent.Values)));
        }

        return values;
    }

    private static T? Shared<T>(IReadOnlyCollection<RecordedAgent> agents, Func<RecordedAgent, T?> value)
    {
        var all = agents.Select(value).ToList();
        var most = all.Contains(default) || all.Count < 2 ? null : all.GroupBy(one => one).MaxBy(group => group.Count());
        return most?.Count() > all.Count / 2 ? most.Key : default;
    }
}
