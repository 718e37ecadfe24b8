namespace TeleCmi.Declarative.Coverage;

/// <summary>One hour of the day.</summary>
/// <param name="Hour">1..24.</param>
/// <param name="OnDuty">Agents whose shift includes it.</param>
/// <param name="SmsAlert">Those of them who get a text message for a missed call.</param>
public sealed record DutyHour(int Hour, int OnDuty, int SmsAlert);
