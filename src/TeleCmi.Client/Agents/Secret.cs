using System.Security.Cryptography;
using System.Text;

namespace TeleCmi.Client.Agents;

/// <summary>
/// A text that cannot print itself: passwords and the app secret. Formatting, interpolation, debuggers and records that
/// hold one show <c>(hidden)</c>; only <see cref="Reveal"/> gives the text, and only what sends or compares it may call that.
/// </summary>
public sealed class Secret : IEquatable<Secret>
{
    private readonly string _value;

    /// <summary>Wraps a text.</summary>
    /// <param name="value">The text; may be of any length.</param>
    public Secret(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>The text itself. Never pass it to a renderer, a log or an exception.</summary>
    public string Reveal() => _value;

    /// <summary>True where the text has no character.</summary>
    public bool IsEmpty => _value.Length == 0;

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(_value), Encoding.UTF8.GetBytes(other._value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(_value, StringComparison.Ordinal);

    /// <summary>Always <c>(hidden)</c>.</summary>
    public override string ToString() => "(hidden)";
}
