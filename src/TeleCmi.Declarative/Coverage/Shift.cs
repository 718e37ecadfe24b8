using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Coverage;

/// <summary>When an agent takes calls.</summary>
/// <param name="Start">First hour, 1..24; null = 1.</param>
/// <param name="End">Last hour, 1..24, included; null = 24. Before <paramref name="Start"/>: the shift runs past midnight.</param>
/// <param name="SmsAlert">Whether a missed call sends a text message.</param>
public readonly record struct Shift(int? Start, int? End, bool SmsAlert = false)
{
    /// <summary>True where the hour belongs to the shift.</summary>
    public bool Includes(int hour)
    {
        var (start, end) = (Start ?? DayHours.First, End ?? DayHours.Last);
        return start <= end ? hour >= start && hour <= end : hour >= start || hour <= end;
    }
}
