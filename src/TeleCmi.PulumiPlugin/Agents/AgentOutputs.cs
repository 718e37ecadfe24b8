using Google.Protobuf.WellKnownTypes;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>What the engine records of an agent.</summary>
internal static class AgentOutputs
{
    /// <summary>The outputs after a call.</summary>
    /// <param name="values">What the service holds now.</param>
    /// <param name="agentId"><c>EXTENSION_APPID</c>.</param>
    /// <param name="sources">Properties that the values came from: what was secret there is secret here.</param>
    public static Struct Of(AgentValues values, string agentId, params ReadOnlySpan<Struct?> sources)
    {
        var properties = values.ToProperties(Secrets(sources));
        properties.Fields[AgentProperty.AgentId] = Value.ForString(agentId);
        return properties;
    }

    /// <summary>The outputs that a preview promises: unknown inputs stay unknown.</summary>
    public static Struct Promise(Struct inputs, Struct? olds, string? agentId)
    {
        var properties = olds?.Clone() ?? new Struct();
        properties.Fields.Remove(AgentProperty.PasswordDiffers);
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
        return properties;
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
