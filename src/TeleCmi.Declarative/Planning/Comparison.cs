using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Planning;

/// <summary>One managed field in its three versions. Null is unknown.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Wanted">The roster's value.</param>
/// <param name="Recorded">The state's value.</param>
/// <param name="Live">The service's value.</param>
internal readonly record struct FieldView(string Field, FieldValue Wanted, FieldValue? Recorded, FieldValue? Live)
{
    /// <summary>Live where the service shows it, or else what was recorded; for a masked phone, the recorded digits that it hides.</summary>
    public FieldValue? Current => Live is null || (Comparison.IsMasked(Field, Live) && Recorded is not null && Comparison.Fits(Field, Live, Recorded)) ? Recorded : Live;

    /// <summary>True where the current value is known and another than wanted. The unknown never causes a change.</summary>
    /// <remarks>A phone that live does not show as wanted, digit by digit, may still be another one: then the record decides.</remarks>
    public bool Differs => Live is null ? IsRecordedOtherwise
        : !Comparison.Fits(Field, Live, Wanted) || (Field == Fields.Phone && IsRecordedOtherwise && !Comparison.Same(Field, Live, Wanted));

    /// <summary>True where the difference was made in the service: it was recorded as wanted.</summary>
    public bool IsDrift => Differs && Recorded is not null && Comparison.Same(Field, Recorded, Wanted);

    private bool IsRecordedOtherwise => Recorded is not null && !Comparison.Same(Field, Recorded, Wanted);
}

/// <summary>Compares an entry, its record and its live user, field by field, by the rules of the service's values.</summary>
internal static class Comparison
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

    /// <summary>Names in NFC, outer blanks aside; everything else exactly, every digit of a phone too. For what is wanted and what is recorded.</summary>
    public static bool Same(string field, FieldValue left, FieldValue right) => (left, right) switch
    {
        (FieldValue.Text a, FieldValue.Text b) when field == Fields.Name => Names.Same(a.Value, b.Value),
        _ => left == right,
    };

    /// <summary>The same, or a phone as the service may show it. For what is live.</summary>
    public static bool Fits(string field, FieldValue live, FieldValue value)
        => Same(field, live, value) || (field == Fields.Phone && (live, value) is (FieldValue.Text shown, FieldValue.Text digits) && Phones.Fit(shown.Value, digits.Value));

    /// <summary>True for a phone of which the service hides digits.</summary>
    public static bool IsMasked(string field, FieldValue live) => field == Fields.Phone && live is FieldValue.Text phone && Phones.IsMasked(phone.Value);
}
