using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Declarative.Tests.Rosters;

/// <summary>Holds docs/diagnostics.md and docs/agents.schema.json to the code.</summary>
public sealed partial class Documents : IDisposable
{
    private const string Agent = "agents:\n  - ";

    private static readonly string[] RosterKeys = ["appid", "secret", "defaults", "policy", "shifts", "agents"];
    private static readonly string Root = RepositoryRoot();
    private static readonly string Page = File.ReadAllText(Path.Combine(Root, "docs/diagnostics.md"));

    private readonly TempFolder _folder = new();

    public static TheoryData<string, bool, string, string> Examples
    {
        get
        {
            var data = new TheoryData<string, bool, string, string>();
            foreach (var section in Page.Split("\n### ").Skip(1))
            {
                foreach (Match m in Example().Matches(section))
                {
                    data.Add(section[..6], m.Groups["kind"].Value == "Right", m.Groups["with"].Value, m.Groups["text"].Value.Replace(" ⏎ ", "\n"));
                }
            }

            return data;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_gives_what_the_page_says(string code, bool isRight, string with, string text)
    {
        var diagnostics = with == "env file" ? EnvFile(text) : Load(text, with);

        if (isRight)
        {
            Assert.DoesNotContain(diagnostics, d => d.IsError || d.Code == code);
        }
        else
        {
            Assert.Contains(diagnostics, d => d.Code == code);
        }
    }

    [Fact]
    public void The_page_lists_every_code_of_the_catalogue_once_and_no_other()
    {
        // A rule that other doors share has its code beside it.
        var catalogue = Directory.GetFiles(Path.Combine(Root, "src/TeleCmi.Declarative/Yaml"), "RosterProblem*.cs")
            .Concat(Directory.GetFiles(Path.Combine(Root, "src/TeleCmi.Declarative/Rosters")))
            .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(m => m.Value.Trim('"'))).Distinct().Order();

        Assert.Equal(catalogue, Heading().Matches(Page).Select(m => m.Groups[1].Value));
    }

    [Fact]
    public void The_schema_on_disk_is_the_one_of_the_command()
    {
        // By the table of fields; eng/write-schemas writes it anew.
        if (Environment.GetEnvironmentVariable("TELECMI_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Path.Combine(Root, "docs/agents.schema.json"), RosterSchema.Json);
        }

        Assert.Equal(RosterSchema.Json, File.ReadAllText(Path.Combine(Root, "docs/agents.schema.json")));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("properties.defaults", "defaults: { zzzzzzzz: 1 }")]
    [InlineData("properties.policy", "policy: { zzzzzzzz: 1 }")]
    [InlineData("definitions.agent", "agents: [ { zzzzzzzz: 1 } ]")]
    public void The_schema_knows_the_same_keys_as_the_loader(string path, string yaml)
    {
        using var schema = JsonDocument.Parse(RosterSchema.Json);
        var node = path.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate(schema.RootElement, (e, name) => e.GetProperty(name));
        var hint = Given.Text(yaml.Length == 0 ? "zzzzzzzz: 1" : yaml).Diagnostics.First(d => d.Code == "ROS020").Hint;

        Assert.Equal("known here: " + string.Join(", ", node.GetProperty("properties").EnumerateObject().Select(p => p.Name)), hint);
        Assert.False(node.GetProperty("additionalProperties").GetBoolean());
    }

    private ImmutableArray<Diagnostic> Load(string text, string with)
    {
        var loaded = Given.Text(Complete(text));
        if (loaded.Roster is null)
        {
            return loaded.Diagnostics;
        }

        _folder.Write("passwords/101", "s3cret-101\n");
        var pair = with.Split('=');
        var resolved = RosterSecrets.Resolve(
            loaded.Roster, Variables.Of(name => name == pair[0] ? pair[1] : null), new PasswordFiles(_folder["agents.yaml"]).Read);
        return [.. loaded.Diagnostics, .. resolved.Diagnostics, .. RosterSecrets.LeftAlone(loaded.Roster, resolved.Unset) is { } told ? [told] : Array.Empty<Diagnostic>()];
    }

    private ImmutableArray<Diagnostic> EnvFile(string text)
    {
        var variables = Variables.Of(_ => null, _folder.Write("env", text));
        var roster = Given.Valid(Given.Agent + "    password: ${AGENT_101_PASSWORD}\n");
        return variables.Diagnostics.AddRange(RosterSecrets.Resolve(roster, variables, new PasswordFiles(_folder["agents.yaml"]).Read).Diagnostics);
    }

    // An example is a roster, a part of one around its agents, or some fields of one agent.
    private static string Complete(string text)
    {
        var key = text.Split(':')[0];
        if (!Field().IsMatch(text))
        {
            return text;
        }

        if (RosterKeys.Contains(key))
        {
            return text.Contains("agents:", StringComparison.Ordinal) ? text : text + "\nagents: []";
        }

        var fields = new List<string>(text.Split('\n'));
        fields.AddRange(new[] { "extension: 101", "name: Manish", "phone_number: \"919200000000\"" }.Where(f =>
            !fields.Any(g => g.StartsWith(f.Split(':')[0] + ":", StringComparison.Ordinal))));
        fields.Reverse();
        return Agent + string.Join("\n    ", fields);
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TeleCmiDeclarative.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    [GeneratedRegex("^(?<kind>Wrong|Right)(?: in an (?<with>env file)| with `(?<with>[^`]+)`)?: `(?<text>[^`]+)`", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex("^### (ROS[0-9]{3}) ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("\"ROS[0-9]{3}\"")]
    private static partial Regex Code();

    [GeneratedRegex("^(?:[a-z_]+|<<): ")]
    private static partial Regex Field();
}
