using System.Reflection;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Tests;

/// <summary>
/// One field of a user, in every type that carries it. Fields come from the schema: one that some rule forgets fails in the stories.
/// </summary>
internal sealed record EachField(string Key)
{
    private static readonly Dictionary<string, string> OtherNames = new() { ["phone_number"] = "Phone", ["sms_alert"] = "Notify" };

    public static IEnumerable<string> All => Generations.Default.Schema.Fields.Select(one => one.Key);

    private AgentField Field => Generations.Default.Schema.Find(Key) ?? throw new MissingMemberException(nameof(AgentValues), Key);

    public object Mine => Value(Key);

    /// <summary>Another value than the agents of these stories have.</summary>
    public object Theirs => Mine switch
    {
        string text when text.All(char.IsAsciiDigit) => "918000000000",
        string => "Somebody",
        int => 3,
        bool flag => !flag,
        _ => throw new NotSupportedException($"{Key}: give its kind another value here."),
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
        where T : class => (T)(object)(record switch
        {
            RosterAgent entry => entry with { Values = Field.With(entry.Values, AsValue(value)) },
            RecordedAgent known => known with { Values = Field.With(known.Values, AsValue(value)) },
            LiveAgent live => live with { Values = Field.With(live.Values, AsValue(value)) },
            _ => Changed(record, value),
        });

    public object? Get(object record) => record switch
    {
        RosterAgent entry => Raw(Field.Get(entry.Values)),
        RecordedAgent known => Raw(Field.Get(known.Values)),
        LiveAgent live => Raw(Field.Get(live.Values)),
        AgentValues values => Raw(Field.Get(values)),
        _ => Find(record.GetType()).GetValue(record),
    };

    private static object? Raw(FieldValue? value) => value switch
    {
        FieldValue.Text text => text.Value,
        FieldValue.Number number => number.Value,
        FieldValue.Flag flag => flag.Value,
        _ => null,
    };

    private T Changed<T>(T record, object? value)
        where T : class
    {
        var clone = (T)(typeof(T).GetMethod("<Clone>$")?.Invoke(record, null) ?? throw new InvalidOperationException($"{typeof(T)} is no record."));
        Find(typeof(T)).SetValue(clone, value);
        return clone;
    }

    private PropertyInfo Find(Type type) => type.GetProperty(OtherNames.GetValueOrDefault(Key) ?? string.Concat(Key.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..])))
        ?? throw new MissingMemberException(type.Name, Key);

    private static object Value(string key)
        => new EachField(key).Get(Planning.Case.Listed(101)) ?? throw new InvalidOperationException($"{key} has no value.");
}
