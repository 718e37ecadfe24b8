using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Singles;

/// <summary>One input as a door is given it, by the key of the API: absent, not known yet, or a value, perhaps of a wrong type.</summary>
/// <param name="Value">Null where it is absent, unknown, or of a type that no field has.</param>
/// <param name="IsAbsent">True where there is none.</param>
/// <param name="IsUnknown">True where something else will give it.</param>
public readonly record struct GivenValue(FieldValue? Value, bool IsAbsent = false, bool IsUnknown = false)
{
    /// <summary>True where there is a value, of whatever type.</summary>
    internal bool IsGiven => !IsAbsent && !IsUnknown;

    /// <summary>The value of a field: null where it is none of its kind. Of a phone the digits, where it is one.</summary>
    public FieldValue? As(AgentField field) => (field.Kind, Value) switch
    {
        (FieldKind.Phone, FieldValue.Text { Value: var text }) => FieldValue.Of(Phones.Parse(text) ?? text),
        (FieldKind.Text, FieldValue.Text) or (FieldKind.Hour, FieldValue.Number) or (FieldKind.Switch, FieldValue.Flag) => Value,
        _ => null,
    };
}
