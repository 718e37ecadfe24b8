using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>An hour as given: null where the value is wrong and reported.</summary>
internal sealed record GivenHour(int? Value, Position At)
{
    public static GivenHour? Read(CheckedMapping fields, AgentField field, Values values) =>
        fields.IsMisspelt(field.Key) ? new GivenHour(null, fields.Node.At)
        : fields[field.Key] is not { } node ? null
        : new GivenHour(values.Integer(node, field.Quoted, DayHours.First, DayHours.Last, mayShow: true), node.At);
}

/// <summary>What holds for agents that do not say otherwise.</summary>
/// <param name="Start">First hour; null where none is given.</param>
/// <param name="End">Last hour; null where none is given.</param>
/// <param name="Values">The other fields.</param>
/// <param name="Protected">The protection flag.</param>
internal sealed record AgentDefaults(GivenHour? Start, GivenHour? End, AgentValues Values, bool? Protected)
{
    public static AgentDefaults None(AgentSchema schema) => new(null, null, schema.None, null);

    public static AgentDefaults Read(CheckedMapping fields, FieldReader reader, AgentSchema schema) => new(
        reader.Hour(fields, AgentFields.StartTime),
        reader.Hour(fields, AgentFields.EndTime),
        schema.Make(field => field.Is(FieldUse.Defaultable) ? reader.Read(fields, field) : null),
        reader.Protected(fields));
}
