using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Coverage;

namespace TeleCmi.Reports;

/// <summary>Neighbouring hours with the same numbers.</summary>
/// <param name="First">1..24.</param>
/// <param name="Last">1..24.</param>
/// <param name="Before">On duty now.</param>
/// <param name="After">On duty after the plan, or after what was done of it.</param>
/// <param name="Floor">Wanted at least; 0 = no floor.</param>
/// <param name="SmsAlert">Those of <paramref name="After"/> who get a text message for a missed call.</param>
/// <param name="Planned">On duty had all been done; that is <paramref name="After"/> but for an incomplete apply.</param>
internal sealed record CoverageSpan(int First, int Last, int Before, int After, int Floor, int SmsAlert, int Planned)
{
    /// <summary>E.g. <c>9-18</c>.</summary>
    public string Hours => Ranges.Of(Enumerable.Range(First, Last - First + 1));

    /// <summary>The same hours, each by itself.</summary>
    public IEnumerable<int> Single => Enumerable.Range(First, Last - First + 1);

    /// <summary>True where too few are on duty after the plan.</summary>
    public bool IsUnder => After < Floor;

    /// <summary>True where one agent less would be too few.</summary>
    public bool IsNear => Floor > 0 && After <= Floor;

    /// <summary>True where agents are on duty and none of them gets a text message.</summary>
    public bool IsSilent => After > 0 && SmsAlert == 0;

    /// <summary>True where not all was done that would have changed the hour.</summary>
    public bool IsShort => Planned != After;

    /// <summary>What to look at, in words of our own; empty where all is well.</summary>
    public string Remark => string.Join("; ", new[]
    {
        IsUnder ? $"under the floor of {Floor}" : IsNear ? $"at the floor of {Floor}" : null,
        After == 0 ? "nobody on duty" : IsSilent ? "nobody has sms_alert" : null,
    }.OfType<string>());

    /// <summary>The hours without anybody and without an alert, in a sentence each.</summary>
    public static string Gaps(DutyHours duty) => $"{Unstaffed(duty.Hours.Where(hour => hour.OnDuty == 0).Select(hour => hour.Hour))} "
        + (duty.Hours.Where(hour => hour.SmsAlert == 0).Select(hour => hour.Hour).ToList() is { Count: > 0 } silent
            ? $"Nobody with sms_alert: {HourRanges.Of(silent)}." : "Somebody has sms_alert in every hour.");

    /// <summary>The hours without anybody.</summary>
    public static string Unstaffed(IEnumerable<int> hours)
        => hours.ToList() is { Count: > 0 } empty ? $"Nobody on duty: {HourRanges.Of(empty)}." : "Somebody is on duty in every hour.";

    /// <summary>One bar of a chart, never wider than <paramref name="widest"/>.</summary>
    public static string Bar(char block, int count, int most, int widest)
        => new(block, most <= widest ? count : (int)Math.Ceiling((double)count * widest / most));

    /// <summary>The day in spans.</summary>
    public static ImmutableArray<CoverageSpan> Of(DutyHours before, DutyHours after, ImmutableArray<int> floor, DutyHours? planned = null)
    {
        var spans = ImmutableArray.CreateBuilder<CoverageSpan>();
        var first = 1;
        var hours = Hourly(before, after, floor, planned);
        foreach (var (hour, next) in hours.Zip(hours.Skip(1).Append(null)))
        {
            if (next is null || next with { First = hour.First, Last = hour.Last } != hour)
            {
                spans.Add(hour with { First = first });
                first = hour.Last + 1;
            }
        }

        return spans.ToImmutable();
    }

    /// <summary>Each hour by itself, of a day that nothing changes.</summary>
    public static ImmutableArray<CoverageSpan> Hourly(DutyHours duty, ImmutableArray<int> floor) => Hourly(duty, duty, floor);

    /// <summary>Each hour by itself.</summary>
    public static ImmutableArray<CoverageSpan> Hourly(
        DutyHours before, DutyHours after, ImmutableArray<int> floor, DutyHours? planned = null)
        => [.. after.Hours.Zip(before.Hours, (planned ?? after).Hours).Select(versions => Of(versions, floor))];

    private static CoverageSpan Of((DutyHour After, DutyHour Before, DutyHour Planned) of, ImmutableArray<int> floor)
    {
        var hour = of.After.Hour;
        var least = floor.IsDefaultOrEmpty ? 0 : floor[hour - 1];
        return new CoverageSpan(hour, hour, of.Before.OnDuty, of.After.OnDuty, least, of.After.SmsAlert, of.Planned.OnDuty);
    }
}
