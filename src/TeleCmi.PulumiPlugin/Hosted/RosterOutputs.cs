using System.Collections.Immutable;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.Hosted;
using TeleCmi.Declarative.States;
using TeleCmi.PulumiPlugin.Agents;
using TeleCmi.PulumiPlugin.Wire;
using static TeleCmi.PulumiPlugin.Hosted.RosterKeys;

namespace TeleCmi.PulumiPlugin.Hosted;

/// <summary>What the engine records of a Roster, and reads back: the state of the command, without a file. Never a password.</summary>
internal static class RosterOutputs
{
    private const string Unlisted = "unlisted";
    private const string Applied = "applied";

    public static Struct Of(HostedRecord record, RosterInputs inputs)
    {
        var (state, secrets) = (
            record.State, inputs.Entries.ToDictionary(entry => entry.Extension, entry => AgentProperties.Secrets(entry.Agent)));
        var (agents, ids, prints, applied) = (new Struct(), new Struct(), new Struct(), new Struct());
        foreach (var agent in state.Agents.Values)
        {
            var key = $"{agent.Extension}";
            var own = AgentProperties.Of(null, agent.Values, null, secrets.GetValueOrDefault(agent.Extension));
            own.Fields[AgentProperty.AgentId] = Value.ForString(agent.AgentId);
            own.Fields[Protected] = Value.ForBool(agent.Protected);
            if (agent.Unlisted)
            {
                own.Fields[Unlisted] = Value.ForBool(true);
            }

            (agents.Fields[key], ids.Fields[key]) = (Value.ForStruct(own), Value.ForString(agent.AgentId));
            if (agent.PasswordFingerprint is { } print)
            {
                prints.Fields[key] = Value.ForString(print);
            }

            if (record.Applied.TryGetValue(agent.Extension, out var values))
            {
                applied.Fields[key] = Value.ForStruct(AgentProperties.Of(null, values, null, secrets.GetValueOrDefault(agent.Extension)));
            }
        }

        var rest = new Struct
        {
            Fields =
            {
                ["lineage"] = Value.ForString(state.Lineage),
                ["serial"] = Value.ForNumber(state.Serial),
                ["origin"] = Value.ForString(state.Origin),
                ["api"] = Value.ForString(state.Generation.Name),
                [Account] = Value.ForString($"{state.AppId}"),
                [Applied] = Value.ForStruct(applied),
            },
        };
        if (state.KeyId is { } keyId)
        {
            rest.Fields["keyId"] = Value.ForString(keyId);
        }

        if (state.Pending is not null)
        {
            rest.Fields["pending"] = Property.AsSecret(
                Value.ForString(Encoding.UTF8.GetString(StateFormat.Write(state with { Agents = state.Agents.Clear() }))));
        }

        return new Struct
        {
            Fields =
            {
                [AgentMap] = Value.ForStruct(agents),
                [AgentIds] = Value.ForStruct(ids),
                [Extensions] = Value.ForList([.. state.Agents.Keys.Select(extension => Value.ForNumber(extension))]),
                [Fingerprints] = Value.ForStruct(prints),
                [Record] = Value.ForStruct(rest),
            },
        };
    }

    /// <summary>What was recorded; null where nothing was, or where it cannot be read any more.</summary>
    public static HostedRecord? Read(Struct? outputs)
    {
        if (outputs.Get(Record).Content?.StructValue is not { } rest || rest.Get("lineage").Text is not { } lineage
            || !long.TryParse(rest.Get(Account).Text, out var appId))
        {
            return null;
        }

        var agents = ImmutableSortedDictionary.CreateBuilder<int, RecordedAgent>();
        var applied = ImmutableSortedDictionary.CreateBuilder<int, AgentValues>();
        var prints = outputs.Get(Fingerprints).Content?.StructValue;
        foreach (var (extension, agent) in new RosterInputs(outputs!).Entries)
        {
            agents.Add(extension, new RecordedAgent
            {
                Extension = extension,
                AgentId = AgentId.Of(extension, appId),
                Values = AgentProperties.Values(agent),
                Protected = agent.Get(Protected).Flag == true,
                Unlisted = agent.Get(Unlisted).Flag == true,
                PasswordFingerprint = prints.Get($"{extension}").Text,
            });
        }

        var inForce = new Struct { Fields = { [AgentMap] = rest.Get(Applied).Content ?? Value.ForNull() } };
        foreach (var (extension, values) in new RosterInputs(inForce).Entries)
        {
            applied.Add(extension, AgentProperties.Values(values));
        }

        var state = new RecordedState
        {
            Lineage = lineage,
            Serial = rest.Get("serial").Integer ?? 0,
            AppId = appId,
            Origin = rest.Get("origin").Text ?? "",
            Generation = Generations.Find(rest.Get("api").Text ?? "") ?? Generations.Default,
            KeyId = rest.Get("keyId").Text,
            Agents = agents.ToImmutable(),
            Pending = rest.Get("pending").Text is { } pending ? StateFormat.ReadPending(pending) : null,
        };
        return new HostedRecord(state, applied.ToImmutable());
    }

    /// <summary>What a preview promises: the agents as they will be, as far as that is known.</summary>
    public static Struct Promise(RosterInputs inputs, HostedPlan? plan, HostedRecord? recorded, long? appId)
    {
        var promise = new Struct();
        foreach (var name in new[] { AgentMap, AgentIds, Fingerprints, Record })
        {
            promise.Fields[name] = Value.ForString(Markers.UnknownMap);
        }

        promise.Fields[Extensions] = Value.ForString(Markers.UnknownList);
        if (inputs.IsUnknown || plan is null)
        {
            return promise;
        }

        var remaining = plan.Remaining(recorded?.State).Order().ToList();
        promise.Fields[Extensions] = Value.ForList([.. remaining.Select(extension => Value.ForNumber(extension))]);
        if (appId is { } account)
        {
            promise.Fields[AgentIds] = Map(remaining.Select(extension => (extension, Value.ForString(AgentId.Of(extension, account)))));
        }

        return promise;
    }

    /// <summary>An import: the whole account as inputs.</summary>
    public static Struct Inputs(HostedRecord record) => new()
    {
        Fields =
        {
            [AgentMap] = Map(record.State.Agents.Values.Select(agent =>
                (agent.Extension, Value.ForStruct(AgentProperties.Of(null, agent.Values, null))))),
        },
    };

    private static Value Map(IEnumerable<(int Extension, Value Value)> values)
        => Value.ForStruct(new Struct { Fields = { values.ToDictionary(one => $"{one.Extension}", one => one.Value) } });
}
