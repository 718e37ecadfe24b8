using System.Text.RegularExpressions;

namespace TeleCmi.Cli.Tests;

/// <summary>The README shows what is printed, and its commands work.</summary>
public sealed class ReadmeTests
{
    private static string Page { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "readme", "README.md"));

    [Fact]
    public async Task What_it_shows_is_what_is_printed()
    {
        await using var centre = await CallCentre.OpenAsync();
        File.Copy(Path.Combine(AppContext.BaseDirectory, "readme", "agents.yaml"), centre.RosterPath);
        var fences = Fences("console");
        Assert.Equal(2, fences.Count);
        foreach (var fence in fences)
        {
            var lines = fence.TrimEnd().Split('\n');
            Assert.StartsWith("$ telecmi ", lines[0], StringComparison.Ordinal);
            var run = (await centre.RunAsync(lines[0]["$ telecmi ".Length..].Split(' '))).Exits(0);
            foreach (var line in lines[1..].Where(line => line.Trim() != "..."))
            {
                Assert.Contains(line.Split(" ...")[0], run.Out + run.Error, StringComparison.Ordinal);
            }

            // The hour that the page changes.
            var roster = File.ReadAllText(centre.RosterPath);
            File.WriteAllText(centre.RosterPath, Regex.Replace(roster, "(.*AGENT_104_PASSWORD.*)", "$1\n    start_time: 9\n    end_time: 17"));
        }
    }

    [Fact]
    public async Task The_first_hour_leads_from_a_table_to_an_applied_account()
    {
        await using var centre = await CallCentre.OpenAsync();
        File.WriteAllText(Path.Combine(centre.Folder, "agents.csv"), "Extension,Name,Phone,Team\n101,Asha Rao,919876543201,Desk\n102,Ravi Das,919876543202,Desk\n");
        var hour = Fences("sh").Single(fence => fence.Contains("init --from", StringComparison.Ordinal));
        foreach (var line in hour.TrimEnd().Split('\n'))
        {
            var words = line.Split('#')[0].Trim().Split(' ')[1..];
            (await centre.RunAsync(words is ["apply", ..] ? [.. words, "--yes"] : words)).Exits(0);
        }

        Assert.Equal([101, 102], centre.Account.All().Select(user => user.Extension).Order());
        await centre.PlansNothingAsync("--env-file", "passwords.env");
    }

    private static List<string> Fences(string language)
        => [.. Regex.Matches(Page, $"^```{language}\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline).Select(fence => fence.Groups[1].Value)];
}
