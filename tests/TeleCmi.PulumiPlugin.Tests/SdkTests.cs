using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TeleCmi.PulumiPlugin.Tests;

/// <summary>
/// The classes that programs use, compared with the schema field by field from their source: they can't be built where the Pulumi
/// packages are not to be had.
/// </summary>
public sealed partial class SdkTests
{
    private static readonly string Sdk = Path.Combine(Stubs.Folder, "..", "..", "src", "TeleCmi.PulumiSdk");
    private static readonly string TypeScript = Path.Combine(Stubs.Folder, "..", "..", "examples", "pulumi-typescript", "telecmi.ts");

    public static TheoryData<string, string> Classes => new()
    {
        { "TeleCmiAgent", "telecmi:index:Agent" },
        { "AgentRoster", "telecmi:index:AgentRoster" },
        { "TeleCmiRoster", "telecmi:index:Roster" },
    };

    public static TheoryData<string> InputTypes => ["RosterAgent", "RosterPolicy"];

    [Theory]
    [MemberData(nameof(InputTypes))]
    public void A_class_of_inputs_has_the_fields_of_the_schema(string name)
    {
        var type = SchemaTests.Root["types"]![$"telecmi:index:{name}"]!;
        AssertInputs(type["properties"]!, SchemaTests.Strings(type["required"]), Class($"{name}Args"));
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_resource_class_has_the_outputs_and_inputs_of_the_schema(string name, string token)
    {
        var resource = SchemaTests.Resources[token]!;
        var source = Class(name);
        Assert.Contains($"[ResourceType(\"{token}\", null)]", source, StringComparison.Ordinal);
        Assert.Contains($": base(\"{token}\", name, args", source, StringComparison.Ordinal);
        AssertOutputs(resource["properties"]!, SchemaTests.Strings(resource["required"]), source);
        AssertInputs(resource["inputProperties"]!, SchemaTests.Strings(resource["requiredInputs"]), Class($"{name}Args"));
    }

    [Fact]
    public void The_SDK_uses_nothing_of_the_solution() =>
        Assert.All(Directory.EnumerateFiles(Sdk, "*.cs").SelectMany(File.ReadLines).Where(line => line.StartsWith("using ", StringComparison.Ordinal)),
            line => Assert.Matches(@"^using (Pulumi|System|TeleCmi\.Outputs)\b", line));

    [Fact]
    public void The_provider_has_the_configuration_of_the_schema()
    {
        var provider = SchemaTests.Root["provider"]!;
        AssertOutputs(provider["properties"]!, [], Class("Provider"));
        AssertInputs(provider["inputProperties"]!, [], Class("ProviderArgs"), isProvider: true);
        Assert.Contains(": base(\"telecmi\", name", Class("Provider"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_getAgents_returns_has_the_fields_of_the_schema()
    {
        Assert.Contains("\"telecmi:index:getAgents\"", Class("GetAgents"), StringComparison.Ordinal);
        var type = SchemaTests.Root["types"]!["telecmi:index:AgentInfo"]!;
        var required = SchemaTests.Strings(type["required"]).ToHashSet(StringComparer.Ordinal);
        var source = Class("AgentInfo");
        var fields = ReadOnlyField().Matches(source).Select(one => $"{Camel(one.Groups["name"].Value)}: {one.Groups["type"].Value}").Order(StringComparer.Ordinal);
        Assert.Equal(((JsonObject)type["properties"]!).Select(one => $"{one.Key}: {CSharp(one.Value!)}{(required.Contains(one.Key) ? "" : "?")}").Order(StringComparer.Ordinal), fields);
        foreach (var field in SchemaTests.Names(type["properties"]))
        {
            Assert.Matches($@"private AgentInfo\([^)]*\b{field}[,)]", source);
        }
    }

    [Fact]
    public void The_classes_of_the_TypeScript_example_have_the_fields_of_the_schema()
    {
        var source = File.ReadAllText(TypeScript);
        foreach (var name in InputTypes.Select(row => row.Data))
        {
            var type = SchemaTests.Root["types"]![$"telecmi:index:{name}"]!;
            AssertArgs(name, type["properties"]!, type["required"]);
        }

        foreach (var name in (string[])["Agent", "AgentRoster", "Roster"])
        {
            var resource = SchemaTests.Resources[$"telecmi:index:{name}"]!;
            AssertArgs(name, resource["inputProperties"]!, resource["requiredInputs"]);
            var body = Regex.Match(source, $@"class {name} extends(.*?)\n\}}", RegexOptions.Singleline).Groups[1].Value;
            Assert.Equal(SchemaTests.Names(resource["properties"]).Order(StringComparer.Ordinal), TypeScriptOutput().Matches(body).Select(one => one.Groups["name"].Value).Order(StringComparer.Ordinal));
        }

        void AssertArgs(string name, JsonNode properties, JsonNode? requires)
        {
            var required = SchemaTests.Strings(requires).ToHashSet(StringComparer.Ordinal);
            var args = Regex.Match(source, $@"interface {name}Args \{{(.*?)\n\}}", RegexOptions.Singleline).Groups[1].Value;
            var inputs = TypeScriptInput().Matches(args).Select(one => $"{one.Groups["name"].Value}{one.Groups["optional"].Value}: {one.Groups["type"].Value}");
            Assert.Equal(
                ((JsonObject)properties).Select(one => $"{one.Key}{(required.Contains(one.Key) ? "" : "?")}: {JavaScript(one.Value!)}").Order(StringComparer.Ordinal),
                inputs.Order(StringComparer.Ordinal));
        }
    }

    private static void AssertOutputs(JsonNode properties, IEnumerable<string> required, string source)
    {
        var known = required.ToHashSet(StringComparer.Ordinal);
        var wanted = ((JsonObject)properties).Select(one => $"{one.Key} {Pascal(one.Key)}: {CSharp(one.Value!)}{(known.Contains(one.Key) ? "" : "?")}");
        var found = OutputProperty().Matches(source).Select(one => $"{one.Groups["wire"].Value} {one.Groups["name"].Value}: {one.Groups["type"].Value}");
        Assert.Equal(wanted.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private static void AssertInputs(JsonNode properties, IEnumerable<string> required, string source, bool isProvider = false)
    {
        var known = required.ToHashSet(StringComparer.Ordinal);
        var wanted = ((JsonObject)properties).Select(one => $"{one.Key}: {CSharp(one.Value!)}"
            + (known.Contains(one.Key) ? ", required" : "") + (isProvider && (string?)one.Value!["type"] != "string" ? ", json" : ""));
        var found = InputProperty().Matches(source).Select(one => $"{one.Groups["wire"].Value}: {(one.Groups["map"].Success ? $"ImmutableDictionary<string, {one.Groups["type"].Value}>" : one.Groups["type"].Value)}"
            + (one.Groups["flags"].Value.Contains("required: true", StringComparison.Ordinal) ? ", required" : "")
            + (one.Groups["flags"].Value.Contains("json: true", StringComparison.Ordinal) ? ", json" : ""));
        Assert.Equal(wanted.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));

        // What the schema calls secret is made one, and everything can be set under its own name.
        foreach (var (name, property) in (JsonObject)properties)
        {
            Assert.Matches($@"public {Regex.Escape(Input(CSharp(property!)))}\??\s+{Pascal(name)}\b", source);
            Assert.Equal(property!["secret"]?.GetValue<bool>() == true, Regex.IsMatch(source, $@"_{name} = Secrets\.Of\(value\)"));
        }
    }

    private static string Class(string name)
    {
        var source = string.Concat(Directory.EnumerateFiles(Sdk, "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText));
        var found = Regex.Match(source, $@"(\[[^\]]*\]\s+)?public (sealed|static) class {name}\b.*?\n\}}", RegexOptions.Singleline);
        Assert.True(found.Success, $"There is no class {name}.");
        return found.Value;
    }

    private static string CSharp(JsonNode property) => (string?)property["type"] switch
    {
        "integer" => "int",
        "boolean" => "bool",
        "string" => "string",
        "array" => $"ImmutableArray<{CSharp(property["items"]!)}>",
        _ when (string?)property["$ref"] is { } type => type == "pulumi.json#/Any" ? "object" : $"{type.Split(':')[^1]}Args",
        _ => $"ImmutableDictionary<string, {CSharp(property["additionalProperties"]!)}>",
    };

    // An SDK takes a map of values that may come later in a type of its own.
    private static string Input(string type)
        => type.StartsWith("ImmutableDictionary<string, ", StringComparison.Ordinal) ? $"InputMap<{type["ImmutableDictionary<string, ".Length..]}" : $"Input<{type}>";

    private static string JavaScript(JsonNode property) => (string?)property["type"] switch
    {
        "integer" => "number",
        "object" when property["additionalProperties"] is { } one => $"Record<string, {JavaScript(one)}>",
        _ when (string?)property["$ref"] is { } type => $"{type.Split(':')[^1]}Args",
        var type => type!,
    };

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    [GeneratedRegex(@"\[Output\(""(?<wire>\w+)""\)\]\s+public Output<(?<type>[^;{]+)> (?<name>\w+) \{")]
    private static partial Regex OutputProperty();

    [GeneratedRegex(@"\[Input\(""(?<wire>\w+)""(?<flags>[^)]*)\)\]\s+(public|private) Input(?<map>Map)?<(?<type>\w+)>\?? \w+")]
    private static partial Regex InputProperty();

    [GeneratedRegex(@"public readonly (?<type>[\w?<>]+) (?<name>\w+);")]
    private static partial Regex ReadOnlyField();

    [GeneratedRegex(@"^\s+(?<name>\w+)(?<optional>\??): pulumi\.Input<(?<type>[\w<>, ]+)>;", RegexOptions.Multiline)]
    private static partial Regex TypeScriptInput();

    [GeneratedRegex(@"declare public readonly (?<name>\w+): pulumi\.Output<")]
    private static partial Regex TypeScriptOutput();
}
