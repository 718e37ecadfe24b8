using System.Collections.Immutable;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Planning;

/// <summary>One field in its three versions. Null is unknown.</summary>
/// <param name="Field">The field.</param>
/// <param name="Wanted">The roster's value; null where it does not manage the field.</param>
/// <param name="Recorded">The state's value.</param>
/// <param name="Live">The service's value.</param>
internal readonly record struct FieldView(AgentField Field, FieldValue? Wanted, FieldValue? Recorded, FieldValue? Live)
{
    /// <summary>
    /// Live where the service shows it, or else what was recorded; for a masked phone, the recorded digits that it hides.
    /// </summary>
    public FieldValue? Current
        => Live is null || (Field.IsMasked(Live) && Recorded is not null && Field.Fits(Live, Recorded)) ? Recorded : Live;

    /// <summary>True where the current value is known and another than wanted. The unknown never causes a change.</summary>
    /// <remarks>A phone that live does not show as wanted, digit by digit, may still be another one: then the record decides.</remarks>
    public bool Differs => Live is null ? IsRecordedOtherwise
        : IsLiveOther(Wanted) || (Field.Kind == FieldKind.Phone && IsRecordedOtherwise && Wanted is not null && !Field.Same(Live, Wanted));

    /// <summary>True where the difference was made in the service: it was recorded as wanted.</summary>
    public bool IsDrift => Differs && Recorded is not null && !IsRecordedOtherwise;

    /// <summary>True where the service's value was changed since it was recorded, to something that the roster does not want.</summary>
    public bool IsEdited => IsLiveOther(Recorded) && (Wanted is null || IsLiveOther(Wanted));

    /// <summary>True where the roster wants another value than the service has or the state records.</summary>
    public bool IsPending => IsLiveOther(Wanted) || IsRecordedOtherwise;

    private bool IsRecordedOtherwise => Recorded is not null && Wanted is not null && !Field.Same(Recorded, Wanted);

    private bool IsLiveOther(FieldValue? value) => Live is not null && value is not null && !Field.Fits(Live, value);
}

/// <summary>Puts the values of an entry, its record and its live user side by side, password and protection aside.</summary>
internal static class Comparison
{
    /// <summary>The fields that the entry manages.</summary>
    public static ImmutableArray<FieldView> View(AgentValues wanted, AgentValues? recorded, AgentValues? live)
    {
        var views = ImmutableArray.CreateBuilder<FieldView>(wanted.Schema.Fields.Length);
        foreach (var field in wanted.Schema.Fields)
        {
            if (field.Get(wanted) is { } value)
            {
                views.Add(new FieldView(field, value, Of(field, recorded), Of(field, live)));
            }
        }

        return views.DrainToImmutable();
    }

    /// <summary>All fields, where no entry manages any.</summary>
    public static IEnumerable<FieldView> View(AgentValues recorded, AgentValues live)
        => recorded.Schema.Fields.Select(field => new FieldView(field, null, field.Get(recorded), field.Get(live)));

    /// <summary>Whether the roster manages a field of which neither the service nor the record shows a value.</summary>
    public static bool HasUnknown(AgentValues wanted, AgentValues? recorded, AgentValues? live)
    {
        foreach (var field in wanted.Schema.Fields)
        {
            if (Of(field, live) is null && Of(field, recorded) is null && field.Get(wanted) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static FieldValue? Of(AgentField field, AgentValues? values) => values is null ? null : field.Get(values);
}
