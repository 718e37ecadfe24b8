using System.Collections.Immutable;
using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Coverage;

namespace TeleCmi.Reports.Text;

/// <summary>Who is on duty in each hour, as a chart of 24 lines.</summary>
internal static class CoverageText
{
    private const int Widest = 50;

    /// <summary>The chart, then the hours that need a look.</summary>
    public static string Render(DutyHours duty, ImmutableArray<int> floor, Style style)
    {
        var most = Math.Max(1, duty.Hours.Max(hour => hour.OnDuty));
        var under = duty.Under(floor).Select(hour => hour.Hour).ToHashSet();
        var digits = $"{most}".Length;
        var text = new StringBuilder("Agents on duty, by hour of the day\n");
        foreach (var hour in duty.Hours)
        {
            var bar = new string('#', most <= Widest ? hour.OnDuty : (int)Math.Ceiling((double)hour.OnDuty * Widest / most));
            var notes = string.Concat(
                under.Contains(hour.Hour) ? $"  under the floor of {floor[hour.Hour - 1]}" : "",
                hour.OnDuty > 0 && hour.SmsAlert == 0 ? "  nobody has sms_alert" : "");
            var line = $"  {hour.Hour,2}  {hour.OnDuty.ToString().PadLeft(digits)}  {(under.Contains(hour.Hour) ? style.Red(bar) : style.Green(bar))}{style.Yellow(notes)}";
            text.Append(line.TrimEnd()).Append('\n');
        }

        text.Append(Summary(duty, under.Count, floor));
        return text.ToString();
    }

    private static string Summary(DutyHours duty, int under, ImmutableArray<int> floor)
    {
        var empty = duty.Hours.Where(hour => hour.OnDuty == 0).Select(hour => hour.Hour).ToList();
        var silent = duty.Hours.Where(hour => hour.SmsAlert == 0).Select(hour => hour.Hour).ToList();
        return $"Nobody on duty: {HourRanges.Of(empty)}. Nobody with sms_alert: {HourRanges.Of(silent)}. "
            + (floor.IsDefaultOrEmpty ? "No floor is set.\n" : $"Under the floor: {Wording.Count(under, "hour")}.\n");
    }
}
