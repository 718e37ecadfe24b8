namespace TeleCmi.Reports;

/// <summary>Hours of the day as a person writes them.</summary>
internal static class HourRanges
{
    /// <summary>E.g. <c>1-8, 20-24</c>; <c>none</c> for no hour.</summary>
    /// <param name="hours">1..24, rising.</param>
    public static string Of(IEnumerable<int> hours)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var hour in hours)
        {
            if (ranges.Count > 0 && ranges[^1].Last == hour - 1)
            {
                ranges[^1] = (ranges[^1].First, hour);
            }
            else
            {
                ranges.Add((hour, hour));
            }
        }

        return ranges.Count == 0 ? "none" : string.Join(", ", ranges.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"));
    }
}
