using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Coverage;

/// <summary>Who is on duty in each hour of the day.</summary>
/// <param name="Hours">Hours 1 to 24 in order.</param>
public sealed record DutyHours(ImmutableArray<DutyHour> Hours)
{
    /// <summary>Counts shifts.</summary>
    public static DutyHours Of(IEnumerable<Shift> shifts)
    {
        ArgumentNullException.ThrowIfNull(shifts);
        Span<int> onDuty = stackalloc int[DayHours.Last];
        Span<int> alerted = stackalloc int[DayHours.Last];
        foreach (var shift in shifts)
        {
            for (var hour = 1; hour <= DayHours.Last; hour++)
            {
                if (shift.Includes(hour))
                {
                    onDuty[hour - 1]++;
                    alerted[hour - 1] += shift.SmsAlert ? 1 : 0;
                }
            }
        }

        var hours = ImmutableArray.CreateBuilder<DutyHour>(DayHours.Last);
        for (var i = 0; i < DayHours.Last; i++)
        {
            hours.Add(new DutyHour(i + 1, onDuty[i], alerted[i]));
        }

        return new DutyHours(hours.MoveToImmutable());
    }

    /// <summary>Counts the agents of a roster; an alert that is not managed is not counted on.</summary>
    public static DutyHours Of(Roster roster)
    {
        ArgumentNullException.ThrowIfNull(roster);
        return Of(roster.Agents.Select(a => new Shift(a.Values.StartTime, a.Values.EndTime, a.Values.SmsAlert ?? false)));
    }

    /// <summary>The hours with fewer agents than their floor.</summary>
    /// <param name="floor">For hours 1 to 24 (index 0 = hour 1), as in <see cref="RosterPolicy.MinimumOnDuty"/>; empty = no floor.</param>
    public IEnumerable<DutyHour> Under(ImmutableArray<int> floor) =>
        floor.IsDefaultOrEmpty ? [] : Hours.Where(h => h.OnDuty < floor[h.Hour - 1]);
}
