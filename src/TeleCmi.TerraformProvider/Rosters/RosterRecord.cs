using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.Hosted;
using TeleCmi.Declarative.States;
using TeleCmi.TerraformProvider.Schemas;
using TeleCmi.TerraformProvider.Wire;
using static TeleCmi.TerraformProvider.Rosters.RosterConfig;

namespace TeleCmi.TerraformProvider.Rosters;

/// <summary>
/// What is recorded of a roster, in two places: the attributes, which a refresh lets follow the account, and the private data, which hold
/// what was applied as a state of the command. Never a password.
/// </summary>
/// <param name="Resource">Names the resource in this walk; it has no address here.</param>
/// <param name="Applied">The state as the last apply left it; null where nothing is recorded.</param>
internal sealed record RosterRecord(string Resource, RecordedState? Applied)
{
    public const string Fingerprints = "password_fingerprints";

    /// <summary>Of a resource that is made anew.</summary>
    public static RosterRecord New() => new(Guid.NewGuid().ToString("N"), null);

    /// <summary>Reads private data; those that cannot be read count as none: the attributes tell enough to go on.</summary>
    public static RosterRecord Read(ByteString data)
    {
        if (data.IsEmpty)
        {
            return New();
        }

        try
        {
            using var document = JsonDocument.Parse(data.Memory);
            var root = document.RootElement;
            var state = root.TryGetProperty("state", out var recorded) ? recorded.GetString() : null;
            return new RosterRecord(
                root.GetProperty("resource").GetString() ?? "",
                state is null ? null : StateFormat.Read(Encoding.UTF8.GetBytes(state), "the private data of the resource"));
        }
        catch (Exception unreadable)
            when (unreadable is JsonException or InvalidOperationException or KeyNotFoundException or StateException)
        {
            return New();
        }
    }

    public ByteString Write() => ByteString.CopyFromUtf8(JsonDocuments.Write(json => json.Members(() =>
    {
        json.WriteString("resource", Resource);
        if (Applied is { } state)
        {
            json.WriteString("state", Encoding.UTF8.GetString(StateFormat.Write(state)));
        }
    })));

    /// <summary>What the core goes on from; null where no resource is recorded.</summary>
    public HostedRecord? Of(Dynamic state)
    {
        if (state.IsNull || AppId.Parse(state["id"].AsText ?? "") is not { } appId)
        {
            return null;
        }

        var applied = Applied ?? new RecordedState { Lineage = Guid.NewGuid().ToString(), AppId = appId, Origin = "" };
        var found = ImmutableSortedDictionary.CreateBuilder<int, RecordedAgent>();
        var differs = ImmutableSortedDictionary.CreateBuilder<int, AgentValues>();
        foreach (var (extension, key, agent) in RosterConfig.Of(state))
        {
            var before = applied.Agents.GetValueOrDefault(extension);
            var values = AgentObject.Values(agent);
            var record = before ?? new RecordedAgent { Extension = extension, AgentId = AgentId.Of(extension, appId), Values = values };
            found.Add(extension, record with
            {
                Values = values,
                Protected = agent[Protected].AsFlag == true,
                // The attribute may be one of an earlier app secret, which nobody can compare with.
                PasswordFingerprint = Applied is null ? state[Fingerprints][key].AsText : before?.PasswordFingerprint,
            });
            if (before is not null && before.Values != values)
            {
                differs.Add(extension, before.Values);
            }
        }

        return new HostedRecord(applied with { Agents = found.ToImmutable() }, differs.ToImmutable());
    }

    /// <summary>The same with the passwords that a refresh found: of them it is not what was applied that counts.</summary>
    public RosterRecord Following(HostedRecord found) => Applied is not { } state ? this : this with
    {
        Applied = state with
        {
            KeyId = found.State.KeyId,
            Agents = state.Agents.SetItems(
                from one in found.State.Agents
                where state.Agents.ContainsKey(one.Key)
                select KeyValuePair.Create(
                    one.Key, state.Agents[one.Key] with { PasswordFingerprint = one.Value.PasswordFingerprint })),
        },
    };

    /// <summary>The attributes with what a refresh found.</summary>
    public static Dynamic Following(Dynamic state, HostedRecord found)
    {
        var agents = from entry in RosterConfig.Of(state)
                     where found.State.Agents.ContainsKey(entry.Extension)
                     select KeyValuePair.Create(entry.Key, AgentObject.Spelled(entry.Agent, found.State.Agents[entry.Extension].Values));
        var prints = from one in state[Fingerprints].Pairs
                     where ExtensionOf(one.Key) is { } extension && found.State.Agents.ContainsKey(extension)
                     select KeyValuePair.Create(
                         one.Key, Dynamic.Of(found.State.Agents[ExtensionOf(one.Key)!.Value].PasswordFingerprint ?? one.Value.AsText));
        return state.With(AgentMap, Dynamic.Map(agents))
            .With(Fingerprints, state[Fingerprints].IsNull ? Dynamic.None : Dynamic.Map(prints));
    }
}
