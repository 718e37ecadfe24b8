using System.Collections.Immutable;
using System.Text;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Rosters;

/// <summary>
/// A text value of the roster with its <c>${...}</c> references, unexpanded. In it <c>$$</c> is <c>$</c>, and a <c>$</c> before anything
/// else but <c>{</c> stands for itself. It may be a password, so it does not print itself. Two are equal where they are written alike.
/// </summary>
public sealed class Template : IEquatable<Template>
{
    private readonly ImmutableArray<Part> _parts;

    internal Template(string sourceText, Position position, ImmutableArray<Part> parts)
    {
        (SourceText, Position, _parts) = (sourceText, position, parts);
        IsLiteral = parts.All(p => p.Name is null);
        Literal = IsLiteral ? string.Concat(parts.Select(p => p.Text)) : null;
    }

    /// <summary>As written, <c>$$</c> and references included. A literal password stands in it: for comparison, not for printing.</summary>
    public string SourceText { get; }

    /// <summary>Where it stands.</summary>
    public Position Position { get; }

    /// <summary>True where it holds no reference.</summary>
    public bool IsLiteral { get; }

    /// <summary>The value of a literal, after <c>$$</c>; null where there is a reference.</summary>
    public string? Literal { get; }

    /// <summary>True where it is one reference and nothing around it.</summary>
    public bool IsReference => _parts.Length == 1 && _parts[0].Name is not null;

    /// <summary>True where any character of a possible value stands in the roster itself, be it the default of a reference.</summary>
    public bool HoldsText => _parts.Any(p => p.Name is null || p.Fallback is { HoldsText: true });

    /// <summary>
    /// The references as they stand, what holds where they are unset aside: two that agree in it are one password. Null for a literal.
    /// </summary>
    internal string? Variable => IsLiteral ? null : string.Concat(_parts.Select(p => p.Name is null ? p.Text : $"${{{p.Name}}}"));

    /// <summary>The variables it names, those in defaults included, in their order.</summary>
    public IEnumerable<string> Variables => _parts.Where(part => part.Name is not null)
        .SelectMany(part => (string[])[part.Name!, .. part.Fallback?.Variables ?? []]).Distinct(StringComparer.Ordinal);

    /// <summary>Puts the values of variables in.</summary>
    /// <param name="variables">Gives a variable's value; null and empty both mean unset.</param>
    public Expansion Expand(Func<string, string?> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        var value = new BoundedText();
        var unset = new List<string>();
        var error = Expand(variables, value, unset);
        var isWhole = error is null && unset.Count == 0 && !value.IsFull;
        return new Expansion(isWhole ? new Secret(value.ToString()) : null, [.. unset], error, value.IsFull);
    }

    /// <summary>Its unset variables for which nothing else stands in.</summary>
    internal IEnumerable<string> Unset(Func<string, string?> variables) => _parts
        .Where(part => part.Name is { } name && variables(name) is not { Length: > 0 } && part.Fallback?.Expand(variables).Value is null)
        .Select(part => part.Name!);

    /// <summary>Whether one of its variables, in a default too, is such a one.</summary>
    internal bool Names(Func<string, bool> isSuch)
        => _parts.Any(part => (part.Name is not null && isSuch(part.Name)) || part.Fallback?.Names(isSuch) == true);

    /// <inheritdoc/>
    public bool Equals(Template? other) => other is not null && SourceText == other.SourceText;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Template);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(SourceText, StringComparison.Ordinal);

    /// <summary>Always <c>(hidden)</c>.</summary>
    public override string ToString() => "(hidden)";

    private string? Expand(Func<string, string?> variables, BoundedText value, List<string> unset)
    {
        string? error = null;
        foreach (var part in _parts)
        {
            if (value.IsFull)
            {
                break;
            }

            if (part.Name is null)
            {
                value.Append(part.Text!);
            }
            else if (variables(part.Name) is { Length: > 0 } set)
            {
                value.Append(set);
            }
            else if (part.Fallback is not null)
            {
                error ??= part.Fallback.Expand(variables, value, unset);
            }
            else if (part.Message is not null)
            {
                error ??= part.Message;
            }
            else
            {
                unset.Add(part.Name);
            }
        }

        return error;
    }

    /// <summary>A value while it grows: a short roster can ask for more text than there is memory.</summary>
    private sealed class BoundedText
    {
        private readonly StringBuilder _text = new();
        private int _bytes;

        public bool IsFull { get; private set; }

        public void Append(string piece)
        {
            IsFull |= TextRules.IsTooLong(piece) || (_bytes += Encoding.UTF8.GetByteCount(piece)) > TextRules.MaximumBytes;
            if (!IsFull)
            {
                _text.Append(piece);
            }
        }

        public override string ToString() => _text.ToString();
    }

    /// <summary>A piece of text, or a reference with what to do where its variable is unset. No record: those print themselves.</summary>
    internal sealed class Part
    {
        public string? Text { get; init; }

        public string? Name { get; init; }

        public Template? Fallback { get; init; }

        public string? Message { get; init; }
    }
}
