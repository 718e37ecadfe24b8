using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Singles;

namespace TeleCmi.PulumiPlugin.Wire;

/// <summary>One property, taken out of its wrappings: absent, unknown, or a plain value; and whether it is a secret.</summary>
internal readonly record struct Property
{
    private Property(Value? content, bool isSecret, bool isUnknown) => (Content, IsSecret, IsUnknown) = (content, isSecret, isUnknown);

    /// <summary>The plain value; null where it is absent or unknown.</summary>
    public Value? Content { get; }

    /// <summary>True where the value came as a secret: it must go out as one.</summary>
    public bool IsSecret { get; }

    /// <summary>True in a preview, for a value that something else will give.</summary>
    public bool IsUnknown { get; }

    /// <summary>True where there is nothing, or a null.</summary>
    public bool IsAbsent => Content is null && !IsUnknown;

    /// <summary>The text; null where the value is none.</summary>
    public string? Text => Content?.KindCase == Value.KindOneofCase.StringValue ? Content.StringValue : null;

    /// <summary>The truth value; null where the value is none.</summary>
    public bool? Flag => Content?.KindCase == Value.KindOneofCase.BoolValue ? Content.BoolValue : null;

    /// <summary>The integer; null where the value is no number, or has a fraction.</summary>
    public int? Integer => Content is { KindCase: Value.KindOneofCase.NumberValue, NumberValue: var number }
        && number is >= int.MinValue and <= int.MaxValue && number == Math.Truncate(number)
        ? (int)number
        : null;

    /// <summary>As the core takes an input.</summary>
    public GivenValue Given => new(FieldValue.Of(Text) ?? FieldValue.Of(Integer) ?? FieldValue.Of(Flag), IsAbsent, IsUnknown);

    /// <summary>Takes a value out of its wrappings.</summary>
    public static Property Read(Value? value)
    {
        var secret = false;
        while (value?.KindCase == Value.KindOneofCase.StructValue && MarkOf(value.StructValue) is { } mark)
        {
            var fields = value.StructValue.Fields;
            secret |= mark == Markers.Secret || (fields.TryGetValue("secret", out var flag) && flag.BoolValue);
            if (!fields.TryGetValue(Markers.Value, out value))
            {
                return new Property(null, secret, isUnknown: true);
            }
        }

        return value switch
        {
            null or { KindCase: Value.KindOneofCase.None or Value.KindOneofCase.NullValue } => new Property(null, secret, false),
            { KindCase: Value.KindOneofCase.StringValue } when Markers.Unknowns.Contains(value.StringValue) => new(null, secret, true),
            _ => new Property(value, secret, false),
        };
    }

    /// <summary>A value as a secret.</summary>
    public static Value AsSecret(Value value) => Value.ForStruct(new Struct
    {
        Fields = { [Markers.Key] = Value.ForString(Markers.Secret), [Markers.Value] = value },
    });

    private static string? MarkOf(Struct fields) =>
        fields.Fields.TryGetValue(Markers.Key, out var mark) && mark.StringValue is Markers.Secret or Markers.Output
            ? mark.StringValue
            : null;
}
