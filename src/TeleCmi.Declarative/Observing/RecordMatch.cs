using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Observing;

/// <summary>Whether a live user is the record that was wanted (a) or the one that was there before (b).</summary>
internal static class RecordMatch
{
    /// <summary>
    /// True where no readable value contradicts the record. What live does not show contradicts nothing: the caller decides whether
    /// enough was seen by asking for both a and b.
    /// </summary>
    public static bool Fits(LiveAgent live, string? liveFingerprint, RecordedAgent record)
        => Fits(live.Name, record.Name, Names.Same)
        && Fits(live.Phone, record.PhoneNumber, Phones.Fit)
        && Fits(record.StartTime, live.StartTime)
        && Fits(record.EndTime, live.EndTime)
        && Fits(record.SmsAlert, live.SmsAlert)
        && Fits(liveFingerprint, record.PasswordFingerprint, string.Equals);

    private static bool Fits(string? live, string? recorded, Func<string, string, bool> same) => recorded is null || live is null || same(live, recorded);

    private static bool Fits<T>(T? recorded, T? live)
        where T : struct, IEquatable<T> => recorded is null || live is null || recorded.Value.Equals(live.Value);
}
