using System.Text.RegularExpressions;
using TeleCmi.Client.Agents;

namespace TeleCmi.Cli.Tests;

/// <summary>examples/embedding, compiled into these tests, against the stand-in over HTTP.</summary>
public sealed class EmbeddingTests
{
    [Fact]
    public async Task A_program_of_ones_own_converges_and_the_command_finds_nothing_to_do()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(3));
        var output = new StringWriter();

        Assert.Equal(0, await Embedding.Roster.ConvergeAsync(centre.RosterPath, Variable(centre), output));
        Assert.Contains("Applied: 3 added.", output.ToString(), StringComparison.Ordinal);
        centre.HasExactly(CallCentre.People(3));
        Assert.Equal(0, await Embedding.Roster.ConvergeAsync(centre.RosterPath, Variable(centre), output));
        await centre.PlansNothingAsync("--state", Path.Combine(centre.Folder, "agents.state.json"));
    }

    [Fact]
    public async Task What_cannot_be_done_is_a_value_and_nothing_is_sent()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRosterText("agents: 5\n");
        var output = new StringWriter();

        Assert.Equal(1, await Embedding.Roster.ConvergeAsync(centre.RosterPath, Variable(centre), output));
        Assert.Matches("^ROS[0-9]{3}: ", output.ToString());
        Assert.Equal(0, centre.Account.Calls.Total);
    }

    [Fact]
    public async Task The_samples_of_the_packages_do_what_they_say()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(3));
        var (address, secret) = (new Uri(centre.Variables["TELECMI_BASE_URL"]), new Secret(centre.Variables["TELECMI_SECRET"]));
        var appId = long.Parse(centre.Variables["TELECMI_APPID"]);

        var output = new StringWriter { NewLine = "\n" };
        await Embedding.Preview.ShowAsync(centre.RosterPath, address, appId, secret, output);
        Assert.Equal(string.Concat(CallCentre.People(3).Select(one => $"{one.Extension} Add\n")), output.ToString());

        (await centre.ApplyAsync()).Exits(0);
        output = new StringWriter { NewLine = "\n" };
        await Embedding.People.ShowAsync(address, appId, secret, output);
        Assert.Equal(string.Concat(CallCentre.People(3).Select(one => $"{one.Extension} {one.Name}\n")), output.ToString());
    }

    [Theory]
    [InlineData("People.cs", "TeleCmi.Client")]
    [InlineData("Preview.cs", "TeleCmi.Declarative")]
    public void The_page_of_a_package_shows_a_sample_that_is_compiled_here(string sample, string package)
    {
        var top = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(CiExamples.Examples.Modules)!, "..", "..", ".."));
        var text = File.ReadAllText(Path.Combine(top, "examples", "embedding", sample));
        var usings = string.Concat(text.Split('\n').Where(line => line.StartsWith("using ", StringComparison.Ordinal)).Select(line => $"{line}\n"));
        var method = text[text.IndexOf("    public static", StringComparison.Ordinal)..text.LastIndexOf('}')];

        var page = File.ReadAllText(Path.Combine(top, "src", package, "README.md"));
        Assert.Contains($"```csharp\n{usings}\n{Regex.Replace(method, "^    ", "", RegexOptions.Multiline)}```\n", page, StringComparison.Ordinal);
    }

    private static Func<string, string?> Variable(CallCentre centre) => name => centre.Variables.GetValueOrDefault(name);
}
