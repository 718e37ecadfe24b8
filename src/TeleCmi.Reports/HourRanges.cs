using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Coverage;

namespace TeleCmi.Reports;

/// <summary>Hours of the day as a person writes them.</summary>
internal static class HourRanges
{
    /// <summary>E.g. <c>1-8, 20-24</c>; <c>none</c> for no hour.</summary>
    /// <param name="hours">1..24, rising.</param>
    public static string Of(IEnumerable<int> hours) => Ranges.Of(hours) is { Length: > 0 } ranges ? ranges : "none";

    /// <summary>The same of hours with what is known of them.</summary>
    public static string Of(IEnumerable<DutyHour> hours) => Of(hours.Select(hour => hour.Hour));
}
