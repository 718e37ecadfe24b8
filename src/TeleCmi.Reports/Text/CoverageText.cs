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
        var under = duty.Under(floor).ToHashSet();
        var digits = $"{most}".Length;
        var text = new StringBuilder("Agents on duty, by hour of the day\n");
        foreach (var hour in duty.Hours)
        {
            var isUnder = under.Contains(hour);
            var bar = style.Painted(isUnder ? Tone.Remove : Tone.Add, CoverageSpan.Bar('#', hour.OnDuty, most, Widest));
            var notes = string.Concat(
                isUnder ? $"  under the floor of {floor[hour.Hour - 1]}" : "",
                hour.OnDuty > 0 && hour.SmsAlert == 0 ? "  nobody has sms_alert" : "");
            text.Append($"  {hour.Hour,2}  {$"{hour.OnDuty}".PadLeft(digits)}  {bar}{style.Yellow(notes)}".TrimEnd()).Append('\n');
        }

        return text.Append($"{CoverageSpan.Gaps(duty)} ")
            .Append(floor.IsDefaultOrEmpty ? "No floor is set.\n" : $"Under the floor: {Wording.Count(under.Count, "hour")}.\n").ToString();
    }
}
