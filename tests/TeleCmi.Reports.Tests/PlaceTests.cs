using System.Text.Json;
using System.Xml.Linq;
using TeleCmi.Client.Agents;

namespace TeleCmi.Reports.Tests;

/// <summary>Where a finding lies, for readers on another machine: from the top of the work tree, whatever folder the run was in.</summary>
public sealed class PlaceTests
{
    private const string Top = "/home/ravi/centre";

    [Theory]
    [InlineData("agents.yaml", Top, "agents.yaml")]
    [InlineData("./agents.yaml", Top, "agents.yaml")]
    [InlineData("agents.yaml", Top + "/teams/north east: 1", "teams/north east: 1/agents.yaml")]
    [InlineData("../mumbai/agents.yaml", Top + "/chennai", "mumbai/agents.yaml")]
    [InlineData(Top + "/chennai/agents.yaml", "/tmp", "chennai/agents.yaml")]
    [InlineData("../../x.env", Top + "/chennai", null)]
    [InlineData("/etc/x.env", Top, null)]
    [InlineData("-", Top, null)]
    [InlineData("..agents.yaml", Top, "..agents.yaml")]
    public void It_is_named_from_the_top_or_not_at_all(string file, string workingFolder, string? place)
    {
        var report = At(file, workingFolder);

        var annotation = Renderer.Render(report, ReportFormat.Github, default).Split('\n')[0];
        Assert.Equal(place is null ? "::error title=ROS020"
            : $"::error file={place.Replace(":", "%3A", StringComparison.Ordinal)},line=4,col=5",
            annotation[..annotation.IndexOf(place is null ? "::unknown" : ",title", StringComparison.Ordinal)]);
        using var sarif = JsonDocument.Parse(Renderer.Render(report, ReportFormat.Sarif, default));
        var run = sarif.RootElement.GetProperty("runs")[0];
        var uris = run.GetProperty("results").EnumerateArray()
            .Select(one => one.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty(
                    "uri").GetString());
        Assert.Equal(
            place is null ? [] : [place.Replace(" ", "%20", StringComparison.Ordinal).Replace(":", "%3A", StringComparison.Ordinal)], uris);
        Assert.Equal(place is null ? 1 : 0, run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications").GetArrayLength());
        using var quality = JsonDocument.Parse(Renderer.Render(report, ReportFormat.Codequality, default));
        Assert.Equal(place is null ? [] : [place],
            quality.RootElement.EnumerateArray().Select(one => one.GetProperty("location").GetProperty("path").GetString()));
        var name = (string?)XDocument.Parse(Renderer.Render(report, ReportFormat.Junit, default)).Descendants("testcase").Single()
            .Attribute("name");
        Assert.Equal($"ROS020 {place ?? file}:4:5 nmae", name);
    }

    [Fact]
    public void Two_rosters_and_two_commands_are_told_apart_and_stay_the_same_from_run_to_run()
    {
        string[] ids = [Id("validate", "chennai/agents.yaml"), Id("validate", "mumbai/agents.yaml"), Id("plan", "chennai/agents.yaml")];

        Assert.Equal("telecmi/validate/chennai/agents.yaml/", ids[0]);
        Assert.Equal(3, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(ids[0], Id("validate", Top + "/chennai/agents.yaml"));

        static string Id(string command, string file)
        {
            using var sarif = JsonDocument.Parse(Renderer.Render(At(file, Top) with { Command = command }, ReportFormat.Sarif, default));
            return sarif.RootElement.GetProperty("runs")[0].GetProperty("automationDetails").GetProperty("id").GetString() ?? "";
        }
    }

    private static Report.OfRoster At(string file, string workingFolder) => new(file, false, 0)
    {
        RosterFile = file,
        Folder = Top,
        WorkingFolder = workingFolder,
        Diagnostics = [new(Severity.Error, "ROS020", "unknown key `nmae`", file, 4, 5)],
    };
}
