using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Singles;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>An agent as inputs and outputs of the engine. Of what is read, null is absent, unknown or of a wrong type.</summary>
internal static class AgentProperties
{
    /// <summary>The known values; the phone in digits, where its text is a phone number.</summary>
    public static AgentValues Values(Struct? properties) => AgentProperty.Schema.Make(field => Given(properties)(field.Key).As(field));

    /// <summary>Properties as the core takes them: by the keys of the API.</summary>
    public static Func<string, GivenValue> Given(Struct? properties) => key => properties.Get(AgentProperty.NameOf(key)).Given;

    public static Secret? Password(Struct? properties) => properties.Get(AgentProperty.Password).Text is { } text ? new Secret(text) : null;

    /// <summary>What was recorded last.</summary>
    public static SingleAgent Recorded(Struct? outputs, Struct? inputs) =>
        new(Values(outputs), Password(outputs), Applied(outputs, inputs));

    /// <summary>Whom the resource stands for: the output, in a state of before it the values, or else the inputs.</summary>
    public static Person Applied(Struct? outputs, Struct? inputs)
    {
        if (outputs.Get(AgentProperty.Applied).Content is { KindCase: Value.KindOneofCase.StructValue } applied)
        {
            return Person.Of(Values(applied.StructValue));
        }

        var recorded = Person.Of(Values(outputs));
        return recorded.IsUnknown ? Person.Of(Values(inputs)) : recorded;
    }

    /// <summary>The properties that have a value, the password as a secret.</summary>
    /// <param name="extension">The key; null where it is none of them.</param>
    /// <param name="values">The fields.</param>
    /// <param name="password">The password.</param>
    /// <param name="secrets">Further properties that must be secret.</param>
    public static Struct Of(int? extension, AgentValues values, Secret? password, IReadOnlySet<string>? secrets = null)
    {
        var properties = new Struct();
        foreach (var name in AgentProperty.Inputs)
        {
            var value = AgentProperty.Write(name switch
            {
                AgentProperty.Extension => FieldValue.Of(extension),
                AgentProperty.Password => FieldValue.Of(password?.Reveal()),
                _ => AgentProperty.FieldOf(name)?.Get(values),
            });
            if (value is not null)
            {
                var isSecret = name == AgentProperty.Password || secrets?.Contains(name) == true;
                properties.Fields[name] = isSecret ? Property.AsSecret(value) : value;
            }
        }

        return properties;
    }

    /// <summary>What a list shows of a user that may be nobody's.</summary>
    public static Struct Seen(LiveAgent live)
    {
        var properties = Of(live.Extension, live.Values, null);
        properties.Fields[AgentProperty.AgentId] = Value.ForString(live.AgentId);
        return properties;
    }

    /// <summary>The outputs after a call.</summary>
    /// <param name="id"><c>EXTENSION_APPID</c>.</param>
    /// <param name="agent">What is to be recorded.</param>
    /// <param name="sources">Properties that the values came from: what was secret there is secret here.</param>
    public static Struct Outputs(string id, SingleAgent agent, params ReadOnlySpan<Struct?> sources)
    {
        var secrets = Secrets(sources);
        var properties = Of(AgentId.Parse(id)?.Extension, agent.Values, agent.Password, secrets);
        var applied = agent.Values.Schema.None with { Name = agent.Person.Name, PhoneNumber = agent.Person.PhoneNumber };
        properties.Fields[AgentProperty.Applied] = Value.ForStruct(Of(null, applied, null, secrets));
        properties.Fields[AgentProperty.AgentId] = Value.ForString(id);
        return properties;
    }

    /// <summary>The outputs that a preview promises: unknown inputs stay unknown.</summary>
    public static Struct Promise(Struct inputs, Struct? olds, string? agentId)
    {
        var properties = olds?.Clone() ?? new Struct();
        foreach (var name in AgentProperty.Inputs)
        {
            var given = inputs.Get(name);
            if (!given.IsAbsent)
            {
                var value = given.Content ?? Value.ForString(Markers.UnknownText);
                var isSecret = name == AgentProperty.Password || given.IsSecret || olds.Get(name).IsSecret;
                properties.Fields[name] = isSecret ? Property.AsSecret(value) : value;
            }
        }

        properties.Fields[AgentProperty.AgentId] = Value.ForString(agentId ?? Markers.UnknownText);
        var person = properties.Fields.Where(one => one.Key is AgentProperty.Name or AgentProperty.PhoneNumber);
        var applied = new Struct { Fields = { person.ToDictionary(one => one.Key, one => one.Value.Clone()) } };
        properties.Fields[AgentProperty.Applied] = Value.ForStruct(applied);
        return properties;
    }

    /// <summary>Names of the properties that are secret in any of these.</summary>
    public static HashSet<string> Secrets(params ReadOnlySpan<Struct?> sources)
    {
        var secrets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            secrets.UnionWith(AgentProperty.Inputs.Where(name => source.Get(name).IsSecret));
        }

        return secrets;
    }
}
