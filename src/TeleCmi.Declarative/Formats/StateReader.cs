using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Formats;

/// <summary>Reads the JSON of a state, member by member.</summary>
internal static class StateReader
{
    private const int MaximumUnknownDepth = RecordJson.MaximumDepth - 2;

    /// <summary>The version of the format.</summary>
    /// <exception cref="RecordJsonException">It is no state.</exception>
    public static int VersionOf(JsonElement root)
    {
        foreach (var member in RecordJson.Members(root, "state"))
        {
            if (member.NameEquals("format"u8))
            {
                var format = RecordJson.Text(member);
                return format.StartsWith(StateFormat.FormatPrefix, StringComparison.Ordinal)
                    && int.TryParse(
                        format.AsSpan(StateFormat.FormatPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                    ? version
                    : throw new RecordJsonException("`format` is not that of a state");
            }
        }

        throw RecordJson.Missing("format");
    }

    /// <summary>A state of the present version.</summary>
    /// <exception cref="RecordJsonException">It is damaged.</exception>
    /// <exception cref="StateException">Of a generation that is none of these (STA004).</exception>
    public static RecordedState Read(JsonElement root, string location, Func<string, Generation?> generations)
    {
        long? serial = null, appId = null;
        string? lineage = null, origin = null, keyId = null;
        var generation = Generations.Default;
        JsonProperty? agents = null, pending = null;
        var extra = new ExtraReader();
        foreach (var member in root.EnumerateObject())
        {
            switch (member.Name)
            {
                case "format": break;
                case "serial": serial = RecordJson.Whole(member, long.MaxValue - 1); break; // one more must still be a number
                case "lineage": lineage = RecordJson.FilledText(member); break;
                case "appid": appId = RecordJson.Whole(member, long.MaxValue); break;
                case "api":
                    generation = generations(RecordJson.Text(member)) ?? throw new StateException(StateFaults.UnknownGeneration(location));
                    break;
                case "origin": origin = RecordJson.FilledText(member); break;
                case "key_id": keyId = RecordJson.IsNull(member) ? null : RecordJson.FilledText(member); break;
                case "agents": agents = member; break;
                case "pending": pending = RecordJson.IsNull(member) ? null : member; break;
                default: extra.Add(member, MaximumUnknownDepth); break;
            }
        }

        return new RecordedState
        {
            Serial = serial ?? throw RecordJson.Missing("serial"),
            Lineage = lineage ?? throw RecordJson.Missing("lineage"),
            AppId = appId ?? throw RecordJson.Missing("appid"),
            Generation = generation,
            Origin = origin ?? throw RecordJson.Missing("origin"),
            KeyId = keyId,
            Agents = ReadAgents(agents ?? throw RecordJson.Missing("agents"), generation.Schema),
            Pending = pending is { } run ? ReadPending(run.Value, generation.Schema) : null,
            Extra = extra.ToExtra(),
        };
    }

    private static ImmutableSortedDictionary<int, RecordedAgent> ReadAgents(JsonProperty agents, AgentSchema schema)
    {
        var byExtension = ImmutableSortedDictionary.CreateBuilder<int, RecordedAgent>();
        foreach (var item in RecordJson.Items(agents))
        {
            var agent = RecordJson.ReadAgent(item, schema);
            if (!byExtension.TryAdd(agent.Extension, agent))
            {
                throw new RecordJsonException($"extension {agent.Extension} is recorded twice");
            }
        }

        return byExtension.ToImmutable();
    }

    private static PendingRun ReadPending(JsonElement pending, AgentSchema schema)
    {
        string? run = null;
        JsonProperty? changes = null;
        foreach (var member in RecordJson.Members(pending, "pending run"))
        {
            switch (member.Name)
            {
                case "run": run = RecordJson.FilledText(member); break;
                case "changes": changes = member; break;
            }
        }

        var byExtension = new SortedDictionary<int, PendingChange>();
        foreach (var item in RecordJson.Items(changes ?? throw RecordJson.Missing("changes")))
        {
            var change = ReadChange(item, schema);
            if (!byExtension.TryAdd(change.Extension, change))
            {
                throw new RecordJsonException($"extension {change.Extension} is pending twice");
            }
        }

        return new PendingRun(run ?? throw RecordJson.Missing("run"), [.. byExtension.Values]);
    }

    private static PendingChange ReadChange(JsonElement change, AgentSchema schema)
    {
        int? extension = null;
        ChangeAction? action = null;
        RecordedAgent? before = null, after = null;
        foreach (var member in RecordJson.Members(change, "pending change"))
        {
            switch (member.Name)
            {
                case "extension": extension = RecordJson.Extension(member); break;
                case "action": action = RecordJson.Word<ChangeAction>(member, "an action"); break;
                case "before": before = RecordJson.IsNull(member) ? null : RecordJson.ReadAgent(member.Value, schema); break;
                case "after": after = RecordJson.IsNull(member) ? null : RecordJson.ReadAgent(member.Value, schema); break;
            }
        }

        var key = extension ?? throw RecordJson.Missing("extension");
        return (before?.Extension ?? key) == key && (after?.Extension ?? key) == key
            ? new PendingChange(key, action ?? throw RecordJson.Missing("action"), before, after)
            : throw new RecordJsonException($"the pending change of extension {key} holds another one");
    }
}
