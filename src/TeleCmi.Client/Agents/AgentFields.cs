namespace TeleCmi.Client.Agents;

/// <summary>
/// All fields that a generation may know. A new one is a line here, a property of <see cref="AgentValues"/>, and a line of each generation
/// that knows it.
/// </summary>
public static class AgentFields
{
    /// <summary>Display name.</summary>
    public static AgentField Name { get; } = new(
        "name", FieldKind.Text, FieldUse.Required, "The name that callers and the dashboard show.",
        values => FieldValue.Of(values.Name), (values, value) => values with { Name = FieldValue.TextOf(value) })
    {
        OtherWords = ["first_name"],
    };

    /// <summary>Phone number.</summary>
    public static AgentField PhoneNumber { get; } = new(
        "phone_number", FieldKind.Phone, FieldUse.Required,
        "7 to 15 digits with the country code; + in front and spaces, dashes and brackets between are allowed.",
        values => FieldValue.Of(values.PhoneNumber), (values, value) => values with { PhoneNumber = FieldValue.TextOf(value) })
    {
        OtherWords = ["phone", "mobile", "number"],
    };

    /// <summary>First hour on duty.</summary>
    public static AgentField StartTime { get; } = new(
        "start_time", FieldKind.Hour, FieldUse.Defaultable, "First hour on duty, 1 to 24, included.",
        values => FieldValue.Of(values.StartTime), (values, value) => values with { StartTime = FieldValue.NumberOf(value) })
    {
        OtherWords = ["start"],
    };

    /// <summary>Last hour on duty.</summary>
    public static AgentField EndTime { get; } = new(
        "end_time", FieldKind.Hour, FieldUse.Defaultable,
        "Last hour on duty, 1 to 24, included; before the first one, the shift runs past midnight.",
        values => FieldValue.Of(values.EndTime), (values, value) => values with { EndTime = FieldValue.NumberOf(value) })
    {
        OtherWords = ["end"],
    };

    /// <summary>Missed-call alert.</summary>
    public static AgentField SmsAlert { get; } = new(
        "sms_alert", FieldKind.Switch, FieldUse.Defaultable, "Whether a missed call sends a text message.",
        values => FieldValue.Of(values.SmsAlert), (values, value) => values with { SmsAlert = FieldValue.FlagOf(value) })
    {
        OtherWords = ["notify", "sms"],
    };
}
