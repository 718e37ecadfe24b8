using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Observing;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;
using TeleCmi.PulumiPlugin.Accounts;
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

    /// <summary>Adds the user.</summary>
    public static Task<CallResult> AddAsync(OpenAccount account, ResourceAgent wanted, int extension, Secret password, CancellationToken cancellationToken)
    {
        var id = account.IdOf(extension);
        var change = new Change
        {
            Action = ChangeAction.Add,
            Extension = extension,
            Reason = ChangeReason.New,
            After = wanted.ToRecord(id, account.Key.Fingerprint(id, password)),
        };
        var write = ToWrite(wanted, extension, password);
        return SettledCall.SendAsync(account, change, (writer, token) => writer.AddAsync(write, token), cancellationToken);
    }

    /// <summary>Replaces the record of a user whom a list shows.</summary>
    public static Task<CallResult> UpdateAsync(
        OpenAccount account, ObserveResult.Seen listing, LiveAgent live, ResourceAgent sent, Secret password, CancellationToken cancellationToken)
    {
        var change = new Change
        {
            Action = ChangeAction.Update,
            Extension = live.Extension,
            Reason = ChangeReason.Differs,
            Before = Record(account, listing, live),
            After = sent.ToRecord(live.AgentId, account.Key.Fingerprint(live.AgentId, password)),
        };
        var write = ToWrite(sent, live.Extension, password);
        return SettledCall.SendAsync(account, change, (writer, token) => writer.UpdateAsync(write, token), cancellationToken);
    }

    /// <summary>Removes a user whom a list shows, and nobody else.</summary>
    public static Task<CallResult> RemoveAsync(OpenAccount account, ObserveResult.Seen listing, LiveAgent live, CancellationToken cancellationToken)
    {
        var change = new Change
        {
            Action = ChangeAction.Remove,
            Extension = live.Extension,
            Reason = ChangeReason.NotInRoster,
            Before = Record(account, listing, live),
        };
        return SettledCall.SendAsync(account, change, (writer, token) => writer.RemoveAsync(live.Extension, token), cancellationToken);
    }

    /// <summary>What is given, or else live; where live shows a phone masked, the digits that were recorded stand for it.</summary>
    public static ResourceAgent Sendable(ResourceAgent given, ResourceAgent recorded, LiveAgent live)
    {
        var sent = given.Or(ResourceAgent.Of(live));
        return sent.PhoneNumber is { } phone && Phones.IsMasked(phone) && recorded.PhoneNumber is { } digits && Phones.Fit(phone, digits)
            ? sent with { Values = sent.Values with { PhoneNumber = digits } }
            : sent;
    }

    private static Declarative.States.RecordedAgent Record(OpenAccount account, ObserveResult.Seen listing, LiveAgent live) => ResourceAgent.Of(live).ToRecord(
        live.AgentId, listing.Live.Passwords.Find(live.Extension) is { } password ? account.Key.Fingerprint(live.AgentId, password) : null);

    private static AgentWrite ToWrite(ResourceAgent agent, int extension, Secret password)
        => agent.Name is null ? throw Failures.Unknowable(AgentProperty.Name)
        : agent.PhoneNumber is not { } phone || Phones.IsMasked(phone) ? throw Failures.Unknowable(AgentProperty.PhoneNumber)
        : new AgentWrite(extension, agent.Values, password);
}
