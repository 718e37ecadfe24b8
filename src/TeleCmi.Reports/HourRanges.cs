using TeleCmi.Declarative.Coverage;

namespace TeleCmi.Reports;

/// <summary>Hours of the day as a person writes them.</summary>
internal static class HourRanges
{
    /// <summary>E.g. <c>9-18</c>.</summary>
    public static string Of(int first, int last) => first == last ? $"{first}" : $"{first}-{last}";

    /// <summary>E.g. <c>1-8, 20-24</c>; <c>none</c> for no hour.</summary>
    /// <param name="hours">1..24, rising.</param>
    public static string Of(IEnumerable<int> hours)
    {
        // Neighbours are as far from their place in the list as each other.
        var runs = hours.Select((hour, place) => (Hour: hour, Gap: hour - place)).GroupBy(one => one.Gap, one => one.Hour);
        var ranges = string.Join(", ", runs.Select(run => Of(run.First(), run.Last())));
        return ranges.Length == 0 ? "none" : ranges;
    }

    /// <summary>The same of hours with what is known of them.</summary>
    public static string Of(IEnumerable<DutyHour> hours) => Of(hours.Select(hour => hour.Hour));

    /// <summary>The hours in which nobody is on duty.</summary>
    public static string Empty(DutyHours duty) => Of(duty.Hours.Where(hour => hour.OnDuty == 0));

    /// <summary>The hours in which nobody gets a text message for a missed call.</summary>
    public static string Silent(DutyHours duty) => Of(duty.Hours.Where(hour => hour.SmsAlert == 0));
}
