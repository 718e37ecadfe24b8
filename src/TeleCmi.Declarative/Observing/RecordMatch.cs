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
        => live.Values.Schema.Fields.All(field => field.Get(live.Values) is not { } seen || field.Get(record.Values) is not { } kept || field.Fits(seen, kept))
        && (liveFingerprint is null || record.PasswordFingerprint is null || liveFingerprint == record.PasswordFingerprint);
}
