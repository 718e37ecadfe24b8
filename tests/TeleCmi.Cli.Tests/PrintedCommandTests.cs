using System.Text.RegularExpressions;

namespace TeleCmi.Cli.Tests;

/// <summary>A command line that a message tells to run works as it is printed: it goes into a shell as it stands.</summary>
public sealed partial class PrintedCommandTests
{
    private const string Roster = "chennai team.yaml";
    private const string EnvFile = "it's secret.env";

    private static readonly string[] Placeholders = ["EXT", "REV"];

    [Theory]
    [InlineData("-f", Roster, "--state", "the state.json", "--env-file", EnvFile)]
    [InlineData("-f", Roster, "--sandbox")]
    public async Task Every_command_line_that_is_printed_runs_and_is_about_the_same_roster_state_and_account(params string[] carried)
    {
        CiExamples.Examples.Need("bash");
        await using var centre = await CallCentre.OpenAsync();
        var isSandbox = carried.Contains("--sandbox");
        string[] state = [.. carried.Where(word => word != "--env-file" && word != EnvFile)];
        string[] file = ["-f", Roster];
        var lines = new Lines(centre);
        File.WriteAllText(Path.Combine(centre.Folder, EnvFile), "AGENT_PASSWORD=of-the-file-1\n");
        centre.Variables.Remove("AGENT_PASSWORD");

        await lines.RunAsync(1, ["validate", .. file]);
        await lines.RunAsync(1, ["validate", Roster]);
        await lines.RunAsync(1, ["plan", .. carried]);
        await lines.RunAsync(0, ["init", .. file]);
        Write(centre, CallCentre.People(12).ConvertAll(person => person with { Protected = person.Extension == 111 ? true : null }));
        await lines.RunAsync(1, ["drift", .. carried]);
        await lines.RunAsync(0, ["state", "list", .. state]);
        await lines.RunAsync(1, ["state", "forget", "100", .. state]);
        await lines.RunAsync(0, ["plan", "--out", "a plan.json", .. carried]);
        await lines.RunAsync(isSandbox ? 3 : 0, ["apply", "a plan.json", .. carried.Where(word => word != "--sandbox")]);
        await lines.RunAsync(isSandbox ? 0 : 3, ["apply", "a plan.json", .. carried]);
        await lines.RunAsync(3, ["apply", "a plan.json", .. carried]);
        await lines.RunAsync(3, ["apply", Roster, .. carried]);
        await lines.RunAsync(0, ["state", "list", .. state]);
        await lines.RunAsync(1, ["state", "show", "998", .. state]);
        await lines.RunAsync(1, ["apply", "--dry-run", .. carried]);
        await lines.RunAsync(1, ["plan", "--base", "main", .. state]);
        await lines.RunAsync(1, ["apply", .. carried, "--only", "998"]);
        await lines.RunAsync(1, ["import", .. carried]);
        await lines.RunAsync(0, ["export", .. carried]);
        await lines.RunAsync(0, ["import", "--all", .. carried]);
        Write(centre, CallCentre.People(4));
        await lines.RunAsync(3, ["plan", "--prune", .. carried, "--report", "r.md", "--report", "r.html", "--report", "r.json"]);
        await lines.RunAsync(3, ["apply", "--yes", "--prune", "--only", "100-108", .. carried]);
        await lines.RunAsync(0, ["state", "unprotect", "100", .. state]);
        await lines.RunAsync(0, ["drift", .. carried, "--report", "d.md"]);
        if (!isSandbox)
        {
            centre.Seat([Person.Of(100, "Somebody"), Person.Of(300), Person.Of(301), Person.Of(302), Person.Of(303)]);
            await lines.RunAsync(2, ["drift", .. carried, "--report", "d.md", "--report", "d.html"]);
            await lines.RunAsync(1, ["drift", .. state, "--env-file", "nosuch.env"]);
            Write(centre, [.. CallCentre.People(4), Person.Of(300, "Another") with { Phone = "919999999999" }, Person.Of(400)]);
            await lines.RunAsync(3, ["plan", .. carried]);
            await lines.RunAsync(3, ["apply", "--yes", .. state]);
            centre.Account.UserLimit = 16;
            await lines.RunAsync(1, ["apply", "--yes", "--allow-takeover", .. carried]);
            centre.Account.UserLimit = 900;
            centre.Variables.Remove("TELECMI_SECRET");
            await lines.RunAsync(1, ["plan", .. carried]);
            centre.Variables["TELECMI_SECRET"] = CallCentre.Secret;
        }

        Assert.True(lines.Found.Count >= 14, string.Join('\n', lines.Found));
        Assert.Contains(lines.Found, line => line.StartsWith("telecmi state unprotect 111 -f 'chennai team.yaml'", StringComparison.Ordinal));
        foreach (var line in lines.Found.Where(line => !line.Contains("--help", StringComparison.Ordinal)))
        {
            Assert.True(line.Contains($"'{Roster}'", StringComparison.Ordinal), line);
            var isOfRosterAlone = line.StartsWith("telecmi validate", StringComparison.Ordinal) || line.StartsWith("telecmi init", StringComparison.Ordinal);
            Assert.True(isOfRosterAlone || line.Contains("--sandbox", StringComparison.Ordinal) || !carried.Except(file).Any(
                word => word.StartsWith("--", StringComparison.Ordinal) && word != "--env-file" && !line.Contains(word, StringComparison.Ordinal)), line);
        }

        foreach (var line in lines.Found)
        {
            var ended = await lines.TypedAsync(line);
            Assert.False(Broken().IsMatch(ended.Out + ended.Error), $"{line}\n{ended}");
        }
    }

    private static void Write(CallCentre centre, IEnumerable<Person> people)
    {
        centre.WriteRoster(people);
        File.Move(centre.RosterPath, Path.Combine(centre.Folder, Roster), overwrite: true);
    }

    [GeneratedRegex("error (usage|ROS|no_credentials|unreadable_plan|other_service|not_recorded)")]
    private static partial Regex Broken();

    /// <summary>The command lines that runs print.</summary>
    private sealed partial class Lines(CallCentre centre)
    {
        public SortedSet<string> Found { get; } = new(StringComparer.Ordinal);

        public async Task RunAsync(int code, params string[] arguments)
        {
            var ended = (await centre.RunAsync(arguments)).Exits(code);
            var reports = arguments.Where(word => word.EndsWith(".md", StringComparison.Ordinal))
                .Select(word => File.ReadAllText(Path.Combine(centre.Folder, word)));
            foreach (var text in reports.Prepend(ended.Out).Prepend(ended.Error))
            {
                Found.UnionWith(Printed().Matches(text).Select(one => one.Groups["line"].Value));
            }
        }

        /// <summary>What somebody does who takes a line from the screen, and says yes.</summary>
        public async Task<Ended> TypedAsync(string line)
        {
            var yes = line.StartsWith("telecmi apply ", StringComparison.Ordinal) && !line.Contains("plan.json", StringComparison.Ordinal) ? " --yes" : "";
            var known = Placeholders.Aggregate(line, (text, word) => text.Replace($" {word}", " 101", StringComparison.Ordinal));
            using var shell = Telecmi.StartProgram("bash", centre.Folder, centre.Variables, "-c",
                $"telecmi() {{ \"{Telecmi.Executable}\" \"$@\"; }}; {known}{yes}");
            shell.EndInput();
            return await shell.EndAsync();
        }

        [GeneratedRegex("`(?<line>telecmi [a-z][^`\\n]*)`|To allow it: .*?(?<line>(?<!`)telecmi apply[^\\n]*)|Run (?<line>telecmi apply.*) again:")]
        private static partial Regex Printed();
    }
}
