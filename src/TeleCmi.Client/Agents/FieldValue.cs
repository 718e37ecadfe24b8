using System.Collections.Immutable;
using System.Text.Json;

namespace TeleCmi.Client.Agents;

/// <summary>The value of one field. A closed set of three kinds.</summary>
public abstract record FieldValue
{
    // A plan compares thousands of hours and switches: these are all there are.
    private static readonly ImmutableArray<Number> Hours = [.. Enumerable.Range(0, DayHours.Last + 1).Select(hour => new Number(hour))];
    private static readonly Flag On = new(true);
    private static readonly Flag Off = new(false);

    private FieldValue()
    {
    }

    /// <summary>Foreign or roster text; renderers show it through <c>Shown</c>.</summary>
    public sealed record Text(string Value) : FieldValue;

    /// <summary>An hour.</summary>
    public sealed record Number(int Value) : FieldValue;

    /// <summary>A switch.</summary>
    public sealed record Flag(bool Value) : FieldValue;

    /// <summary>A text, or null.</summary>
    public static FieldValue? Of(string? value) => value is null ? null : new Text(value);

    /// <summary>A number, or null.</summary>
    public static FieldValue? Of(int? value) => value is not { } number ? null
        : number >= 0 && number < Hours.Length ? Hours[number] : new Number(number);

    /// <summary>A flag, or null.</summary>
    public static FieldValue? Of(bool? value) => value is null ? null : value.Value ? On : Off;

    /// <summary>The text of a value; null where it is none.</summary>
    public static string? TextOf(FieldValue? value) => (value as Text)?.Value;

    /// <summary>The number of a value; null where it is none.</summary>
    public static int? NumberOf(FieldValue? value) => (value as Number)?.Value;

    /// <summary>The switch of a value; null where it is none.</summary>
    public static bool? FlagOf(FieldValue? value) => (value as Flag)?.Value;

    /// <summary>Writes a member of a JSON object; nothing where there is no value.</summary>
    public static void Write(Utf8JsonWriter json, string key, FieldValue? value)
    {
        ArgumentNullException.ThrowIfNull(json);
        switch (value)
        {
            case Text text: json.WriteString(key, text.Value); break;
            case Number number: json.WriteNumber(key, number.Value); break;
            case Flag flag: json.WriteBoolean(key, flag.Value); break;
        }
    }
}
