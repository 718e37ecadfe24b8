using TeleCmi.Declarative.Coverage;
using TeleCmi.TerraformProvider.Protocol;
using TeleCmi.TerraformProvider.Schemas;
using TeleCmi.TerraformProvider.Wire;

namespace TeleCmi.TerraformProvider.Functions;

/// <summary><c>coverage(agents)</c>: who is on duty, hour by hour. Pure.</summary>
internal static class CoverageFunction
{
    public static CallFunction.Types.Response Call(Dynamic agents)
    {
        var shifts = agents.Pairs
            .Select(one => AgentAttributes.Schema.Make(field => one.Value[field.Key].Given.As(field)))
            .Select(values => new Shift(values.StartTime, values.EndTime, values.SmsAlert ?? false));
        var hours = DutyHours.Of(shifts).Hours.Select(hour => KeyValuePair.Create($"{hour.Hour}", Dynamic.Map(
        [
            new("on_duty", Dynamic.Of((int?)hour.OnDuty)),
            new("sms_alert", Dynamic.Of((int?)hour.SmsAlert)),
        ])));
        return new CallFunction.Types.Response { Result = DynamicCodec.Write(Dynamic.Map(hours)) };
    }
}
