using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Singles;

namespace TeleCmi.TerraformProvider.Wire;

/// <summary>A value of the Terraform language as the protocol carries it. A closed set.</summary>
internal abstract record Dynamic
{
    private Dynamic()
    {
    }

    /// <summary>No value.</summary>
    public static Dynamic None { get; } = new Null();

    /// <summary>A value that only an apply will know.</summary>
    public static Dynamic Later { get; } = new Unknown();

    /// <summary>No value.</summary>
    public sealed record Null : Dynamic;

    /// <summary>A value that only an apply will know.</summary>
    public sealed record Unknown : Dynamic;

    /// <summary>A string.</summary>
    public sealed record Text(string Value) : Dynamic;

    /// <summary>A number; <paramref name="Exact"/> is its text where a double cannot hold it.</summary>
    public sealed record Number(double Value, string? Exact = null) : Dynamic;

    /// <summary>A bool.</summary>
    public sealed record Flag(bool Value) : Dynamic;

    /// <summary>A list, a set or a tuple.</summary>
    public sealed record Items(ImmutableArray<Dynamic> Values) : Dynamic
    {
        public bool Equals(Items? other) => other is not null && Values.SequenceEqual(other.Values);

        public override int GetHashCode() => Values.Length;
    }

    /// <summary>A map or an object.</summary>
    public sealed record Members(ImmutableSortedDictionary<string, Dynamic> Values) : Dynamic
    {
        public bool Equals(Members? other) => other is not null && Values.SequenceEqual(other.Values);

        public override int GetHashCode() => Values.Count;
    }

    public bool IsNull => this is Null;

    public bool IsUnknown => this is Unknown;

    /// <summary>True where it holds an unknown value at any depth.</summary>
    public bool HoldsUnknown => this switch
    {
        Unknown => true,
        Items items => items.Values.Any(one => one.HoldsUnknown),
        Members members => members.Values.Values.Any(one => one.HoldsUnknown),
        _ => false,
    };

    /// <summary>A member; none where there is none, unknown where the whole is.</summary>
    public Dynamic this[string name] => this switch
    {
        Unknown => Later,
        Members members => members.Values.GetValueOrDefault(name, None),
        _ => None,
    };

    /// <summary>The members of a map; nothing where it is none.</summary>
    public IEnumerable<KeyValuePair<string, Dynamic>> Pairs => this is Members members ? members.Values : [];

    public string? AsText => (this as Text)?.Value;

    public bool? AsFlag => (this as Flag)?.Value;

    /// <summary>The integer; null where it is no number, or has a fraction.</summary>
    public int? AsInteger => this is Number { Value: var number, Exact: null }
        && number is >= int.MinValue and <= int.MaxValue && number == Math.Truncate(number)
        ? (int)number
        : null;

    /// <summary>As the core takes an input.</summary>
    public GivenValue Given => new(FieldValue.Of(AsText) ?? FieldValue.Of(AsInteger) ?? FieldValue.Of(AsFlag), IsNull, IsUnknown);

    public static Dynamic Of(string? text) => text is null ? None : new Text(text);

    public static Dynamic Of(bool? flag) => flag is null ? None : new Flag(flag.Value);

    public static Dynamic Of(int? number) => number is null ? None : new Number(number.Value);

    public static Dynamic Of(FieldValue? value) => value switch
    {
        FieldValue.Text text => new Text(text.Value),
        FieldValue.Number number => new Number(number.Value),
        FieldValue.Flag flag => new Flag(flag.Value),
        _ => None,
    };

    public static Dynamic Map(IEnumerable<KeyValuePair<string, Dynamic>> members)
        => new Members(members.ToImmutableSortedDictionary(StringComparer.Ordinal));

    /// <summary>This object with other members.</summary>
    public Dynamic With(string name, Dynamic value)
        => new Members(((this as Members)?.Values ?? ImmutableSortedDictionary.Create<string, Dynamic>(StringComparer.Ordinal))
            .SetItem(name, value));

    /// <summary>What a compiler would generate shows values, and these may be secrets.</summary>
    public sealed override string ToString() => GetType().Name;
}
