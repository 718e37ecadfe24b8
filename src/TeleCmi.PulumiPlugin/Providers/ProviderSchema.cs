using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.PulumiPlugin.Agents;

namespace TeleCmi.PulumiPlugin.Providers;

/// <summary>
/// The plugin's own description, from which the engine and every SDK learn its types: schema.json, in which the fields of an agent are
/// those of the table.
/// </summary>
internal static class ProviderSchema
{
    /// <summary>Semantic version of the plugin.</summary>
    public static string Version { get; } =
        typeof(ProviderSchema).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The schema, with the version filled in.</summary>
    public static string Read()
    {
        var schema = Of(Generations.Default);
        schema["version"] = Version;
        using var written = new MemoryStream();
        using (var writer = new Utf8JsonWriter(written))
        {
            schema.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(written.ToArray());
    }

    /// <summary>The schema of a generation, without a version.</summary>
    internal static JsonObject Of(Generation generation)
    {
        using var stream = typeof(ProviderSchema).Assembly.GetManifestResourceStream("schema.json")!;
        var schema = JsonNode.Parse(stream)!.AsObject();
        var agent = schema["resources"]!["telecmi:index:Agent"]!.AsObject();
        Fill(schema["types"]!["telecmi:index:AgentInfo"]!.AsObject(), "properties", generation.Schema, Seen);
        Fill(schema["types"]!["telecmi:index:RosterAgent"]!.AsObject(), "properties", generation.Schema, Given);
        schema["types"]!["telecmi:index:RosterAgent"]!["required"] = Names(
            generation.Schema.Of(FieldUse.Required).Select(AgentProperty.NameOf));
        Fill(agent, "properties", generation.Schema, Seen);
        Fill(agent, "inputProperties", generation.Schema, Given);
        var required = generation.Schema.Of(FieldUse.Required).Select(AgentProperty.NameOf).Prepend(AgentProperty.Extension).ToList();
        agent["requiredInputs"] = Names(required);
        agent["required"] = Names(required.Prepend(AgentProperty.AgentId));
        return schema;
    }

    private static string Seen(AgentField field) => Described(field, " Absent where the service shows none.");

    private static string Given(AgentField field) => Described(field, " Left out, the value in force is kept.");

    private static string Described(AgentField field, string otherwise)
        => field.Description + (field.Is(FieldUse.Required) ? "" : otherwise);

    // The fields by the table, in its order; what else an agent has stays as the file says, and where it says.
    private static void Fill(JsonObject owner, string map, AgentSchema schema, Func<AgentField, string> describe)
    {
        var given = owner[map]!.AsObject();
        var filled = new JsonObject();
        string[] first = [AgentProperty.Extension, .. schema.Keys.Select(AgentProperty.NameOf)];
        var others = given.Select(property => property.Key).Where(name => AgentProperty.FieldOf(name) is null);
        foreach (var name in first.Union(others).ToList())
        {
            var field = schema.Fields.FirstOrDefault(field => AgentProperty.NameOf(field.Key) == name);
            if (field is not null)
            {
                filled[name] = new JsonObject { ["type"] = TypeOf(field.Kind), ["description"] = describe(field) };
            }
            else if (given[name]?.DeepClone() is { } other)
            {
                filled[name] = other;
            }
        }

        owner[map] = filled;
    }

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => JsonValue.Create(name))]);

    private static string TypeOf(FieldKind kind) => kind switch
    {
        FieldKind.Hour => "integer",
        FieldKind.Switch => "boolean",
        _ => "string",
    };
}
