using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Planning;

/// <summary>Makes the records that a state keeps: only managed fields, only what was seen or sent, never a mask.</summary>
internal static class Records
{
    /// <summary>Everything readable of a live user: what a change was planned against.</summary>
    /// <param name="live">The user.</param>
    /// <param name="fingerprint">Of the live password, where readable.</param>
    /// <param name="old">Its record, which may know the digits that a mask hides.</param>
    public static RecordedAgent OfLive(LiveAgent live, string? fingerprint, RecordedAgent? old) => new()
    {
        Extension = live.Extension,
        AgentId = live.AgentId,
        Values = live.Values with { PhoneNumber = Phones.Digits(live.Phone, old?.PhoneNumber) },
        PasswordFingerprint = fingerprint,
    };

    /// <summary>The record after the roster's values were sent.</summary>
    public static RecordedAgent OfRoster(RosterAgent wanted, RecordedAgent? old, string agentId, string? fingerprint) => new()
    {
        Extension = wanted.Extension,
        AgentId = agentId,
        Values = wanted.Values,
        PasswordFingerprint = wanted.Password is null ? null : fingerprint,
        Protected = wanted.Protected ?? old?.Protected ?? false,
        Extra = old?.Extra ?? ExtraMembers.None,
    };

    /// <summary>
    /// The record that follows what a list showed: live values of the managed fields, as the roster writes them where they do not differ.
    /// </summary>
    public static RecordedAgent Following(RosterAgent wanted, RecordedAgent? old, LiveAgent live, string? fingerprint)
    {
        var values = wanted.Values.Schema.None;
        foreach (var view in Comparison.View(wanted.Values, old?.Values, live.Values))
        {
            values = view.Field.With(values, view.Current is null || view.Differs ? view.Current : view.Wanted);
        }

        var whole = values with { PhoneNumber = Phones.Digits(values.PhoneNumber, null) };
        return OfRoster(wanted, old, live.AgentId, fingerprint) with { Values = whole };
    }
}
