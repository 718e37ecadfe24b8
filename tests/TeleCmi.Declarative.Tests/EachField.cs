using System.Reflection;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Tests;

/// <summary>
/// One field of a user, found in every type that carries it. Fields come from <see cref="LiveAgent"/>: a new one that some type lacks
/// fails here, and one that some rule forgets fails in the stories.
/// </summary>
internal sealed record EachField(string Property)
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["Name"] = Fields.Name, ["Phone"] = Fields.Phone, ["StartTime"] = Fields.StartTime, ["EndTime"] = Fields.EndTime, ["SmsAlert"] = Fields.SmsAlert,
    };

    private static readonly Dictionary<string, string> OtherNames = new() { ["Phone"] = "PhoneNumber", ["SmsAlert"] = "Notify" };

    public static IEnumerable<string> All => from property in typeof(LiveAgent).GetProperties()
                                             where property.Name is not (nameof(LiveAgent.Extension) or nameof(LiveAgent.AgentId))
                                             select property.Name;

    /// <summary>As in the API.</summary>
    public string Word => Words[Property];

    public object Mine => Value(Property);

    /// <summary>Another value than the agents of these stories have.</summary>
    public object Theirs => Mine switch
    {
        string text when text.All(char.IsAsciiDigit) => "918000000000",
        string => "Somebody",
        int => 3,
        bool flag => !flag,
        _ => throw new NotSupportedException($"{Property}: give its kind another value here."),
    };

    /// <summary>A third one; a switch has none.</summary>
    public object? Third => Mine switch
    {
        string text when text.All(char.IsAsciiDigit) => "917777777777",
        string => "Nobody",
        int => 4,
        _ => null,
    };

    public static FieldValue? AsValue(object? value) => value switch
    {
        string text => FieldValue.Of(text),
        int number => FieldValue.Of((int?)number),
        bool flag => FieldValue.Of((bool?)flag),
        _ => null,
    };

    public T Set<T>(T record, object? value)
        where T : class
    {
        var clone = (T)(typeof(T).GetMethod("<Clone>$")?.Invoke(record, null) ?? throw new InvalidOperationException($"{typeof(T)} is no record."));
        Find(typeof(T)).SetValue(clone, value);
        return clone;
    }

    public object? Get(object record) => Find(record.GetType()).GetValue(record);

    private PropertyInfo Find(Type type) => type.GetProperty(Property)
        ?? (OtherNames.TryGetValue(Property, out var other) ? type.GetProperty(other) : null)
        ?? throw new MissingMemberException(type.Name, Property);

    private static object Value(string property)
        => new EachField(property).Get(Planning.Case.Listed(101)) ?? throw new InvalidOperationException($"{property} has no value.");
}
