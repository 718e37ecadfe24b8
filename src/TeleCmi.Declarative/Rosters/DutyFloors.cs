using System.Collections.Immutable;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Rosters;

/// <summary>How many agents must be on duty, hour by hour.</summary>
public static class DutyFloors
{
    /// <summary>More than an account can have.</summary>
    internal const int MaximumAgents = 900;

    /// <summary>For hours 1 to 24; null where hours are none, are named twice, or a floor is no number from 0 to 900.</summary>
    /// <param name="floors">By hours: <c>9</c> or <c>9-18</c>, both ends included.</param>
    public static ImmutableArray<int>? Of(IEnumerable<KeyValuePair<string, int>> floors)
    {
        ArgumentNullException.ThrowIfNull(floors);
        var hours = new int?[DayHours.Last];
        foreach (var (key, agents) in floors)
        {
            if (agents is < 0 or > MaximumAgents || Hours(key) is not { } range || Fill(hours, range, agents) is not null)
            {
                return null;
            }
        }

        return [.. hours.Select(floor => floor ?? 0)];
    }

    /// <summary>The hours of a key; null where it is none.</summary>
    internal static (int First, int Last)? Hours(string key)
    {
        var dash = key.IndexOf('-', StringComparison.Ordinal);
        return dash < 0
            ? Hour(key) is { } one ? (one, one) : null
            : Hour(key.AsSpan(0, dash)) is { } first && Hour(key.AsSpan(dash + 1)) is { } last ? (first, last) : null;
    }

    /// <summary>Sets the floor of a range, which may run past midnight.</summary>
    /// <returns>The first hour that has one already: those before it are set. Null where there is none.</returns>
    internal static int? Fill(int?[] hours, (int First, int Last) range, int agents)
    {
        for (var hour = range.First; ; hour = (hour % DayHours.Last) + 1)
        {
            if (hours[hour - 1] is not null)
            {
                return hour;
            }

            hours[hour - 1] = agents;
            if (hour == range.Last)
            {
                return null;
            }
        }
    }

    private static int? Hour(ReadOnlySpan<char> text)
        => text.Length <= 2 && TextRules.IsDigits(text) && int.Parse(text) is var hour && DayHours.Has(hour) ? hour : null;
}
