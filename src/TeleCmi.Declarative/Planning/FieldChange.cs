using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Planning;

/// <summary>One field of a change.</summary>
/// <param name="Field">The API's own name, e.g. <c>phone_number</c>; <c>protected</c> is ours.</param>
/// <param name="Before">The current value; null where unknown or none.</param>
/// <param name="After">The value wanted.</param>
public record FieldChange(string Field, FieldValue? Before, FieldValue? After)
{
    /// <summary>A password: no value, only whether it changes (null = could not be compared).</summary>
    public sealed record Password(bool? Changed) : FieldChange(Fields.Password, null, null);
}
