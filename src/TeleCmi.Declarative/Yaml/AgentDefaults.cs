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

/// <summary>The hours that a mapping gives.</summary>
/// <param name="Start">First hour; null where none is given.</param>
/// <param name="End">Last hour; null where none is given.</param>
/// <param name="AreNamed">True where they stand in `shifts`: they are taken both or not at all.</param>
internal sealed record GivenHours(GivenHour? Start, GivenHour? End, bool AreNamed = false)
{
    public bool IsNone => Start is null && End is null;
}

/// <summary>What holds for agents that do not say otherwise.</summary>
/// <param name="Hours">The shift.</param>
/// <param name="Values">The other fields.</param>
/// <param name="Protected">The protection flag.</param>
internal sealed record AgentDefaults(GivenHours Hours, AgentValues Values, bool? Protected)
{
    public static AgentDefaults None(AgentSchema schema) => new(new GivenHours(null, null), schema.None, null);

    public static AgentDefaults Read(CheckedMapping fields, FieldReader reader, NamedShifts shifts, AgentSchema schema) => new(
        shifts.Hours(fields),
        schema.Make(field => field.Is(FieldUse.Defaultable) ? reader.Read(fields, field) : null),
        reader.Protected(fields));
}
