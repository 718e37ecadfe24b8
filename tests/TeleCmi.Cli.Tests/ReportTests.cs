using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TeleCmi.Cli.Tests;

/// <summary>Formats and report files, as a CI job asks for them.</summary>
public sealed class ReportTests
{
    private static readonly string[] AllReports = ["--report", "out.json", "--report", "out.md", "--report", "out.xml", "--report", "out.sarif", "--report", "out.html", "--report", "out.codequality.json"];

    [Fact]
    public async Task One_run_writes_every_report()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(3));
        (await centre.RunAsync(["plan", .. AllReports])).Exits(0);

        Assert.Equal("telecmi-plan/1", JsonDocument.Parse(Read(centre, "out.json")).RootElement.GetProperty("format").GetString());
        Assert.StartsWith("### Plan: 3 to add\n", Read(centre, "out.md"), StringComparison.Ordinal);
        Assert.Equal(3, XDocument.Parse(Read(centre, "out.xml")).Descendants("testcase").Count());
        Assert.Equal("2.1.0", JsonDocument.Parse(Read(centre, "out.sarif")).RootElement.GetProperty("version").GetString());
        Assert.Contains("<h1>3 changes</h1>", Read(centre, "out.html"), StringComparison.Ordinal);

        // The same input again: the reports come out byte for byte the same, but for their time.
        var first = Reports(centre);
        (await centre.RunAsync(["plan", .. AllReports])).Exits(0);
        Assert.Equal(first.Where(one => one.Key != "out.json"), Reports(centre).Where(one => one.Key != "out.json"));
    }

    [Fact]
    public async Task The_nightly_job_names_the_same_four_agents_in_every_format()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(30);
        centre.WriteRoster(people);
        (await centre.ApplyAsync()).Exits(0);
        centre.Seat([people[1] with { Name = "Edited by hand" }, people[2] with { StartTime = 11 }]);
        centre.Account.Delete(people[3].Extension);
        centre.Seat([Person.Of(777, "By hand")]);

        int[] four = [people[1].Extension, people[2].Extension, people[3].Extension, 777];
        (await centre.RunAsync(["drift", .. AllReports])).Exits(2);
        Assert.All(four, extension => Assert.Contains($"**{extension}**", Read(centre, "out.md"), StringComparison.Ordinal));
        Assert.All(four, extension => Assert.Contains($"<span class=\"extension\">{extension}</span>", Read(centre, "out.html"), StringComparison.Ordinal));
        var failures = XDocument.Parse(Read(centre, "out.xml")).Descendants("testcase").Where(one => one.Element("failure") is not null);
        Assert.Equal(four, failures.Select(one => int.Parse(((string?)one.Attribute("name") ?? "").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)));
        var results = JsonDocument.Parse(Read(centre, "out.sarif")).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray();
        Assert.Equal(["drift/changed", "drift/changed", "drift/missing", "drift/unmanaged"], results.Select(result => result.GetProperty("ruleId").GetString()));

        var annotations = (await centre.RunAsync("drift", "--format", "github")).Exits(2).Out;
        Assert.Equal(
            ["101 changed outside telecmi: name differs", "102 changed outside telecmi: start_time: recorded 9, live 11, roster 9", "103 deleted outside telecmi", "777 unmanaged: neither the roster nor the state names it"],
            annotations.Split('\n').Where(line => line.Contains("title=telecmi drift%3A", StringComparison.Ordinal)).Select(line => line[(line.LastIndexOf("::", StringComparison.Ordinal) + 2)..]));
        Assert.EndsWith("::warning title=telecmi drift::4 agents drifted.\n::notice title=telecmi drift::2 changed, 1 missing, 1 unmanaged.%0A", annotations[..(annotations.LastIndexOf("%0A", StringComparison.Ordinal) + 3)], StringComparison.Ordinal);
        Assert.DoesNotContain("hand", annotations, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_page_shows_the_drift_that_the_same_list_showed()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(3);
        centre.Settle(people);
        centre.Seat([people[0] with { Name = "Edited by hand" }]);
        (await centre.RunAsync("plan", "--report", "plan.html")).Exits(0);
        var page = Read(centre, "plan.html");
        Assert.Contains("<h2 id=\"drift\">Drift", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>Edited by hand</bdi>", page, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"coverage\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_are_written_when_the_run_fails()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRosterText("agents:\n  - extension: 101\n    nmae: x\n");
        (await centre.RunAsync(["plan", .. AllReports])).Exits(1);
        Assert.StartsWith("### Plan: the roster is not valid (", Read(centre, "out.md"), StringComparison.Ordinal);
        Assert.Contains("What went wrong", Read(centre, "out.html"), StringComparison.Ordinal);
        Assert.NotEmpty(XDocument.Parse(Read(centre, "out.xml")).Descendants("failure"));
        var run = JsonDocument.Parse(Read(centre, "out.sarif")).RootElement.GetProperty("runs")[0];
        Assert.False(run.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
        Assert.NotEqual(0, run.GetProperty("results").GetArrayLength());

        var annotations = (await centre.RunAsync("validate", "--format", "github")).Exits(1).Out;
        Assert.Contains("::error file=agents.yaml,line=3,col=5,title=", annotations, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_in_a_folder_of_the_work_tree_names_the_roster_from_its_top()
    {
        await using var centre = await CallCentre.OpenAsync();
        Directory.CreateDirectory(Path.Combine(centre.Folder, ".git"));
        Directory.CreateDirectory(Path.Combine(centre.Folder, "chennai"));
        File.WriteAllText(Path.Combine(centre.Folder, "chennai", "agents.yaml"), "agents:\n  - extension: 101\n    nmae: x\n");

        foreach (var (folder, file) in new[] { ("chennai", "agents.yaml"), (".", "chennai/agents.yaml"), ("chennai", Path.Combine(centre.Folder, "chennai", "agents.yaml")) })
        {
            var here = Path.Combine(centre.Folder, folder);
            var ended = await Telecmi.RunAsync(here, centre.Variables, null, "validate", "-f", file, "--format", "github", "--report", "out.sarif", "--report", "out.codequality.json");
            Assert.StartsWith("::error file=chennai/agents.yaml,line=2,", ended.Exits(1).Out, StringComparison.Ordinal);
            var run = JsonDocument.Parse(File.ReadAllText(Path.Combine(here, "out.sarif"))).RootElement.GetProperty("runs")[0];
            Assert.Equal("telecmi/validate/chennai/agents.yaml/", run.GetProperty("automationDetails").GetProperty("id").GetString());
            var entry = JsonDocument.Parse(File.ReadAllText(Path.Combine(here, "out.codequality.json"))).RootElement[0];
            Assert.Equal("chennai/agents.yaml", entry.GetProperty("location").GetProperty("path").GetString());
        }
    }

    [Fact]
    public async Task A_folder_of_a_report_is_made_before_any_call_or_is_an_error_before_any_call()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(2));
        File.WriteAllText(Path.Combine(centre.Folder, "blocked"), "");

        (await centre.RunAsync("apply", "--yes", "--report", "blocked/apply.xml")).Exits(1).SaysOnError("blocked/apply.xml");
        (await centre.RunAsync("plan", "--out", "blocked/x.plan.json")).Exits(1).SaysOnError("blocked/x.plan.json");
        Assert.Equal(0, centre.Account.Calls.Total);

        (await centre.RunAsync("apply", "--yes", "--report", "new/deep/apply.xml")).Exits(0);
        Assert.NotEmpty(XDocument.Parse(Read(centre, "new/deep/apply.xml")).Descendants("testcase"));
    }

    [Fact]
    public async Task An_apply_that_some_adds_failed_in_counts_whom_it_left_on_duty()
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { UserLimit = 2 });
        centre.WriteRoster(CallCentre.People(5));

        (await centre.RunAsync("apply", "--yes", "--report", "out.md", "--report", "out.html")).Exits(1);

        Assert.Contains("| 9-18 | 0 | 5 | **2** |\n", Read(centre, "out.md"), StringComparison.Ordinal);
        Assert.Contains("from 0 to 2; ", Read(centre, "out.html"), StringComparison.Ordinal);
        Assert.Contains("planned were 5", Read(centre, "out.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_the_last_line_of_standard_output_and_its_command_works_as_printed()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(10);
        centre.Settle(people);
        centre.WriteRoster(people[..5]);
        File.WriteAllText(Path.Combine(centre.Folder, "the file.env"), "A=b\n");
        string[] given = ["--prune", "-f", "agents.yaml", "--state", "telecmi.state.json", "--env-file", "the file.env"];

        foreach (var command in new string[][] { ["plan"], ["apply", "--yes"], ["plan", "--out", "x.plan.json"] })
        {
            var last = (await centre.RunAsync([.. command, .. given])).Exits(3).Out.TrimEnd('\n').Split('\n')[^1];
            Assert.Equal(
                $"Refused (removal_limit): nothing was changed.{(command.Length == 3 ? " Not saved." : "")} To allow it: telecmi apply --prune --max-removals 5 -f agents.yaml --state telecmi.state.json --env-file 'the file.env'", last);
        }

        (await centre.RunAsync(["apply", "--yes", "--max-removals", "5", .. given])).Exits(0);
        Assert.Equal(5, centre.Account.All().Count);
    }

    [Fact]
    public async Task A_command_that_a_message_tells_to_run_carries_what_this_run_was_told()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        File.Move(centre.RosterPath, Path.Combine(centre.Folder, "chennai.yaml"));

        (await centre.RunAsync("plan", "-f", "chennai.yaml", "--sandbox", "--out", "x.plan.json")).Exits(0).SaysOnError("`telecmi apply x.plan.json -f chennai.yaml --sandbox` does it");
        (await centre.RunAsync("apply", "x.plan.json", "-f", "chennai.yaml", "--sandbox")).Exits(0);
        (await centre.RunAsync("state", "show", "777", "-f", "chennai.yaml", "--sandbox")).Exits(1).SaysOnError("`telecmi state list -f chennai.yaml --sandbox`");
        Assert.Contains("`telecmi validate -f other.yaml` and `telecmi plan --sandbox -f other.yaml`", (await centre.RunAsync("init", "-f", "other.yaml")).Exits(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_plan_is_red_in_every_format()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(10);
        centre.Settle(people);
        centre.WriteRoster(people[..5]);
        (await centre.RunAsync(["plan", "--prune", .. AllReports])).Exits(3);
        Assert.StartsWith("### Plan refused: 5 to remove\n", Read(centre, "out.md"), StringComparison.Ordinal);
        Assert.Single(XDocument.Parse(Read(centre, "out.xml")).Descendants("failure"));
        Assert.Contains("Too many users would leave", Read(centre, "out.html"), StringComparison.Ordinal);
        var annotations = (await centre.RunAsync("plan", "--prune", "--format", "github")).Exits(3).Out;
        Assert.StartsWith("::error title=telecmi%3A refused by removal_limit::5 agents would be removed", annotations, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_on_duty_is_told_in_every_format()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([], "policy:\n  min_on_duty: 1");
        foreach (var format in new[] { "text", "json", "markdown", "junit", "sarif", "github" })
        {
            var told = (await centre.RunAsync("coverage", "--format", format)).Exits(0).Out;
            Assert.True(told.Length > 0 && told.EndsWith('\n'), format);
        }

        (await centre.RunAsync(["coverage", .. AllReports])).Exits(0);
        Assert.Equal(24, XDocument.Parse(Read(centre, "out.xml")).Descendants("failure").Count());
        Assert.Contains("Under the floor: 1-24.", Read(centre, "out.md"), StringComparison.Ordinal);
        Assert.Contains("Under the floor in hours 1-24.", Read(centre, "out.html"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("state list --format markdown", "--format takes text or json")]
    [InlineData("state list --report x.html", "`telecmi state list` takes no --report")]
    [InlineData("plan --format html", "--format takes text, json, markdown, junit, sarif, github or codequality")]
    [InlineData("plan --report plan.pdf", ".html, .json, .md, .sarif, .xml")]
    [InlineData("plan --report agents.json --report plan.yaml", "the format is told by the extension")]
    public async Task A_format_that_is_not_there_is_an_error_before_any_call(string line, string says)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(3));
        var ended = (await centre.RunAsync(line.Split(' '))).Exits(1);
        Assert.Contains(says, ended.Error, StringComparison.Ordinal);
        Assert.Equal(0, centre.Account.Calls.List);
    }

    private static Dictionary<string, string> Reports(CallCentre centre) => Directory.EnumerateFiles(centre.Folder, "out.*").ToDictionary(
        file => Path.GetFileName(file), file => Regex.Replace(File.ReadAllText(file), "20[0-9]{2}-[0-9-]+[T ][0-9:]+", "(time)"), StringComparer.Ordinal);

    private static string Read(CallCentre centre, string file) => File.ReadAllText(Path.Combine(centre.Folder, file));
}
