using System.Text.RegularExpressions;
using TeleCmi.Cli.Tests.CiExamples;

namespace TeleCmi.Cli.Tests.Release;

/// <summary>This repository's own workflows, and the action that it offers.</summary>
public sealed class WorkflowTests
{
    private static readonly string Top = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Examples.Modules)!, "..", "..", ".."));

    public static TheoryData<string> Files => [".github/workflows/ci.yml", ".github/workflows/pages.yml", ".github/workflows/release.yml", "setup-telecmi/action.yml"];

    [Fact]
    public void No_workflow_is_left_out_of_these_tests()
        => Assert.Equal(Files.Select(file => file.Data).Where(file => file.StartsWith(".github", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Path.Combine(Top, ".github", "workflows")).Select(file => Path.GetRelativePath(Top, file)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Is_valid_by_the_published_schema(string file)
    {
        // The package's copy of the schema is older than the permission to write attestations.
        var text = File.ReadAllText(Path.Combine(Top, file));
        text = Regex.Replace(text, "^ +attestations: write\n", "", RegexOptions.Multiline);
        var copy = Path.Combine(Directory.CreateTempSubdirectory("telecmi-workflow-").FullName, "asked.yml");
        await File.WriteAllTextAsync(copy, text, TestContext.Current.CancellationToken);

        await PublishedSchema.AcceptsAsync(file.EndsWith("action.yml", StringComparison.Ordinal) ? "validateAction" : "validateWorkflow", copy);
        Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Uses_actions_by_their_commit_and_lets_no_text_of_strangers_into_a_script(string file)
    {
        var text = File.ReadAllText(Path.Combine(Top, file));
        var actions = Regex.Matches(text, @"uses: (\S+)").Select(found => found.Groups[1].Value).Where(action => !action.StartsWith("./", StringComparison.Ordinal));
        Assert.NotEmpty(actions);
        Assert.All(actions, action => Assert.Matches("^actions/[a-z-]+@[0-9a-f]{40}$", action));
        Assert.Equal(Regex.Count(text, "actions/checkout@"), Regex.Count(text, "persist-credentials: false"));
        Assert.DoesNotContain("pull_request_target", text, StringComparison.Ordinal);

        // A value reaches a script as a variable; what the matrix says is our own.
        var scripts = Regex.Matches(text, @"^( *)(?:- )?run: (\|\n(?:\1 .*\n|\n)+|.*\n)", RegexOptions.Multiline).Select(found => found.Value);
        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.DoesNotMatch(@"\$\{\{ (?!matrix\.)", script));
        if (!file.EndsWith("action.yml", StringComparison.Ordinal))
        {
            Assert.Contains("\npermissions:\n  contents: read\n", text, StringComparison.Ordinal);
            Assert.Equal(Regex.Count(text, "^    runs-on:", RegexOptions.Multiline), Regex.Count(text, "^    timeout-minutes:", RegexOptions.Multiline));
        }
    }
}
