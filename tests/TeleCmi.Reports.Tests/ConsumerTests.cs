using System.Text.Json;
using System.Text.RegularExpressions;
using TeleCmi.Client.Agents;

namespace TeleCmi.Reports.Tests;

/// <summary>Reports as programs of others read them.</summary>
public sealed class ConsumerTests
{
    private static readonly Report[] Reports = [.. Samples.All.Values,
        .. Samples.All.Values.Select(report => report with { Stamp = Samples.Stamp }),
        .. Foreign.All.Select(row => row.Data)
        .SelectMany(name => new Report[] { Samples.Plan(_ => name), Samples.Apply(_ => name, _ => name), Samples.Drift(_ => name) })];

    [Fact]
    public async Task A_junit_reader_of_others_understands_every_report()
    {
        var read = await Consumer.AskAsync(
            "read-junit.mjs", [.. Reports.Select(report => Renderer.Render(report, ReportFormat.Junit, default))]);
        Assert.Equal(Reports.Length, read.GetArrayLength());
        Assert.All(read.EnumerateArray(), document => Assert.True(document.GetProperty("tests").GetInt32() > 0));

        var drift = read[Array.IndexOf(Reports, Samples.All["drift"])];
        Assert.Equal((4, 3, 0, 1), (Number(drift, "tests"), Number(drift, "failures"), Number(drift, "errors"), Skipped(drift)));
        var cases = drift.GetProperty("testsuite")[0].GetProperty("testcase").EnumerateArray().ToList();
        Assert.Equal(
            ["102 \"Ravi\"", "107 \"Kiran\"", "110 \"Sofia\"", "111 \"Tom\""], cases.Select(one => one.GetProperty("name").GetString()));
        Assert.Equal("changed outside telecmi", cases[0].GetProperty("failure")[0].GetProperty("message").GetString());
        Assert.Contains("phone_number: recorded ***0102, live ***0999", cases[0].GetProperty("failure")[0].GetProperty("inner").GetString(),
            StringComparison.Ordinal);

        var apply = read[Array.IndexOf(Reports, Samples.All["apply"])];
        Assert.Equal((7, 1, 1, 1), (Number(apply, "tests"), Number(apply, "failures"), Number(apply, "errors"), Skipped(apply)));
    }

    [Fact]
    public async Task Sarif_holds_to_the_published_schema()
    {
        var violations = await Consumer.AskAsync("check-sarif.mjs",
            [.. Reports.Select(report => Renderer.Render(report, ReportFormat.Sarif, default)), "{\"version\":\"2.1.0\"}"]);
        Assert.All(violations.EnumerateArray().Take(Reports.Length), one => Assert.Equal("[]", one.GetRawText()));
        Assert.NotEqual(0, violations[Reports.Length].GetArrayLength());
    }

    [Fact]
    public async Task The_sarif_tool_of_others_has_nothing_to_warn_of()
    {
        var reports = Samples.All.Values.Select(report => report with { Stamp = Samples.Stamp }).ToList();
        var findings = await Consumer.AskAsync(
            "check-sarif-tool.mjs", [.. reports.Select(report => Renderer.Render(report, ReportFormat.Sarif, default)),
                """{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":[]}]}"""]);
        Assert.All(findings.EnumerateArray().Take(reports.Count), one => Assert.Equal("[]", one.GetRawText()));
        Assert.NotEqual(0, findings[reports.Count].GetArrayLength());
    }

    [Fact]
    public void Sarif_of_drift_has_one_result_for_each_drifted_agent()
    {
        using var sarif = JsonDocument.Parse(
            Renderer.Render(Samples.All["drift"] with { Diagnostics = Samples.All["plan"].Diagnostics }, ReportFormat.Sarif, default));
        var results = sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(
            ["drift/changed", "drift/missing", "drift/unmanaged"], results.Select(result => result.GetProperty("ruleId").GetString()));
        Assert.Equal([14, 29, 1],
            results.Select(result => result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region")
                .GetProperty("startLine").GetInt32()));
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
    public void A_fingerprint_is_the_same_where_a_message_names_another_line()
    {
        Assert.Equal(Fingerprints(3), Fingerprints(12));

        static List<string?> Fingerprints(int line)
        {
            var roster = (Report.OfRoster)Samples.All[
                "roster"] with
            {
                Diagnostics = [
                    new(Severity.Error, "ROS034", $"extension 101 appears twice; first in line {line}", "agents.yaml", line + 6, 16)]
            };
            using var sarif = JsonDocument.Parse(Renderer.Render(roster, ReportFormat.Sarif, default));
            return [.. sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(Fingerprint)];
        }
    }

    [Fact]
    public void A_sarif_of_very_many_drifted_agents_is_cut_with_a_count()
    {
        var drift = Drifted(5_007);
        using var sarif = JsonDocument.Parse(Renderer.Render(drift, ReportFormat.Sarif, default));
        var run = sarif.RootElement.GetProperty("runs")[0];
        Assert.Equal(5_000, run.GetProperty("results").GetArrayLength());
        Assert.StartsWith("7 more results",
            run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications")[0].GetProperty("message").GetProperty("text")
            .GetString(), StringComparison.Ordinal);

        var annotations = Renderer.Render(drift, ReportFormat.Github, default).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(103, annotations.Length);
        Assert.Equal("::warning title=telecmi drift::4907 more agents drifted.", annotations[100]);
    }

    // What Jenkins' xUnit plugin knows, by its schema junit-10.xsd; it refuses a file with anything else.
    [Fact]
    public void Jenkins_knows_every_element_and_attribute_of_a_junit_report()
    {
        var known = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["testsuites"] = ["name", "time", "tests", "failures", "errors"],
            ["testsuite"] = ["name", "tests", "failures", "errors", "group", "time", "skipped", "timestamp", "hostname", "id", "package",
                "file", "log", "url", "version"],
            ["properties"] = [],
            ["property"] = ["name", "value"],
            ["testcase"] = ["name", "time", "classname", "group"],
            ["failure"] = ["type", "message"],
            ["error"] = ["type", "message"],
            ["skipped"] = ["type", "message"],
            ["system-out"] = [],
        };
        foreach (
            var element in Reports.SelectMany(
                report => System.Xml.Linq.XDocument.Parse(Renderer.Render(report, ReportFormat.Junit, default)).Descendants()))
        {
            Assert.Subset(known[element.Name.LocalName].ToHashSet(), element.Attributes().Select(one => one.Name.LocalName).ToHashSet());
            Assert.True(element.Name.LocalName is not ("testsuite" or "testcase") || element.Attribute("name") is not null);
        }
    }

    [Fact]
    public void No_two_junit_cases_have_one_name_and_each_keeps_its_own()
    {
        foreach (var report in Reports)
        {
            var names = Names(report);
            Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(names, Names(report));
        }

        var roster = (Report.OfRoster)Samples.All["roster"] with { Diagnostics = [Missing("name"), Missing("phone_number")] };
        Assert.Equal(
            ["ROS026 agents.yaml:2:5 name", "ROS026 agents.yaml:2:5 phone_number"], Names(roster).Select(name => name.Split('|')[1]));
        Assert.Equal(["ROS026 agents.yaml:2:5 phone_number"],
            Names(roster with { Diagnostics = [Missing("phone_number")] }).Select(name => name.Split('|')[1]));
        Assert.Equal(["ROS026 agents.yaml:2:5 name", "ROS026 agents.yaml:2:5 name (2)"],
            Names(roster with { Diagnostics = [Missing("name"), Missing("name")] }).Select(name => name.Split('|')[1]));

        static Diagnostic Missing(string key) => new(Severity.Error, "ROS026", $"this agent has no `{key}`", "agents.yaml", 2, 5);

        static List<string> Names(Report report)
            => [.. System.Xml.Linq.XDocument.Parse(Renderer.Render(report, ReportFormat.Junit, default)).Descendants("testcase")
                    .Select(one => $"{(string?)one.Attribute("classname")}|{(string?)one.Attribute("name")}")];
    }

    [Fact]
    public void Code_quality_is_a_list_that_GitLab_takes_and_tells_its_entries_apart()
    {
        foreach (var report in Reports)
        {
            using var quality = JsonDocument.Parse(Renderer.Render(report, ReportFormat.Codequality, default));
            var entries = quality.RootElement.EnumerateArray().ToList();
            Assert.All(entries, entry =>
            {
                Assert.Equal(["description", "check_name", "fingerprint", "severity", "location"],
                    entry.EnumerateObject().Select(member => member.Name));
                Assert.Contains(entry.GetProperty("severity").GetString(), new[] { "info", "minor", "major", "critical", "blocker" });
                Assert.NotEqual("", entry.GetProperty("description").GetString());
                Assert.True(entry.GetProperty("location").GetProperty("lines").GetProperty("begin").GetInt32() >= 1);
                Assert.False(Path.IsPathRooted(entry.GetProperty("location").GetProperty("path").GetString()));
            });
            Assert.Equal(entries.Count,
                entries.Select(entry => entry.GetProperty("fingerprint").GetString()).Distinct(StringComparer.Ordinal).Count());
        }

        using var failure = JsonDocument.Parse(Renderer.Render(Samples.All["failure"], ReportFormat.Codequality, default));
        Assert.Equal("unreachable", Assert.Single(failure.RootElement.EnumerateArray()).GetProperty("check_name").GetString());
    }

    [Fact]
    public async Task Every_schema_of_ours_compiles_without_a_folder_to_look_into()
    {
        var problems = await Consumer.AskAsync(
            "check-schemas.mjs", [.. Directory.EnumerateFiles(Schemas(), "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllText)]);
        Assert.Equal("[]", problems.GetRawText());
    }

    [Fact]
    public void An_apply_that_was_not_complete_counts_whom_it_left_on_duty()
    {
        var markdown = Renderer.Render(Samples.All["apply"], ReportFormat.Markdown, default);
        Assert.Contains("| hours | before | planned | now | floor | to know |\n", markdown, StringComparison.Ordinal);
        Assert.Contains("| 17, 18 | 4 | 1 | **3** | 2 |  |\n", markdown, StringComparison.Ordinal);
        var page = Renderer.Render(Samples.All["apply"], ReportFormat.Html, default);
        Assert.Contains(
            "<th scope=\"col\">before</th><th scope=\"col\">planned</th><th scope=\"col\">now</th>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("after the plan", page, StringComparison.Ordinal);
        Assert.DoesNotContain("planned |",
            Renderer.Render((Report.OfApply)Samples.All["apply"] with { Coverage = ((Report.OfApply)Samples.All["apply"]).Plan.Coverage },
                ReportFormat.Markdown, default), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_of_the_roster_explains_itself()
    {
        using var sarif = JsonDocument.Parse(Renderer.Render(Samples.All["roster"], ReportFormat.Sarif, default));
        var rules = sarif.RootElement.GetProperty("runs")[0].GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()
            .ToList();
        Assert.Equal(["ROS020", "ROS034", "ROS038"], rules.Select(rule => rule.GetProperty("id").GetString()));
        Assert.All(rules,
            rule => Assert.True(
                Regex.IsMatch(rule.GetProperty("help").GetProperty("text").GetString() ?? "", "[a-z]{3}.*[.`]", RegexOptions.Singleline)));
    }

    private static Report.OfDrift Drifted(int agents)
    {
        var drift = Samples.Drift();
        return drift with
        {
            Drift = drift.Drift with
            {
                Agents = [
                    .. Enumerable.Range(1, agents).Select(extension => drift.Drift.Agents[0] with { Extension = extension })]
            }
        };
    }

    private static string Schemas([System.Runtime.CompilerServices.CallerFilePath] string here = "")
        => Path.Combine(Path.GetDirectoryName(here) ?? "", "../../docs/schemas");

    private static string? Fingerprint(JsonElement result)
        => result.GetProperty("partialFingerprints").GetProperty("primaryLocationLineHash").GetString();

    private static int Skipped(JsonElement document)
        => document.GetProperty("testsuite").EnumerateArray().Sum(suite => Number(suite, "skipped"));

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
