using System.Collections.Immutable;
using System.Reflection;

namespace TeleCmi.Declarative.Tests;

/// <summary>A record with one member changed; found by reflection, so that a new member is in every story that alters each.</summary>
internal static class Altered
{
    /// <summary>Members that can be set; what is computed from others is none.</summary>
    public static IEnumerable<string> Members<T>() => typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => property.Name);

    public static T By<T>(T record, string member)
        where T : class
    {
        var clone = (T)(typeof(T).GetMethod("<Clone>$")?.Invoke(record, null) ?? throw new InvalidOperationException($"{typeof(T)} is no record."));
        var property = typeof(T).GetProperty(member) ?? throw new MissingMemberException(typeof(T).Name, member);
        property.SetValue(clone, Another(property, property.GetValue(record)));
        return clone;
    }

    private static object? Another(PropertyInfo property, object? value) => value switch
    {
        bool flag => !flag,
        int number => number + 1000,
        long number => number + 1,
        string text => text + "x",
        Enum word => Enum.GetValues(word.GetType()).Cast<object>().First(other => !other.Equals(word)),
        ImmutableSortedSet<int> set => set.Add(999),
        Declarative.Rosters.RemovalLimit limit => limit with { Value = limit.Value + 1 },
        ImmutableArray<Declarative.Planning.Change> changes => changes.RemoveAt(0),
        ImmutableArray<Declarative.Planning.KeptAgent> kept => kept.RemoveAt(0),
        ImmutableArray<Declarative.Planning.FieldChange> fields => fields.RemoveAt(0),
        null when property.PropertyType == typeof(string) => "x",
        null when property.PropertyType == typeof(bool?) => true,
        null when property.PropertyType == typeof(Declarative.Rosters.RemovalLimit?) => new Declarative.Rosters.RemovalLimit(1, IsPercent: false),
        _ => throw new NotSupportedException($"{property.DeclaringType?.Name}.{property.Name}: give its kind another value here."),
    };
}
