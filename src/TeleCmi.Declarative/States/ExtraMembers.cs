using System.Collections.Immutable;
using System.Text.Json;

namespace TeleCmi.Declarative.States;

/// <summary>Members of a record that a newer version wrote: kept as they are, and equal where they say the same.</summary>
/// <param name="ByName">Sorted, so that they are written in one order.</param>
public sealed record ExtraMembers(ImmutableSortedDictionary<string, JsonElement> ByName)
{
    /// <summary>None.</summary>
    public static ExtraMembers None { get; } = new(ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.Ordinal));

    /// <summary>True where the same members have the same values.</summary>
    public bool Equals(ExtraMembers? other)
        => other is not null && ByName.Count == other.ByName.Count
            && ByName.All(member => other.ByName.TryGetValue(member.Key, out var value) && JsonElement.DeepEquals(member.Value, value));

    /// <inheritdoc/>
    public override int GetHashCode() => ByName.Count;
}
