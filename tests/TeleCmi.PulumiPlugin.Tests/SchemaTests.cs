using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.PulumiPlugin.Providers;

namespace TeleCmi.PulumiPlugin.Tests;

/// <summary>
/// schema.json, from which engines and SDKs learn the types. Pulumi's metaschema is in no package; what it asks of the parts that are
/// used here is asked here.
/// </summary>
public sealed partial class SchemaTests
{
    private static readonly string Source = Path.Combine(Stubs.Folder, "..", "..", "src", "TeleCmi.PulumiPlugin", "schema.json");
    private static readonly JsonObject Schema = (JsonObject)JsonNode.Parse(File.ReadAllText(Source))!;

    [Fact]
    public async Task The_plugin_serves_the_schema_with_its_own_version()
    {
        await using var desk = await Deployment.StartAsync();
        var served = (JsonObject)JsonNode.Parse((await desk.CallAsync("GetSchema", []))["schema"]!.GetValue<string>())!;
        Assert.Equal((await desk.CallAsync("GetPluginInfo", []))["version"]!.GetValue<string>(), served["version"]!.GetValue<string>());
        served.Remove("version");
        if (Environment.GetEnvironmentVariable("TELECMI_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Source, served.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }) + "\n");
            return;
        }

        // By the table of fields; eng/write-schemas writes it anew.
        Assert.True(JsonNode.DeepEquals(Schema, served));
    }

    [Fact]
    public async Task What_the_schema_takes_is_what_the_plugin_takes()
    {
        await using var desk = await Deployment.OpenAsync();
        var check = await desk.CallAsync("Check", new JsonObject { ["urn"] = Resource.UrnOf("a"), ["news"] = Values.Agent().With("colour", "red") });
        var taken = Names().Matches(check.Failures().Split("it has ")[1]).Select(one => one.Value).Order(StringComparer.Ordinal);
        Assert.Equal(Names(Agent["inputProperties"]).Order(StringComparer.Ordinal), taken);

        var agent = await desk.CreateAsync(Values.Agent(102));
        Assert.Equal(Names(Agent["properties"]).Order(StringComparer.Ordinal), agent.Outputs.Select(one => one.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_field_that_another_generation_knows_is_in_its_schema()
    {
        var field = AgentFields.SmsAlert with { Key = "follow_me", Description = "Whether calls follow." };
        var generation = Generations.Default with { Schema = new AgentSchema([.. Generations.Default.Schema.Fields, field]) };

        var agent = ProviderSchema.Of(generation)["resources"]!["telecmi:index:Agent"]!;

        Assert.Equal("boolean", (string?)agent["properties"]!["followMe"]!["type"]);
        Assert.Equal("Whether calls follow. Left out, the value in force is kept.", (string?)agent["inputProperties"]!["followMe"]!["description"]);
        Assert.Null(Agent["properties"]!["followMe"]);
    }

    [Fact]
    public void Everything_has_a_description_and_a_type()
    {
        var count = 0;
        foreach (var (place, property) in Properties())
        {
            count++;
            Assert.False(string.IsNullOrWhiteSpace((string?)property["description"]), place);
            Assert.True(property["type"] is not null || property["$ref"] is not null, place);
            Assert.True((string?)property["type"] is "string" or "integer" or "boolean" or "array" or "object", place);
            Assert.True((string?)property["type"] != "array" || property["items"] is not null, place);
        }

        Assert.True(count > 40);
        foreach (var described in new[] { Schema, Agent, Resources["telecmi:index:AgentRoster"]!, Schema["functions"]!["telecmi:index:getAgents"]!, Schema["provider"]! })
        {
            Assert.False(string.IsNullOrWhiteSpace((string?)described["description"]));
        }
    }

    [Fact]
    public void Tokens_references_and_required_properties_exist()
    {
        foreach (var token in Names(Schema["resources"]).Concat(Names(Schema["functions"])).Concat(Names(Schema["types"])))
        {
            Assert.Matches("^telecmi:index:[A-Za-z]+$", token);
        }

        foreach (var reference in References(Schema).Where(one => one != "pulumi.json#/Any"))
        {
            Assert.NotNull(Schema["types"]![reference["#/types/".Length..]]);
        }

        foreach (var resource in Resources.Select(one => one.Value!))
        {
            Assert.Empty(Strings(resource["required"]).Except(Names(resource["properties"]), StringComparer.Ordinal));
            Assert.Empty(Strings(resource["requiredInputs"]).Except(Names(resource["inputProperties"]), StringComparer.Ordinal));
        }
    }

    [Fact]
    public void What_matters_to_a_user_is_said()
    {
        Assert.True(Agent["properties"]!["password"]!["secret"]!.GetValue<bool>());
        Assert.True(Agent["inputProperties"]!["password"]!["secret"]!.GetValue<bool>());
        Assert.True(Agent["inputProperties"]!["extension"]!["willReplaceOnChanges"]!.GetValue<bool>());
        Assert.Contains("## Import", (string?)Agent["description"], StringComparison.Ordinal);
        Assert.Equal("TeleCmiAgent", (string?)Agent["language"]!["csharp"]!["name"]);
        Assert.True(Resources["telecmi:index:AgentRoster"]!["isComponent"]!.GetValue<bool>());
        Assert.Equal("TeleCmi", (string?)Schema["language"]!["csharp"]!["namespaces"]!["telecmi"]);
        Assert.Contains("kind/native", Strings(Schema["keywords"]));
        Assert.Equal("github://api.github.com/telecmi-declarative/telecmi", (string?)Schema["pluginDownloadURL"]);

        // The secret has no default from the environment: SDKs would put it into the state.
        foreach (var config in new[] { Schema["config"]!["variables"]!, Schema["provider"]!["inputProperties"]! })
        {
            Assert.Equal(["api", "appId", "baseUrl", "maxRemovals", "parallelism", "sandbox", "secret"], Names(config).Order(StringComparer.Ordinal));
            Assert.Equal("TELECMI_APPID", (string?)config["appId"]!["defaultInfo"]!["environment"]![0]);
            Assert.Null(config["secret"]!["defaultInfo"]);
            Assert.True(config["secret"]!["secret"]!.GetValue<bool>());
        }

        Assert.Null(Schema["$schema"]);
        Assert.Null(Schema["version"]);
    }

    internal static JsonObject Resources => (JsonObject)Schema["resources"]!;

    internal static JsonNode Root => Schema;

    internal static JsonNode Agent => Resources["telecmi:index:Agent"]!;

    internal static IEnumerable<string> Names(JsonNode? map) => ((JsonObject)map!).Select(one => one.Key);

    internal static IEnumerable<string> Strings(JsonNode? list) => ((JsonArray?)list)?.Select(one => one!.GetValue<string>()) ?? [];

    private static IEnumerable<(string Place, JsonNode Property)> Properties()
    {
        var maps = new List<(string, JsonNode?)> { ("config", Schema["config"]!["variables"]), ("provider", Schema["provider"]!["properties"]), ("provider inputs", Schema["provider"]!["inputProperties"]) };
        maps.AddRange(Resources.SelectMany(one => new[] { (one.Key, one.Value!["properties"]), (one.Key + " inputs", one.Value!["inputProperties"]) }));
        maps.AddRange(((JsonObject)Schema["types"]!).Select(one => (one.Key, one.Value!["properties"])));
        maps.AddRange(((JsonObject)Schema["functions"]!).Select(one => (one.Key, one.Value!["outputs"]!["properties"])));
        return maps.SelectMany(map => ((JsonObject)map.Item2!).Select(one => ($"{map.Item1}.{one.Key}", one.Value!)));
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(one => one.Key == "$ref" ? [one.Value!.GetValue<string>()] : References(one.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };

    [GeneratedRegex("[a-zA-Z]+")]
    private static partial Regex Names();
}
