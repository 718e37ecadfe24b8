using System.Text.Json;
using System.Text.RegularExpressions;

namespace TeleCmi.Reports.Tests;

/// <summary>Reports as programs of others read them.</summary>
public sealed class ConsumerTests
{
    private static readonly Report[] Reports = [.. Samples.All.Values, .. Foreign.All.Select(row => row.Data).SelectMany(name => new Report[] { Samples.Plan(_ => name), Samples.Apply(_ => name, _ => name), Samples.Drift(_ => name) })];

    [Fact]
    public async Task A_junit_reader_of_others_understands_every_report()
    {
        var read = await Consumer.AskAsync("read-junit.mjs", [.. Reports.Select(report => Renderer.Render(report, ReportFormat.Junit, default))]);
        Assert.Equal(Reports.Length, read.GetArrayLength());
        Assert.All(read.EnumerateArray(), document => Assert.True(document.GetProperty("tests").GetInt32() > 0));

        var drift = read[Array.IndexOf(Reports, Samples.All["drift"])];
        Assert.Equal((4, 3, 0, 1), (Number(drift, "tests"), Number(drift, "failures"), Number(drift, "errors"), Number(drift, "skipped")));
        var cases = drift.GetProperty("testsuite")[0].GetProperty("testcase").EnumerateArray().ToList();
        Assert.Equal(["102 \"Ravi\"", "107 \"Kiran\"", "110 \"Sofia\"", "111 \"Tom\""], cases.Select(one => one.GetProperty("name").GetString()));
        Assert.Equal("changed behind our back", cases[0].GetProperty("failure")[0].GetProperty("message").GetString());
        Assert.Contains("phone_number: recorded ***0102, live ***0999", cases[0].GetProperty("failure")[0].GetProperty("inner").GetString(), StringComparison.Ordinal);

        var apply = read[Array.IndexOf(Reports, Samples.All["apply"])];
        Assert.Equal((7, 1, 1, 1), (Number(apply, "tests"), Number(apply, "failures"), Number(apply, "errors"), Number(apply, "skipped")));
    }

    [Fact]
    public async Task Sarif_holds_to_the_published_schema()
    {
        var violations = await Consumer.AskAsync("check-sarif.mjs", [.. Reports.Select(report => Renderer.Render(report, ReportFormat.Sarif, default)), "{\"version\":\"2.1.0\"}"]);
        Assert.All(violations.EnumerateArray().Take(Reports.Length), one => Assert.Equal("[]", one.GetRawText()));
        Assert.NotEqual(0, violations[Reports.Length].GetArrayLength());
    }

    [Fact]
    public void Sarif_of_drift_has_one_result_for_each_drifted_agent()
    {
        using var sarif = JsonDocument.Parse(Renderer.Render(Samples.All["drift"] with { Diagnostics = Samples.All["plan"].Diagnostics }, ReportFormat.Sarif, default));
        var results = sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["drift/changed", "drift/missing", "drift/unmanaged"], results.Select(result => result.GetProperty("ruleId").GetString()));
        Assert.Equal([14, 29, 1], results.Select(result => result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32()));
        Assert.Equal(3, results.Select(Fingerprint).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_sarif_fingerprint_does_not_move_with_the_lines()
    {
        var roster = (Report.OfRoster)Samples.All["roster"];
        var moved = roster with { Diagnostics = [.. roster.Diagnostics.Select(one => one with { Line = one.Line + 7 })] };
        Assert.Equal(Fingerprints(roster), Fingerprints(moved));

        static List<string?> Fingerprints(Report report)
        {
            using var sarif = JsonDocument.Parse(Renderer.Render(report, ReportFormat.Sarif, default));
            return [.. sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(Fingerprint)];
        }
    }

    [Fact]
    public void Every_rule_of_the_roster_explains_itself()
    {
        using var sarif = JsonDocument.Parse(Renderer.Render(Samples.All["roster"], ReportFormat.Sarif, default));
        var rules = sarif.RootElement.GetProperty("runs")[0].GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToList();
        Assert.Equal(["ROS020", "ROS034", "ROS038"], rules.Select(rule => rule.GetProperty("id").GetString()));
        Assert.All(rules, rule => Assert.True(Regex.IsMatch(rule.GetProperty("help").GetProperty("text").GetString() ?? "", "[a-z]{3}.*[.`]", RegexOptions.Singleline)));
    }

    private static string? Fingerprint(JsonElement result) => result.GetProperty("partialFingerprints").GetProperty("primaryLocationLineHash").GetString();

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
