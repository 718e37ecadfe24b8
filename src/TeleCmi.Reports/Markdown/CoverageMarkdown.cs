using System.Collections.Immutable;
using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Coverage;
using TeleCmi.Declarative.Planning;

namespace TeleCmi.Reports.Markdown;

/// <summary>Who is on duty: numbers of our own only.</summary>
internal static class CoverageMarkdown
{
    private const int Widest = 30;

    /// <summary>What the plan does to the hours; empty where it changes none and no floor is near.</summary>
    /// <param name="forecast">Before and after.</param>
    /// <param name="planned">Of an apply, what was wanted: the forecast is then what was done.</param>
    public static string Change(CoverageForecast forecast, DutyHours? planned = null)
    {
        var spans = CoverageSpan.Of(forecast.Before, forecast.After, forecast.Floor, planned);
        var told = spans.Where(span => span.Before != span.After || span.IsShort || span.IsNear).ToList();
        if (told.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder($"\n#### Agents on duty\n\n| hours | before | {(planned is null ? "after" : "now")} | |\n|---|--:|--:|---|\n");
        foreach (var span in told)
        {
            text.Append($"| {span.Hours} | {span.Before} | {(span.After == span.Before ? $"{span.After}" : $"**{span.After}**")} | {span.Remark} |\n");
        }

        return text.Append("\n<details><summary>Hour by hour</summary>\n\n").Append(Chart(CoverageSpan.Hourly(forecast.Before, forecast.After, forecast.Floor), isPlan: true)).Append("\n</details>\n").ToString();
    }

    /// <summary>The chart as a page.</summary>
    public static string Page(DutyHours duty, ImmutableArray<int> floor)
    {
        var under = duty.Under(floor).Select(hour => hour.Hour).ToList();
        var silent = duty.Hours.Where(hour => hour.SmsAlert == 0).Select(hour => hour.Hour);
        var empty = duty.Hours.Where(hour => hour.OnDuty == 0).Select(hour => hour.Hour);
        return $"### Agents on duty{(under.Count == 0 ? "" : $": {Wording.Count(under.Count, "hour")} under the floor")}\n\n"
            + $"Nobody on duty: {HourRanges.Of(empty)}. Nobody with sms\\_alert: {HourRanges.Of(silent)}. "
            + $"{(floor.IsDefaultOrEmpty ? "No floor is set." : $"Under the floor: {HourRanges.Of(under)}.")}\n\n{Chart(CoverageSpan.Hourly(duty, floor), isPlan: false)}";
    }

    private static string Chart(ImmutableArray<CoverageSpan> hours, bool isPlan)
    {
        var most = Math.Max(1, hours.Max(hour => hour.After));
        var digits = Math.Max(2, $"{hours.Max(hour => Math.Max(hour.Before, hour.After))}".Length);
        var text = new StringBuilder("```text\n");
        foreach (var hour in hours)
        {
            var bar = new string('█', most <= Widest ? hour.After : (int)Math.Ceiling((double)hour.After * Widest / most));
            var before = isPlan ? $"{Number(hour.Before)} → " : "";
            text.Append($"{hour.Hours,2}  {before}{Number(hour.After)}  {bar.PadRight(Math.Min(most, Widest))}  {hour.Remark}".TrimEnd()).Append('\n');
        }

        return text.Append("```\n").ToString();

        string Number(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(digits);
    }
}
