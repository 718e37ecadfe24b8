using System.Text.Json.Nodes;

namespace TeleCmi.Cli.Tests;

/// <summary>docs/schemas tells the truth: every story checks its documents; these check the check.</summary>
public sealed class OutputSchemaTests
{
    [Fact]
    public void There_is_a_schema_of_every_document_that_the_source_writes()
    {
        string[] writers = ["TeleCmi.Cli", "TeleCmi.Reports", "TeleCmi.Declarative/Formats"];
        var printed = writers
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Source(), folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(File.ReadLines).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .SelectMany(line => System.Text.RegularExpressions.Regex.Matches(line, "telecmi-[a-z]+/[0-9]+").Select(found => found.Value));

        Assert.Equal(printed.Distinct().Order(StringComparer.Ordinal), OutputSchemas.Formats.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_small_documents_are_as_they_are_told()
    {
        await using var centre = await CallCentre.OpenAsync();
        (await centre.RunAsync("init", "--format", "json")).Exits(0).Json("telecmi-init/1");
        (await centre.RunAsync("completion", "bash", "--format", "json")).Exits(0).Json("telecmi-completion/1");
        (await centre.RunAsync("explain", "ROS001", "--format", "json")).Exits(0).Json("telecmi-explain/1");
        using var simulator = centre.Start("simulate", "--format", "json");
        Assert.Empty(OutputSchemas.Problems("telecmi-simulator/1", await simulator.LineAsync()));
        await simulator.SignalAsync("INT");
    }

    private static string Source([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here) ?? "", "../../src");

    [Fact]
    public async Task A_member_that_no_schema_tells_of_is_found_wherever_it_stands()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(2));
        var document = (await centre.ApplyAsync()).Exits(0);
        document.Json("telecmi-apply/1");

        foreach (var path in new[] { "$", "$.plan", "$.plan.options", "$.plan.changes[0]", "$.plan.changes[0].fields[0]", "$.outcomes[1]", "$.summary" })
        {
            var changed = JsonNode.Parse(document.Out)!;
            At(changed, path)["new_member"] = 1;
            Assert.NotEmpty(OutputSchemas.Problems("telecmi-apply/1", changed.ToJsonString()));
        }
    }

    [Fact]
    public async Task A_member_that_is_gone_or_of_another_kind_is_found()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(2));
        var document = (await centre.RunAsync("plan", "--format", "json")).Exits(0);

        var gone = JsonNode.Parse(document.Out)!;
        gone["changes"]![0]!.AsObject().Remove("reason");
        Assert.NotEmpty(OutputSchemas.Problems("telecmi-plan/1", gone.ToJsonString()));
        var other = JsonNode.Parse(document.Out)!;
        other["summary"]!["add"] = "two";
        Assert.NotEmpty(OutputSchemas.Problems("telecmi-plan/1", other.ToJsonString()));
    }

    [Fact]
    public async Task A_saved_plan_and_the_coverage_are_as_they_are_told()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(2));
        (await centre.RunAsync("plan", "--out", "x.plan.json")).Exits(0);
        Assert.Empty(OutputSchemas.Problems("telecmi-plan/1", await File.ReadAllTextAsync(Path.Combine(centre.Folder, "x.plan.json"), TestContext.Current.CancellationToken)));

        var hours = (await centre.RunAsync("coverage", "--format", "json")).Exits(0).Json("telecmi-coverage/1").GetProperty("hours").EnumerateArray().ToList();

        Assert.Equal(Enumerable.Range(1, 24), hours.Select(hour => hour.GetProperty("hour").GetInt32()));
        Assert.Equal((0, 2, 0), (On(8), On(9), On(19)));

        int On(int hour) => hours[hour - 1].GetProperty("on_duty").GetInt32();
    }

    private static JsonObject At(JsonNode root, string path)
    {
        var node = root;
        foreach (var part in path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            node = int.TryParse(part, out var index) ? node[index]! : node[part]!;
        }

        return node.AsObject();
    }
}
