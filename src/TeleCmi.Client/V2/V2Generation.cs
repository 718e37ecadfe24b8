using TeleCmi.Client.Agents;

namespace TeleCmi.Client.V2;

/// <summary>
/// The facts of the global v2 API (vendor pages "add agent" to "agent list"; the range of extensions and the page size by its live
/// validator).
/// </summary>
internal static class V2Generation
{
    public static Generation Facts { get; } = new(
        "v2",
        new AgentSchema([AgentFields.Name, AgentFields.PhoneNumber, AgentFields.StartTime, AgentFields.EndTime, AgentFields.SmsAlert]),
        LowestExtension: 100,
        HighestExtension: 999,
        PageSize: 10,
        UpdateReplaces: true);

    /// <summary>What a list calls a field.</summary>
    public static string NameInList(AgentField field) => field.Key switch
    {
        "phone_number" => "phone",
        "sms_alert" => "notify",
        var key => key,
    };
}
