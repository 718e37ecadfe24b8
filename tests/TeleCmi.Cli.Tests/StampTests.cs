using System.Text.Json;
using System.Xml.Linq;

namespace TeleCmi.Cli.Tests;

/// <summary>A report outlives its run: it says when it was made, by which version, and for which roster, commit and account.</summary>
public sealed class StampTests
{
    private static readonly string[] AllReports = ["--report", "out.md", "--report", "out.html", "--report", "out.xml", "--report", "out.sarif"];

    [Fact]
    public async Task Every_report_says_when_by_whom_and_of_what_it_was_made()
    {
        await using var centre = await ReviewedCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(2));
        var commit = await centre.CommitAsync();
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);

        (await centre.Centre.RunAsync(["plan", "--base", "main", .. AllReports])).Exits(0);

        Assert.Matches(
            $"<sub>20[0-9-]+ [0-9:]+ UTC · telecmi `?[0-9][-.0-9a-z]+`? · roster `agents.yaml` · commit `{commit[..10]}` · account `1111112`</sub>\n$",
            Read(centre, "out.md"));
        var page = Read(centre, "out.html");
        Assert.Matches($"<li>telecmi [0-9][-.0-9a-z]+</li><li>roster <bdi>agents.yaml</bdi></li><li>commit <bdi>{commit[..10]}</bdi></li><li>account <bdi>1111112</bdi></li>", page);
        var run = JsonDocument.Parse(Read(centre, "out.sarif")).RootElement.GetProperty("runs")[0];
        Assert.InRange(run.GetProperty("invocations")[0].GetProperty("endTimeUtc").GetDateTimeOffset(), before, DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.Equal(commit[..10], run.GetProperty("properties").GetProperty("commit").GetString());
        var suite = XDocument.Parse(Read(centre, "out.xml")).Descendants("testsuite").First();
        Assert.Equal(["version", "roster", "commit", "account"], suite.Descendants("property").Select(one => (string?)one.Attribute("name")));
        Assert.EndsWith("Z", (string?)suite.Attribute("timestamp"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_roster_that_was_edited_since_the_commit_is_told_and_one_with_other_line_ends_is_not()
    {
        await using var centre = await ReviewedCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(2));
        var commit = await centre.CommitAsync();
        centre.Write("agents.yaml", File.ReadAllText(centre.PathOf("agents.yaml")).Replace("\n", "\r\n", StringComparison.Ordinal));
        (await centre.Centre.RunAsync(["validate", .. AllReports])).Exits(0);
        Assert.Contains($"commit `{commit[..10]}` · ", Read(centre, "out.md"), StringComparison.Ordinal);

        centre.WriteRoster(CallCentre.People(3));
        (await centre.Centre.RunAsync(["validate", .. AllReports])).Exits(0);
        Assert.Contains($"commit `{commit[..10]} (the roster is edited)`", Read(centre, "out.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_that_can_not_be_read_is_left_out_and_fails_no_run()
    {
        await using var centre = await ReviewedCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(2));
        (await centre.Centre.RunAsync(["validate", .. AllReports])).Exits(0);
        Assert.DoesNotContain("commit", Read(centre, "out.md"), StringComparison.Ordinal);

        await centre.CommitAsync();
        foreach (var broken in new Action[]
        {
            () => File.WriteAllText(centre.PathOf(".git/config"), "[core\n"),
            () => File.WriteAllText(centre.PathOf(".git/HEAD"), "nothing"),
            () => Directory.Delete(centre.PathOf(".git"), recursive: true),
            () => centre.Centre.Variables["PATH"] = "",
        })
        {
            broken();
            (await centre.Centre.RunAsync(["validate", .. AllReports])).Exits(0);
            Assert.DoesNotContain("commit", Read(centre, "out.md"), StringComparison.Ordinal);
            Assert.Contains("account `1111112`", Read(centre, "out.md"), StringComparison.Ordinal);
        }
    }

    private static string Read(ReviewedCentre centre, string file) => File.ReadAllText(centre.PathOf(file));
}
