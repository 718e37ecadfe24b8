using System.Text.RegularExpressions;

namespace TeleCmi.Cli.Tests;

/// <summary>A command line that was not meant so is told, and nothing is done.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("plan", "--no-such-option")]
    [InlineData("plan", "--parallelism", "0")]
    [InlineData("plan", "--parallelism", "65")]
    [InlineData("plan", "--timeout", "soon")]
    [InlineData("plan", "--max-removals", "101%")]
    [InlineData("plan", "--only", "x")]
    [InlineData("plan", "--report", "report.docx")]
    [InlineData("plan", "extra")]
    [InlineData("no-such-command")]
    [InlineData("state")]
    [InlineData("state", "show")]
    [InlineData("state", "show", "x")]
    [InlineData("simulate", "--fail", "nonsense")]
    [InlineData("apply", "--secret", "abc")]
    public async Task Bad_usage_is_1_and_never_2(params string[] arguments)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);

        await MistakeTests.FailsAsync(centre, [], arguments);
        Assert.Equal(0, centre.Account.Calls.Total);
    }

    [Theory]
    [InlineData("--state takes the path of a file, and `--sandbox` is an option", "apply", "--yes", "--state", "--sandbox")]
    [InlineData("--secrets-dir takes the path of a folder, and `--sandbox` is an option", "apply", "--yes", "--secrets-dir", "--sandbox")]
    [InlineData("--out takes the path of a file, and `--prune` is an option", "plan", "--out", "--prune")]
    [InlineData("--out takes the path of a file, and `--prune` is an option", "plan", "--out=--prune")]
    [InlineData("--env-file takes the path of a file, and `-x.env` begins with a dash", "plan", "--env-file", "-x.env")]
    [InlineData("--state takes the path of a file, and it is empty", "apply", "--yes", "--state=", "x.json")]
    [InlineData("--yes takes true, false or nothing", "apply", "--yes=maybe")]
    [InlineData("unknown option --prnue; did you mean --prune?", "apply", "--sandbox", "--yes", "--prnue")]
    [InlineData("unknown option --sandboks; did you mean --sandbox?", "plan", "--sandboks")]
    [InlineData("unknown option --dry-run: that is `telecmi plan`", "apply", "--dry-run")]
    [InlineData("unknown option --auto-approve: that is --yes", "apply", "--auto-approve")]
    [InlineData("unknown option -auto-approve: that is --yes", "apply", "-auto-approve")]
    [InlineData("unknown option --unprotectd; did you mean --unprotected?", "import", "101", "--unprotectd")]
    [InlineData("`aply` is no command; did you mean apply?", "aply", "--yes")]
    [InlineData("`diff` is no command: that is `telecmi plan`", "diff")]
    [InlineData("`preview` is no command: that is `telecmi plan`", "preview", "--json")]
    [InlineData("`up` is no command: that is `telecmi apply`", "up")]
    [InlineData("`destroy` is no command: delete the entries, then `telecmi apply --prune`", "destroy", "--auto-approve")]
    [InlineData("`rm` is no command: delete the entry, then `telecmi apply --prune`; `telecmi state forget`", "rm", "101")]
    [InlineData("`rm` is no command: that is `telecmi state forget`", "state", "rm", "101")]
    [InlineData("`ls` is no command: that is `telecmi state list`", "state", "ls")]
    [InlineData("`refresh` is no command: `telecmi drift` tells", "refresh")]
    [InlineData("`fmt` is no command: the layout of a roster is yours", "fmt")]
    [InlineData("`version` is no command: that is `telecmi --version`", "version")]
    [InlineData("`prune` is no command", "prune")]
    [InlineData("unknown option -v: that is --version, or --verbose behind a command", "-v")]
    [InlineData("--sandbox belongs behind the command: `telecmi plan --sandbox`", "--sandbox", "plan")]
    [InlineData("--only belongs behind the command: `telecmi state COMMAND --only`", "state", "--only", "101")]
    [InlineData("`telecmi validate` takes no --sandbox", "validate", "--sandbox")]
    [InlineData("`telecmi init` takes no --yes", "init", "--yes")]
    [InlineData("--order takes by_extension, insertion, reversed or shuffled", "simulate", "--order", "x")]
    [InlineData("plan takes no argument `agents.yaml`", "plan", "agents.yaml")]
    public async Task A_word_too_few_or_too_many_is_told_and_never_taken_for_the_name_of_a_file(string message, params string[] arguments)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);

        await MistakeTests.FailsAsync(centre, [$"error usage: {message}"], arguments);

        Assert.Equal(0, centre.Account.Calls.Total);
        Assert.Equal(["agents.yaml"], Directory.EnumerateFileSystemEntries(centre.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_stands_behind_an_unknown_option_is_not_repeated()
    {
        await using var centre = await CallCentre.OpenAsync();

        foreach (var words in new string[][] { ["apply", "--secret", "hunter2"], ["apply", "--secret=hunter2"], ["plan", "--app-secret:hunter2"] })
        {
            var run = (await centre.RunAsync([.. words, "--format", "json"])).Exits(1);
            Assert.DoesNotContain("hunter2", run.Out + run.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("apply")]
    [InlineData("simulate")]
    public async Task No_option_takes_an_empty_value_or_another_option(string command)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        var options = await OptionsAsync(centre, command);
        Assert.InRange(options.Count, 10, 40);

        foreach (var option in options)
        {
            await MistakeTests.FailsAsync(centre, [option, "it is empty (is the variable set?)"], command, option, "");
            await MistakeTests.FailsAsync(centre, [option, "`--verbose` is an option"], command, option, "--verbose");
        }

        Assert.Equal(["agents.yaml"], Directory.EnumerateFileSystemEntries(centre.Folder).Select(Path.GetFileName));
    }

    // Those with a value: its own, and the common ones that it names.
    private static async Task<List<string>> OptionsAsync(CallCentre centre, string command)
    {
        var help = (await centre.RunAsync(command, "--help")).Exits(0).Out;
        var common = Valued((await centre.RunAsync("help", "options")).Exits(0).Out)
            .Where(option => help.Contains(option, StringComparison.Ordinal));
        return [.. Valued(help).Concat(common).Distinct()];
    }

    private static IEnumerable<string> Valued(string help)
        => Regex.Matches(help, @"^  (?:-\w, )?(--[a-z-]+) [A-Z]", RegexOptions.Multiline).Select(found => found.Groups[1].Value);

    [Theory]
    [InlineData("PLANFILE", "apply", "")]
    [InlineData("EXT", "import", " ")]
    [InlineData("EXT", "state", "forget", "")]
    [InlineData("SHELL", "completion", "")]
    [InlineData("an argument is empty", "plan", "")]
    public async Task Nor_does_an_argument(string name, params string[] arguments)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);

        await MistakeTests.FailsAsync(centre, [name, "(is the variable set?)"], arguments);
    }

    [Fact]
    public async Task What_a_mistake_repeats_of_the_command_line_can_not_draw_on_the_terminal()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);

        foreach (var arguments in new string[][] { ["plan", "--\u001b[2J"], ["plan", "x\u202ey\n::error::z"], ["\u001b[2J"], ["plan", "--out", "-\u001b[2J"], ["plan", "--only", "\u001b"] })
        {
            var error = (await centre.RunAsync(arguments)).Exits(1).SaysOnError("error usage:").Error;
            Assert.DoesNotContain(error, letter => letter is '\u001b' or '\u202e');
            Assert.DoesNotContain("\n::", error, StringComparison.Ordinal);
        }
    }
}
