using System.Collections.Immutable;

namespace TeleCmi.Client.Agents;

/// <summary>What a field holds; it decides how values are read, written and compared.</summary>
public enum FieldKind
{
    /// <summary>A text, compared as names are (<see cref="Names.Same"/>).</summary>
    Text,

    /// <summary>Digits, of which a service may show a part.</summary>
    Phone,

    /// <summary>An hour of the day, 1..24.</summary>
    Hour,

    /// <summary>On or off.</summary>
    Switch,
}

/// <summary>How a field is used.</summary>
[Flags]
public enum FieldUse
{
    /// <summary>It may be left out, and has no default.</summary>
    None = 0,

    /// <summary>An entry of a roster must give it.</summary>
    Required = 1,

    /// <summary>The roster's <c>defaults</c> may give it.</summary>
    Defaultable = 2,

    /// <summary>No list shows it.</summary>
    WriteOnly = 4,
}

/// <summary>One field of an agent: what is true of it, and a lens on <see cref="AgentValues"/>.</summary>
/// <param name="Key">As the API, the roster and the state call it.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Use">How it is used.</param>
/// <param name="Description">For schemas and editors; one sentence.</param>
/// <param name="Get">The value; null where it is not known.</param>
/// <param name="With">The values with another one of this field, of its kind.</param>
public sealed record AgentField(
    string Key, FieldKind Kind, FieldUse Use, string Description,
    Func<AgentValues, FieldValue?> Get, Func<AgentValues, FieldValue?, AgentValues> With)
{
    /// <summary>The key as a message names it. Made once: a roster is read field by field.</summary>
    public string Quoted { get; } = $"`{Key}`";

    /// <summary>What people call it who do not know the key: words of the service's answers and of other tools.</summary>
    public ImmutableArray<string> OtherWords { get; init; } = [];

    /// <summary>A key as programs and definitions spell it: <c>phoneNumber</c> for <c>phone_number</c>.</summary>
    public static string Camel(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return string.Concat(key.Split('_').Select((word, i) => i == 0 ? word : $"{char.ToUpperInvariant(word[0])}{word[1..]}"));
    }

    /// <summary>True where it is used so.</summary>
    public bool Is(FieldUse use) => (Use & use) == use;

    /// <summary>
    /// Texts in NFC, outer blanks aside; everything else exactly, every digit of a phone too. For what is wanted and what is recorded.
    /// </summary>
    public bool Same(FieldValue left, FieldValue right) => Kind == FieldKind.Text && (left, right) is (FieldValue.Text a, FieldValue.Text b)
        ? Names.Same(a.Value, b.Value)
        : left == right;

    /// <summary>The same, or a phone as the service may show it. For what is live.</summary>
    public bool Fits(FieldValue live, FieldValue value)
        => Same(live, value) || (Kind == FieldKind.Phone
            && (live, value) is (FieldValue.Text shown, FieldValue.Text digits) && Phones.Fit(shown.Value, digits.Value));

    /// <summary>True for a phone of which the service hides digits.</summary>
    public bool IsMasked(FieldValue live) => Kind == FieldKind.Phone && live is FieldValue.Text phone && Phones.IsMasked(phone.Value);
}
