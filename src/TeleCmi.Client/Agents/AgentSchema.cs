using System.Collections.Immutable;

namespace TeleCmi.Client.Agents;

/// <summary>
/// The fields that a generation knows. Everything that treats all fields alike asks it, so that no field can be forgotten.
/// </summary>
public sealed class AgentSchema
{
    /// <summary>Key of the password, which no values hold; its place in listings is behind the required fields.</summary>
    public const string Password = "password";

    /// <summary>Key of our own protection flag, which is never sent; last in listings.</summary>
    public const string Protected = "protected";

    /// <summary>Joins fields.</summary>
    /// <param name="fields">In the order in which they are listed, those that are required first.</param>
    /// <param name="none">Makes values of which none is known; left out: <see cref="AgentValues"/>.</param>
    public AgentSchema(ImmutableArray<AgentField> fields, Func<AgentSchema, AgentValues>? none = null)
    {
        Fields = fields;
        None = none?.Invoke(this) ?? new AgentValues(this);
        var others = fields.Where(field => !field.Is(FieldUse.Required)).Select(field => field.Key);
        Keys = [.. Of(FieldUse.Required), Password, .. others, Protected];
    }

    /// <summary>In the order in which they are listed.</summary>
    public ImmutableArray<AgentField> Fields { get; }

    /// <summary>Values of which none is known.</summary>
    public AgentValues None { get; }

    /// <summary>
    /// The keys of an entry behind its extension, in the order in which they are listed: of the fields, the password and the protection.
    /// </summary>
    public ImmutableArray<string> Keys { get; }

    /// <summary>The keys of the fields that are used so.</summary>
    public IEnumerable<string> Of(FieldUse use) => Fields.Where(field => field.Is(use)).Select(field => field.Key);

    /// <summary>The field of a key; null where there is none.</summary>
    public AgentField? Find(string key)
    {
        foreach (var field in Fields)
        {
            if (field.Key == key)
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>Values made field by field.</summary>
    public AgentValues Make(Func<AgentField, FieldValue?> value)
    {
        var values = None;
        foreach (var field in Fields)
        {
            if (value(field) is { } known)
            {
                values = field.With(values, known);
            }
        }

        return values;
    }
}
