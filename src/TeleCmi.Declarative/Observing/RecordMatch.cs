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
    {
        foreach (var field in live.Values.Schema.Fields)
        {
            var (seen, kept) = (field.Get(live.Values), field.Get(record.Values));
            if (seen is not null && kept is not null && !field.Fits(seen, kept))
            {
                return false;
            }
        }

        return liveFingerprint is null || record.PasswordFingerprint is null || liveFingerprint == record.PasswordFingerprint;
    }
}
