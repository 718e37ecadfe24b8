using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Singles;

/// <summary>What becomes of an input.</summary>
public enum InputChange
{
    /// <summary>Nothing was known of it.</summary>
    Added,

    /// <summary>It has another value.</summary>
    Changed,

    /// <summary>Another extension, and so another user.</summary>
    Replaced,
}

/// <summary>
/// Compares what is wanted with what was last seen of the service, so that an edit that a refresh found, or a user that was there already,
/// is an update. Pure.
/// </summary>
public static class AgentDiff
{
    /// <summary>The differences by key, in the order of the keys. What is left out is not managed, so never a difference.</summary>
    /// <param name="schema">Of the account.</param>
    /// <param name="before">What was last seen of a key; of the password the one last given: the service's is nobody's business.</param>
    /// <param name="now">Gives the input of a key.</param>
    public static IEnumerable<(string Key, InputChange Change)> Compare(
        AgentSchema schema, Func<string, GivenValue> before, Func<string, GivenValue> now)
        => from key in schema.Keys.Where(key => key != AgentSchema.Protected).Prepend(Fields.Extension)
           let given = now(key)
           let seen = before(key)
           where !given.IsAbsent && !Same(schema.Find(key), seen, given)
           select (key, key == Fields.Extension ? InputChange.Replaced : seen.IsAbsent ? InputChange.Added : InputChange.Changed);

    /// <summary>True for one value, however it is spelled.</summary>
    /// <param name="field">The field; null for what is none.</param>
    /// <param name="one">A value.</param>
    /// <param name="other">Another.</param>
    public static bool Same(AgentField? field, GivenValue one, GivenValue other)
        => one.Value is not null && other.Value is not null
        && (field is not null && one.As(field) is { } known && other.As(field) is { } wanted
            ? field.Same(known, wanted)
            : one.Value == other.Value);
}
