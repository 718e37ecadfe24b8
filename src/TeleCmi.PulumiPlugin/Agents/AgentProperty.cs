using System.Collections.Frozen;
using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client;
using TeleCmi.Client.Agents;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>The properties of an agent: the keys of its fields in camelCase.</summary>
internal static class AgentProperty
{
    public const string Extension = Client.Agents.Fields.Extension;
    public const string Name = "name";
    public const string PhoneNumber = "phoneNumber";
    public const string Password = AgentSchema.Password;

    /// <summary>Output: <c>EXTENSION_APPID</c>, also the resource's id.</summary>
    public const string AgentId = "agentId";

    /// <summary>Output: name and phone number last applied, taken over or imported.</summary>
    public const string Applied = "applied";

    private static readonly FrozenDictionary<string, AgentField> ByName =
        Schema.Fields.ToFrozenDictionary(field => NameOf(field.Key), StringComparer.Ordinal);

    /// <summary>The fields of the account's generation.</summary>
    public static AgentSchema Schema => Generations.Default.Schema;

    /// <summary>The inputs, in the order in which they are shown. Protection is the engine's.</summary>
    public static ImmutableArray<string> Inputs { get; } =
        [Extension, .. Schema.Keys.Where(key => key != AgentSchema.Protected).Select(NameOf)];

    /// <summary>The property of a key: <c>phoneNumber</c> for <c>phone_number</c>.</summary>
    public static string NameOf(string key) => AgentField.Camel(key);

    /// <summary>The field of a property; null where it is none.</summary>
    public static AgentField? FieldOf(string property) => ByName.GetValueOrDefault(property);

    /// <summary>A value as the protocol carries it; null where there is none.</summary>
    public static Value? Write(FieldValue? value) => value switch
    {
        FieldValue.Text text => Value.ForString(text.Value),
        FieldValue.Number number => Value.ForNumber(number.Value),
        FieldValue.Flag flag => Value.ForBool(flag.Value),
        _ => null,
    };
}
