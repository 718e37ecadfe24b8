using System.Text.RegularExpressions;
using TeleCmi.Declarative.Planning;

namespace TeleCmi.Cli.Tests;

/// <summary>Every code that telecmi prints is explained: what happened, whether the account was changed, what to do.</summary>
public sealed partial class ExplainTests
{
    private static readonly string[] Folders = ["TeleCmi.Client", "TeleCmi.Declarative", "TeleCmi.Cli"];

    [Fact]
    public void There_is_a_section_for_each_code_of_the_source_and_no_other()
    {
        var source = Source();
        var codes = Code().Matches(source).Select(found => found.Groups[1].Value)
            .Concat(Enum.GetValues<SafetyRule>().Select(Client.Agents.Words.Of))
            .Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.InRange(codes.Count, 120, 400);
        Assert.Equal(codes, Explained.Codes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_says_whether_the_account_was_changed_and_what_to_do()
    {
        await using var centre = await CallCentre.OpenAsync();

        foreach (var one in (await centre.RunAsync("explain", "--format", "json")).Exits(0).Json("telecmi-explain/1").GetProperty("codes").EnumerateArray())
        {
            var (code, text) = (one.GetProperty("code").GetString()!, one.GetProperty("text").GetString()!);
            Assert.NotEqual("", one.GetProperty("title").GetString());
            Assert.Single(Regex.Matches(text, "^Account: ", RegexOptions.Multiline));
            Assert.True(Regex.Count(text, "^Do: ", RegexOptions.Multiline) == 1, code);
            Assert.DoesNotContain('⏎', text);
        }
    }

    [Theory]
    [InlineData("ROS034", "ROS034: duplicate extension", "Account: not changed")]
    [InlineData("ros034", "Wrong: `agents:", "Account: not changed")]
    [InlineData("STALE_PLAN", "stale_plan: the saved plan no longer fits", "Do: plan again")]
    [InlineData("removal_limit", "--max-removals N", "Account: not changed")]
    [InlineData("refused/removal_limit", "--max-removals N", "Account: not changed")]
    [InlineData("sta007", "STA007: the state is locked", "--lock-timeout")]
    public async Task A_code_is_explained_in_any_case(string code, params string[] words)
    {
        await using var centre = await CallCentre.OpenAsync();

        var run = (await centre.RunAsync("explain", code)).Exits(0);

        foreach (var word in words)
        {
            Assert.Contains(word, run.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_unknown_code_leads_to_a_near_one_and_none_lists_all()
    {
        await using var centre = await CallCentre.OpenAsync();

        (await centre.RunAsync("explain", "stale_pln")).Exits(1).SaysOnError("`stale_pln` is no code; did you mean stale_plan?");
        (await centre.RunAsync("explain", "sta99")).Exits(1).SaysOnError("is no code", "`telecmi explain` lists all");
        var list = (await centre.RunAsync("explain")).Exits(0).Out;
        Assert.Equal(Explained.Codes.Count, list.TrimEnd('\n').Split('\n').Length);
        Assert.Matches("(?m)^unreachable +the service does not answer$", list);
    }

    private static string Source([System.Runtime.CompilerServices.CallerFilePath] string here = "") => string.Join('\n', Folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(here) ?? "", "../../src", folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "Hosted"))
        .Select(File.ReadAllText));

    // Hosted/ is the Pulumi plugin's, whose messages say what to do there. A call that makes a diagnostic, a failure, a warning of a plan, or a pair of a code and its words.
    [GeneratedRegex("""(?:\b(?:Error|Warning|Failed|Refused|Fault|Placed|Failure\.Of|PlanWarning|MakeFolder)\(\s*(?:[^",;()]+(?:\([^()]*\))?,\s*)?|\bnew\(Severity\.\w+,\s*|\bAdd\((?:[^",;()]+,\s*){2}|\bOf\(\s*\w+\.Extension,\s*|\bOf\(\s*extension,\s*|const string (?:Code|\w+Changed|\w+Roster|\w+Valid) = |(?<=[\s(])\((?="[a-z]+_[a-z_]+",)|=> \(\s*)"((?:ROS|STA)\d{3}|[a-z]+(?:_[a-z]+)*)"(?=[,;])""")]
    private static partial Regex Code();
}
