using TeleCmi.Declarative.Planning;

namespace TeleCmi.Reports.Text;

/// <summary>What a plan does to the hours of the day, on a line.</summary>
internal static class DutyText
{
    /// <summary>E.g. <c>On duty 9-18: 8 -> 9. Below the floor of 2: none.</c> Null where no hour changes.</summary>
    public static string? Of(CoverageForecast coverage)
    {
        var changes = coverage.Before.Hours.Zip(coverage.After.Hours,
                (before, after) => (after.Hour, Before: before.OnDuty, After: after.OnDuty))
            .Where(hour => hour.Before != hour.After)
            .GroupBy(hour => (hour.Before, hour.After), hour => hour.Hour)
            .Select(hours => $"{HourRanges.Of(hours)}: {hours.Key.Before} -> {hours.Key.After}").ToList();
        return changes.Count == 0 ? null : $"On duty {string.Join("; ", changes)}.{Under(coverage)}";
    }

    private static string Under(CoverageForecast coverage)
    {
        var floors = coverage.Floor.IsDefault ? [] : coverage.Floor.Where(floor => floor > 0).Distinct().ToList();
        return floors.Count == 0 ? ""
            : $" Below the floor{(floors is [var only] ? $" of {only}" : "")}: {HourRanges.Of(coverage.After.Under(coverage.Floor))}.";
    }
}
