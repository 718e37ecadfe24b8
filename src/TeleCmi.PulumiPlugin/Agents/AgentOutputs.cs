using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client.Agents;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>What the engine records of an agent.</summary>
internal static class AgentOutputs
{
    /// <summary>What a list shows of a user that may be nobody's.</summary>
    public static Struct Seen(LiveAgent live)
    {
        var properties = ResourceAgent.Of(live).ToProperties(Secrets());
        properties.Fields[AgentProperty.AgentId] = Value.ForString(live.AgentId);
        return properties;
    }

    /// <summary>The outputs after a call.</summary>
    /// <param name="values">What the service holds now.</param>
    /// <param name="agentId"><c>EXTENSION_APPID</c>.</param>
    /// <param name="applied">Whom the resource stands for.</param>
    /// <param name="sources">Properties that the values came from: what was secret there is secret here.</param>
    public static Struct Of(ResourceAgent values, string agentId, AppliedPerson applied, params ReadOnlySpan<Struct?> sources)
    {
        var secrets = Secrets(sources);
        var properties = values.ToProperties(secrets);
        properties.Fields[AgentProperty.Applied] = applied.ToOutput(secrets);
        properties.Fields[AgentProperty.AgentId] = Value.ForString(agentId);
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
                properties.Fields[name] = name == AgentProperty.Password || given.IsSecret || olds.Get(name).IsSecret ? Property.AsSecret(value) : value;
            }
        }

        properties.Fields[AgentProperty.AgentId] = Value.ForString(agentId ?? Markers.UnknownText);
        properties.Fields[AgentProperty.Applied] = Value.ForStruct(Only(properties, AgentProperty.Name, AgentProperty.PhoneNumber));
        return properties;
    }

    private static Struct Only(Struct properties, params ReadOnlySpan<string> names)
    {
        var found = new Struct();
        foreach (var name in names)
        {
            if (properties.Fields.TryGetValue(name, out var value))
            {
                found.Fields[name] = value.Clone();
            }
        }

        return found;
    }

    /// <summary>Names of the properties that are secret in any of these.</summary>
    public static HashSet<string> Secrets(params ReadOnlySpan<Struct?> sources)
    {
        var secrets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            foreach (var name in AgentProperty.Inputs)
            {
                if (source.Get(name).IsSecret)
                {
                    secrets.Add(name);
                }
            }
        }

        return secrets;
    }
}
