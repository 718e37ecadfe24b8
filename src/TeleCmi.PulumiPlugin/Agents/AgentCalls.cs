using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>The calls that write an agent, made from properties.</summary>
internal static class AgentCalls
{
    /// <summary>Outside of a preview everything is known.</summary>
    /// <exception cref="Grpc.Core.RpcException">Something is not.</exception>
    public static void RequireKnown(Struct inputs)
    {
        if (AgentProperty.Inputs.FirstOrDefault(name => inputs.Get(name).IsUnknown) is { } unknown)
        {
            throw Failures.Unknowable(unknown);
        }
    }

    /// <summary>What is given, or else live; where live shows a phone masked, the digits that were recorded stand for it.</summary>
    public static ResourceAgent Sendable(ResourceAgent given, ResourceAgent recorded, LiveAgent live)
    {
        var sent = given.Or(ResourceAgent.Of(live));
        return sent.PhoneNumber is { } phone && Phones.IsMasked(phone) && recorded.PhoneNumber is { } digits && Phones.Fit(phone, digits)
            ? sent with { Values = sent.Values with { PhoneNumber = digits } }
            : sent;
    }

    /// <summary>What is sent.</summary>
    public static AgentWrite ToWrite(ResourceAgent agent, int extension, Secret password)
        => agent.Name is null ? throw Failures.Unknowable(AgentProperty.Name)
        : agent.PhoneNumber is not { } phone || Phones.IsMasked(phone) ? throw Failures.Unknowable(AgentProperty.PhoneNumber)
        : new AgentWrite(extension, agent.Values, password);
}
