using TeleCmi.Client;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Planning;

/// <summary>Makes the records that a state keeps: only managed fields, only what was seen or sent, never a mask where digits are known.</summary>
public static class Records
{
    /// <summary>Everything readable of a live user: what a change was planned against.</summary>
    public static RecordedAgent OfLive(LiveAgent live, string? fingerprint) => new()
    {
        Extension = live.Extension,
        AgentId = live.AgentId,
        Name = live.Name,
        PhoneNumber = live.Phone,
        StartTime = live.StartTime,
        EndTime = live.EndTime,
        SmsAlert = live.SmsAlert,
        PasswordFingerprint = fingerprint,
    };

    /// <summary>The record after the roster's values were sent.</summary>
    public static RecordedAgent OfRoster(RosterAgent wanted, RecordedAgent? old, string agentId, string? fingerprint) => new()
    {
        Extension = wanted.Extension,
        AgentId = agentId,
        Name = wanted.Name,
        PhoneNumber = wanted.PhoneNumber,
        StartTime = wanted.StartTime,
        EndTime = wanted.EndTime,
        SmsAlert = wanted.SmsAlert,
        PasswordFingerprint = wanted.Password is null ? null : fingerprint,
        Protected = wanted.Protected ?? old?.Protected ?? false,
        Unknown = old?.Unknown ?? RecordedAgent.NoMembers,
    };

    /// <summary>The record that follows what a list showed: live values of the managed fields, in the roster's spelling where they are equal.</summary>
    public static RecordedAgent Following(RosterAgent wanted, RecordedAgent? old, LiveAgent live, string? fingerprint)
    {
        var values = Comparison.View(wanted, old, live).ToDictionary(v => v.Field, v => v.Current is null ? null : v.Differs ? v.Current : v.Wanted);
        return OfRoster(wanted, old, live.AgentId, fingerprint) with
        {
            Name = Text(Fields.Name),
            PhoneNumber = Text(Fields.Phone) is { } phone ? Phone(phone, old?.PhoneNumber) : null,
            StartTime = Number(Fields.StartTime),
            EndTime = Number(Fields.EndTime),
            SmsAlert = (values.GetValueOrDefault(Fields.SmsAlert) as FieldValue.Flag)?.Value,
        };

        string? Text(string field) => (values.GetValueOrDefault(field) as FieldValue.Text)?.Value;
        int? Number(string field) => (values.GetValueOrDefault(field) as FieldValue.Number)?.Value;
    }

    /// <summary>What is recorded of a phone that the service shows: the digits known so far where they are those, and say no less.</summary>
    public static string Phone(string shown, string? known)
        => known is not null && !Phones.IsMasked(known) && Phones.Same(known, shown) && (Phones.IsMasked(shown) || known.Length >= shown.Length) ? known : shown;
}
