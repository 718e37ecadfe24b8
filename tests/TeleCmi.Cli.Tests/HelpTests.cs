using System.Text.RegularExpressions;

namespace TeleCmi.Cli.Tests;

/// <summary>Help fits a screen, tells of every command, and its examples are command lines that telecmi takes.</summary>
public sealed partial class HelpTests
{
    private const int Columns = 80;

    [Fact]
    public async Task Who_types_nothing_is_shown_what_there_is()
    {
        await using var centre = await CallCentre.OpenAsync();

        var help = (await centre.RunAsync("help")).Exits(0).Out;

        Assert.Equal(help, (await centre.RunAsync()).Exits(1).Out);
        Assert.Equal(help, (await centre.RunAsync("--help")).Exits(0).Out);
        Fits(help, 45);
        foreach (var words in new[] { "plan ", "TELECMI_SECRET", "Exit codes", "docs/", "telecmi help options" })
        {
            Assert.Contains(words, help, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_command_fits_a_screen_and_is_told_in_one_line_of_the_overview()
    {
        await using var centre = await CallCentre.OpenAsync();
        var commands = await CommandsAsync(centre);
        Assert.InRange(commands.Count, 17, 40);

        foreach (var command in commands)
        {
            var help = (await centre.RunAsync([.. command, "--help"])).Exits(0).Out;
            Fits(help, 40);
            Assert.Contains($"Usage: telecmi {string.Join(' ', command)}", help, StringComparison.Ordinal);
            Assert.Equal(help, (await centre.RunAsync(["help", .. command])).Exits(0).Out);
        }

        Fits((await centre.RunAsync("help", "options")).Exits(0).Out, 45);
    }

    [Fact]
    public async Task A_command_lists_its_own_options_and_takes_no_other()
    {
        await using var centre = await CallCentre.OpenAsync();
        var all = CommonOptions((await centre.RunAsync("help", "options")).Exits(0).Out);
        Assert.InRange(all.Count, 16, 30);

        foreach (var command in await CommandsAsync(centre))
        {
            var help = (await centre.RunAsync([.. command, "--help"])).Exits(0).Out;
            var others = all.Where(option => !help.Contains(option, StringComparison.Ordinal)).ToArray();
            if (others.Length == 0)
            {
                continue;
            }

            var told = (await centre.RunAsync([.. command, .. others])).Exits(1).SaysOnError("error usage:");
            Assert.Equal(others.Length, Regex.Count(told.Error, "^error usage: (`telecmi [a-z ]+` takes no|--?[a-z-]+ belongs)", RegexOptions.Multiline));
        }

        (await centre.RunAsync("help", "plam")).Exits(1).SaysOnError("`plam` is no command; did you mean plan?");
    }

    [Fact]
    public async Task Every_example_is_taken_by_the_command()
    {
        CiExamples.Examples.Need("bash", "timeout");
        await using var centre = await CallCentre.OpenAsync();
        centre.Variables["PATH"] = $"{Path.GetDirectoryName(Telecmi.Executable)}:{Environment.GetEnvironmentVariable("PATH")}";
        var page = (await centre.RunAsync("help", "--markdown")).Exits(0).Out;
        var examples = Example().Matches(page).SelectMany(fence => fence.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToList();
        Assert.InRange(examples.Count, 30, 100);

        foreach (var example in examples)
        {
            using var run = Telecmi.StartProgram("bash", centre.Folder, centre.Variables, "-c", $"export HOME=$PWD; mkdir -p ~/.config/fish/completions ~/.zfunc; touch agents.yaml; {example.Replace("telecmi simulate", "timeout 1 telecmi simulate", StringComparison.Ordinal)}");
            run.EndInput();
            Assert.DoesNotContain("error usage", (await run.EndAsync()).Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_page_of_commands_is_what_help_prints()
    {
        await using var centre = await CallCentre.OpenAsync();
        var page = (await centre.RunAsync("help", "--markdown")).Exits(0).Out;
        var path = Path.Combine(Path.GetDirectoryName(Here()) ?? "", "../../docs/commands.md");
        if (Environment.GetEnvironmentVariable("TELECMI_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.Equal(page, File.ReadAllText(path));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("Text")]
    [InlineData("JSON")]
    public async Task A_format_is_taken_in_any_case(string format)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);

        var run = (await centre.RunAsync("validate", "--format", format)).Exits(0);

        Assert.Equal(format == "JSON", run.Out.StartsWith('{'));
        (await centre.RunAsync("validate", "--format", format, "--nonsense")).Exits(1).SaysOnError("--nonsense");
        Assert.Contains("Default: text", (await centre.RunAsync("help", "options")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_a_number()
    {
        await using var centre = await CallCentre.OpenAsync();

        Assert.Matches(@"^\d+\.\d+\.\d+", (await centre.RunAsync("--version")).Exits(0).Out);
    }

    private static void Fits(string help, int lines)
    {
        Assert.True(help.TrimEnd('\n').Split('\n').Length <= lines, $"More than {lines} lines:\n{help}");
        Assert.DoesNotContain(help.Split('\n'), line => line.Length > Columns);
    }

    // As words: `state`, `list`.
    private static async Task<List<string[]>> CommandsAsync(CallCentre centre)
        => [.. Heading().Matches((await centre.RunAsync("help", "--markdown")).Exits(0).Out).Select(found => found.Groups[1].Value.Split(' '))];

    private static List<string> CommonOptions(string help)
        => [.. Regex.Matches(help, @"^  (?:(-\w), )?(--[a-z-]+)", RegexOptions.Multiline).Select(found => found.Groups[found.Groups[1].Success ? 1 : 2].Value)];

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string here = "") => here;

    [GeneratedRegex("^### telecmi ([a-z -]+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
