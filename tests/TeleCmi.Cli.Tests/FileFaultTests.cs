namespace TeleCmi.Cli.Tests;

/// <summary>Whatever lies where a file or folder should be: it is said in words, with the name, and nothing is sent.</summary>
public sealed class FileFaultTests
{
    public FileFaultTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "These are faults of Unix file systems.");

    public static TheoryData<string> Faults =>
    [
        "a circle of links", "a folder", "a pipe", "a name too long", "a file where a folder is needed", "a device", "a name that is no text",
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Every_file_that_a_run_takes_may_be_something_else(string fault)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle([Person.Of(101)]);
        centre.Variables["AGENT_PASSWORD"] = "another-one-1";
        var path = await LayAsync(centre, fault);
        string[][] commands =
        [
            ["validate", "-f", path], ["plan", "-f", path], ["init", "-f", path],
            ["plan", "--no-refresh", "--state", path], ["apply", "--yes", "--state", path], ["state", "forget", "101", "--state", path],
            ["plan", "--env-file", path, "--secrets-dir", path], ["plan", "--out", path], ["plan", "--out", path + "/p.json"], ["validate", "--report", path + "/r.md"],
            ["simulate", "--data", path + "/users.json"],
        ];
        foreach (var command in commands)
        {
            using var run = centre.Start([.. command, "--format", "json"]);
            run.EndInput();
            if (command[0] == "simulate")
            {
                await run.UntilAsync(() => run.HasEnded || run.LineAsync().IsCompleted);
                await run.SignalAsync("TERM");
            }

            SpeaksInWords(await run.EndAsync(), command);
        }

        Assert.Equal(0, centre.Account.Calls.Write);
    }

    [Theory]
    [InlineData("telecmi.state.json")]
    [InlineData("telecmi.state.json.lock")]
    [InlineData("telecmi.state.json.journal")]
    [InlineData(".telecmi")]
    [InlineData(".telecmi/telecmi.state.json")]
    [InlineData(".telecmi/telecmi.state.json.lock")]
    [InlineData(".telecmi/telecmi.state.json.journal")]
    [InlineData(".telecmi/telecmi.users.json")]
    public async Task What_lies_beside_the_roster_may_be_something_else(string name)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        var path = Path.Combine(centre.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string[] sandbox = name.StartsWith(".telecmi", StringComparison.Ordinal) ? ["--sandbox"] : [];
        foreach (var lay in new Action[] { () => File.CreateSymbolicLink(path, Path.GetFileName(path)), () => Directory.CreateDirectory(path), () => File.WriteAllText(path, "[]") })
        {
            lay();
            foreach (var command in new string[][] { ["plan", "--no-refresh"], ["apply", "--yes"], ["state", "forget", "101"] })
            {
                SpeaksInWords(await centre.RunAsync([.. command, .. sandbox, "--format", "json"]), command);
            }

            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }

            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("telecmi.state.json")]
    [InlineData("telecmi.state.json.lock")]
    [InlineData(".telecmi")]
    [InlineData(".telecmi/telecmi.state.json")]
    [InlineData(".telecmi/telecmi.state.json.lock")]
    [InlineData(".telecmi/telecmi.users.json")]
    public async Task Nobody_waits_for_the_writer_of_a_pipe_beside_the_roster(string name)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        await ShellAsync(centre, $"mkdir -p $(dirname {name}); mkfifo {name}");
        string[] sandbox = name.StartsWith(".telecmi", StringComparison.Ordinal) ? ["--sandbox"] : [];

        SpeaksInWords((await centre.RunAsync(["apply", "--yes", .. sandbox, "--format", "json"])).Exits(1), name);

        Assert.Equal(0, centre.Account.Calls.Write);
    }

    [Fact]
    public async Task A_mark_that_an_editor_put_before_a_plan_changes_nothing()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        (await centre.RunAsync("plan", "--out", "p.json")).Exits(0);

        (await ShellAsync(centre, "printf '\\357\\273\\277' | cat - p.json > marked.json; \"$0\" apply marked.json")).Exits(0);
    }

    [Fact]
    public async Task In_a_folder_that_may_not_be_written_to_what_only_reads_ends_well()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        var powerless = Powerless();
        Assert.SkipWhen(powerless is null, "Root may write anywhere, and there is nothing here to take that away.");
        await ShellAsync(centre, "chmod 555 .");
        try
        {
            foreach (var command in new[] { "plan --sandbox", "export --sandbox", "validate", "coverage", "plan --no-refresh", "state list" })
            {
                SpeaksInWords((await ShellAsync(centre, $"{powerless} \"$0\" {command} --format json")).Exits(0), command);
            }

            foreach (var command in new[] { "apply --sandbox --yes", "init -f new.yaml", "plan --sandbox --out p", "validate --report r.md", "plan --sandbox --report a/b.md", "apply --yes" })
            {
                var run = (await ShellAsync(centre, $"{powerless} \"$0\" {command} --format json")).Exits(1);
                SpeaksInWords(run, command);
                run.SaysOnError("permission denied");
            }
        }
        finally
        {
            await ShellAsync(centre, "chmod 755 .");
        }
    }

    [Theory]
    [InlineData("apply --sandbox --yes", "too large")]
    [InlineData("plan --sandbox --out p", "too large")]
    [InlineData("validate --report r.md", "too large")]
    [InlineData("init -f new.yaml", "too large")]
    public async Task A_limit_on_file_sizes_is_an_answer_and_no_death(string command, string words)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);

        // The runtime that compiles at start makes a file of its own for that, unless told not to.
        (await ShellAsync(centre, $"ulimit -f 0; DOTNET_EnableWriteXorExecute=0 exec \"$0\" {command}")).Exits(1).SaysOnError(words);

        Assert.False(File.Exists(Path.Combine(centre.Folder, "new.yaml")));
    }

    [Fact]
    public async Task A_pipe_brings_a_plan_as_well_as_a_file()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        (await centre.RunAsync("plan", "--out", "p.json")).Exits(0);

        (await ShellAsync(centre, "mkfifo pipe; cat p.json > pipe & \"$0\" apply pipe")).Exits(0);
        (await ShellAsync(centre, "\"$0\" apply /dev/stdin < /dev/null")).Exits(3).SaysOnError("damaged_plan");

        Assert.Single(centre.Account.All());
    }

    [Fact]
    public async Task A_pipe_that_comes_without_a_program_behind_it_is_an_error_and_one_with_it_is_read()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        centre.Variables.Remove("AGENT_PASSWORD");

        (await ShellAsync(centre, "mkfifo pipe; \"$0\" plan --env-file pipe")).Exits(1).SaysOnError("ROS070", "no program writes to");
        (await ShellAsync(centre, "\"$0\" apply pipe")).Exits(1).SaysOnError("unreadable_plan", "no program writes to");
        (await ShellAsync(centre, "echo AGENT_PASSWORD=quiet-1 > pipe & \"$0\" apply --yes --env-file pipe")).Exits(0);

        Assert.Equal("quiet-1", Assert.Single(centre.Account.All()).Password);
    }

    [Fact]
    public async Task The_stand_in_runs_also_where_the_folder_is_gone_that_it_was_started_in()
    {
        await using var centre = await CallCentre.OpenAsync();
        using var shell = Telecmi.StartProgram("/bin/sh", centre.Folder, centre.Variables, "-c", "mkdir gone; cd gone; rmdir ../gone; exec \"$0\" simulate", Telecmi.Executable);

        Assert.Contains("at http://127.0.0.1:", await shell.LineAsync(), StringComparison.Ordinal);

        await shell.SignalAsync("TERM");
        (await shell.EndAsync()).Exits(130);
    }

    [Theory]
    [InlineData("written twice", "plan", "--out", "p.json", "--report", "./p.json")]
    [InlineData("written twice", "validate", "--report", "r.md", "--report", "r.md")]
    [InlineData("an env file", "plan", "--out", "p.env", "--env-file", "p.env")]
    [InlineData("the sandbox's", "plan", "--sandbox", "--report", ".telecmi/telecmi.users.json")]
    public async Task Nothing_that_a_run_reads_or_writes_is_overwritten_by_what_it_writes(string words, params string[] command)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        File.WriteAllText(Path.Combine(centre.Folder, "p.env"), "AGENT_PASSWORD=quiet-1\n");
        var before = Directory.GetFileSystemEntries(centre.Folder).Order();

        (await centre.RunAsync(command)).Exits(1).SaysOnError("error usage", words);

        Assert.Equal(before, Directory.GetFileSystemEntries(centre.Folder).Order());
        Assert.Equal("AGENT_PASSWORD=quiet-1\n", File.ReadAllText(Path.Combine(centre.Folder, "p.env")));
    }

    [Theory]
    [InlineData("text", "> /dev/full")]
    [InlineData("json", "> /dev/full")]
    [InlineData("json", ">&-")]
    [InlineData("markdown", ">&-")]
    public async Task Where_the_result_does_not_arrive_standard_error_tells_what_was_changed(string format, string lost)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(3));

        (await ShellAsync(centre, $"\"$0\" apply --yes --format {format} {lost}")).Exits(1).SaysOnError("Applied: 3 added.");

        Assert.Equal(3, centre.Account.All().Count);
    }

    private static void SpeaksInWords(Ended run, params string[] command)
    {
        Assert.True(run.Code is 0 or 1 or 3 or 130, $"{string.Join(' ', command)}: {run}");
        Assert.False((run.Out + run.Error).Contains("internal", StringComparison.Ordinal), $"{string.Join(' ', command)}: {run}");
        run.SaysOnError();
        run.Json();
    }

    private static async Task<string> LayAsync(CallCentre centre, string fault)
    {
        var path = Path.Combine(centre.Folder, "laid");
        switch (fault)
        {
            case "a circle of links":
                File.CreateSymbolicLink(path, "laid");
                return "laid";
            case "a folder":
                Directory.CreateDirectory(path);
                return "laid";
            case "a pipe":
                await ShellAsync(centre, "mkfifo laid");
                return "laid";
            case "a name too long":
                return new string('n', 300);
            case "a file where a folder is needed":
                return "agents.yaml/laid";
            case "a device":
                return "/dev/full";
            default:
                return "n\uD800";
        }
    }

    // Takes from root what it has beyond other users.
    private static string? Powerless()
        => Environment.UserName != "root" ? ""
        : File.Exists("/usr/bin/setpriv") ? "/usr/bin/setpriv --bounding-set=-dac_override,-dac_read_search"
        : null;

    private static async Task<Ended> ShellAsync(CallCentre centre, string line)
    {
        using var shell = Telecmi.StartProgram("/bin/sh", centre.Folder, centre.Variables, "-c", line, Telecmi.Executable);
        shell.EndInput();
        return await shell.EndAsync();
    }
}
