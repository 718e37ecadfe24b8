using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Unicode;

namespace TeleCmi.Declarative.Planning;

/// <summary>One managed field in its three versions. Null is unknown.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Wanted">The roster's value.</param>
/// <param name="Recorded">The state's value.</param>
/// <param name="Live">The service's value.</param>
public readonly record struct FieldView(string Field, FieldValue Wanted, FieldValue? Recorded, FieldValue? Live)
{
    /// <summary>Live where the service shows it, or else what was recorded.</summary>
    public FieldValue? Current => Live ?? Recorded;

    /// <summary>True where the current value is known and another than wanted. The unknown never causes a change.</summary>
    public bool Differs => Current is not null && !Comparison.Same(Field, Current, Wanted);

    /// <summary>True where the difference was made in the service: it was recorded as wanted.</summary>
    public bool IsDrift => Differs && Recorded is not null && Comparison.Same(Field, Recorded, Wanted);
}

/// <summary>Compares an entry, its record and its live user, field by field, by the rules of the service's values.</summary>
public static class Comparison
{
    /// <summary>The fields that the entry manages, password and protection aside.</summary>
    public static ImmutableArray<FieldView> View(RosterAgent wanted, RecordedAgent? recorded, LiveAgent? live)
    {
        var views = ImmutableArray.CreateBuilder<FieldView>(5);
        Add(Fields.Name, FieldValue.Of(wanted.Name), FieldValue.Of(recorded?.Name), FieldValue.Of(live?.Name));
        Add(Fields.Phone, FieldValue.Of(wanted.PhoneNumber), FieldValue.Of(recorded?.PhoneNumber), FieldValue.Of(live?.Phone));
        Add(Fields.StartTime, FieldValue.Of(wanted.StartTime), FieldValue.Of(recorded?.StartTime), FieldValue.Of(live?.StartTime));
        Add(Fields.EndTime, FieldValue.Of(wanted.EndTime), FieldValue.Of(recorded?.EndTime), FieldValue.Of(live?.EndTime));
        Add(Fields.SmsAlert, FieldValue.Of(wanted.SmsAlert), FieldValue.Of(recorded?.SmsAlert), FieldValue.Of(live?.SmsAlert));
        return views.DrainToImmutable();

        void Add(string field, FieldValue? want, FieldValue? record, FieldValue? seen)
        {
            if (want is not null)
            {
                views.Add(new FieldView(field, want, record, seen));
            }
        }
    }

    /// <summary>Whether the roster manages a field of which neither the service nor the record shows a value.</summary>
    public static bool HasUnknown(RosterAgent wanted, RecordedAgent? recorded, LiveAgent? live)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return (live?.Name ?? recorded?.Name) is null
            || (live?.Phone ?? recorded?.PhoneNumber) is null
            || (wanted.StartTime is not null && (live?.StartTime ?? recorded?.StartTime) is null)
            || (wanted.EndTime is not null && (live?.EndTime ?? recorded?.EndTime) is null)
            || (wanted.SmsAlert is not null && (live?.SmsAlert ?? recorded?.SmsAlert) is null);
    }

    /// <summary>Phones by digits, names in NFC, everything else exactly.</summary>
    public static bool Same(string field, FieldValue left, FieldValue right) => (left, right) switch
    {
        (FieldValue.Text a, FieldValue.Text b) when field == Fields.Phone => Phones.Same(a.Value, b.Value),
        (FieldValue.Text a, FieldValue.Text b) => SameName(a.Value, b.Value),
        _ => left == right,
    };

    /// <summary>Exactly equal, in NFC.</summary>
    public static bool SameName(string left, string right)
        => string.Equals(Nfc.Normalize(left), Nfc.Normalize(right), StringComparison.Ordinal);

    /// <summary>False only where name and phone are both known and both differ: then the extension holds another person.</summary>
    public static bool SamePerson(RecordedAgent recorded, LiveAgent live)
        => recorded.Name is null || live.Name is null || SameName(recorded.Name, live.Name)
        || recorded.PhoneNumber is null || live.Phone is null || Phones.Same(recorded.PhoneNumber, live.Phone);
}
