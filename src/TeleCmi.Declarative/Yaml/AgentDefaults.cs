using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>An hour as given: null where the value is wrong and reported.</summary>
internal sealed record GivenHour(int? Value, Position At)
{
    public static GivenHour? Read(CheckedMapping fields, string key, Values values) =>
        fields.IsMisspelt(key) ? new GivenHour(null, fields.Node.At)
        : fields[key] is { } node ? new GivenHour(values.Integer(node, key == "start_time" ? "`start_time`" : "`end_time`", 1, 24, mayShow: true), node.At) : null;
}

/// <summary>What holds for agents that do not say otherwise.</summary>
internal sealed record AgentDefaults(GivenHour? Start, GivenHour? End, bool? SmsAlert, bool? Protected)
{
    public static AgentDefaults None { get; } = new(null, null, null, null);

    public static AgentDefaults Read(CheckedMapping fields, Values values) => new(
        GivenHour.Read(fields, "start_time", values),
        GivenHour.Read(fields, "end_time", values),
        fields["sms_alert"] is { } alert ? values.Boolean(alert, "`sms_alert`") : null,
        fields["protected"] is { } guard ? values.Boolean(guard, "`protected`") : null);
}
