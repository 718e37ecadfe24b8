using System.Text.Json;
using System.Text.RegularExpressions;

namespace TeleCmi.Cli.Tests;

/// <summary>docs/roster.md tells of every key that there is, and its roster is one.</summary>
public sealed class RosterPageTests
{
    private static string Page { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "pages", "roster.md"));

    [Fact]
    public async Task Its_roster_is_valid()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRosterText(Regex.Match(Page, "^```yaml\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value);

        Assert.Equal("agents.yaml: 2 agents, valid.\n", (await centre.RunAsync("validate", "--strict")).Exits(0).Out);
    }

    [Fact]
    public async Task It_has_every_key_of_the_schema()
    {
        await using var centre = await CallCentre.OpenAsync();
        using var schema = JsonDocument.Parse((await centre.RunAsync("schema")).Exits(0).Out);

        var missing = Keys(schema.RootElement).Distinct().Where(key => !Regex.IsMatch(Page, $"^## {key}$|^{key}:|[`{{ ]{key}[`:]", RegexOptions.Multiline));

        Assert.Empty(missing);
    }

    private static IEnumerable<string> Keys(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Object => schema.EnumerateObject().SelectMany(member => member.NameEquals("properties")
            ? member.Value.EnumerateObject().SelectMany(key => Keys(key.Value).Prepend(key.Name)) : Keys(member.Value)),
        JsonValueKind.Array => schema.EnumerateArray().SelectMany(Keys),
        _ => [],
    };
}
