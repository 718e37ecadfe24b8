using System.Collections.Immutable;

namespace TeleCmi.Declarative.Planning;

/// <summary>The value of one field. A closed set of three kinds.</summary>
public abstract record FieldValue
{
    // A plan compares thousands of hours and switches: these are all there are.
    private static readonly ImmutableArray<Number> Hours = [.. Enumerable.Range(0, 25).Select(hour => new Number(hour))];
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
    public static FieldValue? Of(int? value) => value is null ? null : value >= 0 && value < Hours.Length ? Hours[value.Value] : new Number(value.Value);

    /// <summary>A flag, or null.</summary>
    public static FieldValue? Of(bool? value) => value is null ? null : value.Value ? On : Off;
}

/// <summary>One field of a change.</summary>
/// <param name="Field">The API's own name, e.g. <c>phone_number</c>; <c>protected</c> is ours.</param>
/// <param name="Before">The current value; null where unknown or none.</param>
/// <param name="After">The value wanted.</param>
public record FieldChange(string Field, FieldValue? Before, FieldValue? After)
{
    /// <summary>A password: no value, only whether it changes (null = could not be compared).</summary>
    public sealed record Password(bool? Changed) : FieldChange(Fields.Password, null, null);
}

/// <summary>The field names.</summary>
public static class Fields
{
    /// <summary>All of them, in the order in which they are listed.</summary>
    public static ImmutableArray<string> All { get; } = [Name, Phone, Password, StartTime, EndTime, SmsAlert, Protected];

    /// <summary>Display name.</summary>
    public const string Name = "name";

    /// <summary>Phone.</summary>
    public const string Phone = "phone_number";

    /// <summary>Password; never with a value.</summary>
    public const string Password = "password";

    /// <summary>First hour on duty.</summary>
    public const string StartTime = "start_time";

    /// <summary>Last hour on duty.</summary>
    public const string EndTime = "end_time";

    /// <summary>Missed-call alert.</summary>
    public const string SmsAlert = "sms_alert";

    /// <summary>Our own protection flag; never sent.</summary>
    public const string Protected = "protected";
}
