using System.Collections.Immutable;
using System.Text;
using TeleCmi.Declarative.Coverage;

namespace TeleCmi.Reports.Markdown;

/// <summary>Who is on duty: numbers of our own only.</summary>
internal static class CoverageMarkdown
{
    private const int Widest = 30;

    /// <summary>What the plan does to the hours; empty where it changes none and no floor is near.</summary>
    public static string Change(CoverageForecast forecast)
    {
        var spans = CoverageSpan.Of(forecast.Before, forecast.After, forecast.Floor);
        var told = spans.Where(span => span.Before != span.After || span.IsNear).ToList();
        if (told.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder("\n#### Agents on duty\n\n| hours | before | after | |\n|---|--:|--:|---|\n");
        foreach (var span in told)
        {
            text.Append($"| {span.Hours} | {span.Before} | {(span.After == span.Before ? $"{span.After}" : $"**{span.After}**")} | {span.Remark} |\n");
        }

        return text.Append("\n<details><summary>Hour by hour, after the plan</summary>\n\n").Append(Chart(forecast.After, forecast.Floor)).Append("\n</details>\n").ToString();
    }

    /// <summary>The chart as a page.</summary>
    public static string Page(DutyHours duty, ImmutableArray<int> floor)
    {
        var under = duty.Under(floor).Select(hour => hour.Hour).ToList();
        var silent = duty.Hours.Where(hour => hour.SmsAlert == 0).Select(hour => hour.Hour);
        var empty = duty.Hours.Where(hour => hour.OnDuty == 0).Select(hour => hour.Hour);
        return $"### Agents on duty{(under.Count == 0 ? "" : $": {ChangeWords.Count(under.Count, "hour")} under the floor")}\n\n"
            + $"Nobody on duty: {HourRanges.Of(empty)}. Nobody with sms\\_alert: {HourRanges.Of(silent)}. "
            + $"{(floor.IsDefaultOrEmpty ? "No floor is set." : $"Under the floor: {HourRanges.Of(under)}.")}\n\n{Chart(duty, floor)}";
    }

    private static string Chart(DutyHours duty, ImmutableArray<int> floor)
    {
        var most = Math.Max(1, duty.Hours.Max(hour => hour.OnDuty));
        var text = new StringBuilder("```text\n");
        foreach (var span in CoverageSpan.Hourly(duty, floor))
        {
            var bar = new string('█', most <= Widest ? span.After : (int)Math.Ceiling((double)span.After * Widest / most));
            var remark = span.Remark.Length == 0 ? "" : $"  {span.Remark}";
            text.Append($"{span.Hours,2}  {span.After.ToString().PadLeft($"{most}".Length)}  {bar}{remark}".TrimEnd()).Append('\n');
        }

        return text.Append("```\n").ToString();
    }
}
