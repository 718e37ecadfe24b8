using TeleCmi.Declarative.Coverage;
using TeleCmi.Declarative.Formats;

namespace TeleCmi.Reports.Json;

/// <summary><c>telecmi-coverage/1</c>: who is on duty in each hour.</summary>
internal static class CoverageJson
{
    /// <summary>The document.</summary>
    public static string Render(DutyHours duty)
        => JsonDocuments.Write("telecmi-coverage/1", json => json.Objects("hours", duty.Hours, hour =>
        {
            json.WriteNumber("hour", hour.Hour);
            json.WriteNumber("on_duty", hour.OnDuty);
            json.WriteNumber("sms_alert", hour.SmsAlert);
        }));
}
