using System.Text.Json;

namespace TeleCmi.Cli.Tests;

/// <summary>The commands and files around plan and apply.</summary>
public sealed class AroundTests
{
    [Fact]
    public async Task Init_starts_a_roster_of_nobody_that_is_valid_and_overwrites_nothing()
    {
        await using var centre = await CallCentre.OpenAsync();
        File.WriteAllText(Path.Combine(centre.Folder, ".gitignore"), "bin/");

        (await centre.RunAsync("init")).Exits(0);
        var roster = File.ReadAllText(centre.RosterPath);
        var ignored = File.ReadAllLines(Path.Combine(centre.Folder, ".gitignore"));
        Assert.Equal("bin/", ignored[0]);
        Assert.Contains(".telecmi/", ignored);
        Assert.DoesNotContain(ignored, line => line.EndsWith("state.json", StringComparison.Ordinal));
        Assert.Equal("agents.yaml: 0 agents, valid.\n", (await centre.RunAsync("validate", "--strict")).Exits(0).Out);
        await centre.PlansNothingAsync();

        File.AppendAllText(centre.RosterPath, "# mine\n");
        (await centre.RunAsync("init", "--format", "json")).Exits(0).Json();
        Assert.Equal(roster + "# mine\n", File.ReadAllText(centre.RosterPath));
        Assert.Equal(ignored, File.ReadAllLines(Path.Combine(centre.Folder, ".gitignore")));
    }

    [Fact]
    public async Task The_example_of_init_becomes_an_entry_when_its_marks_are_taken_away()
    {
        await using var centre = await CallCentre.OpenAsync();
        (await centre.RunAsync("init")).Exits(0);

        var lines = File.ReadAllLines(centre.RosterPath).Where(line => line != "agents: []").ToList();
        var example = lines.IndexOf("# agents:");
        centre.WriteRosterText(string.Join('\n', lines.Select((line, i) => i >= example && line.Length > 2 ? line[2..] : line))
            .Replace("91...", "919876543210", StringComparison.Ordinal));

        Assert.Equal("agents.yaml: 1 agent, valid.\n", (await centre.RunAsync("validate", "--strict")).Exits(0).Out);
    }

    [Fact]
    public async Task Lists_and_ranges_are_taken_wherever_an_extension_is()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle(CallCentre.People(9, first: 101));

        Assert.Equal([101, 105, 106, 107], Shown(await centre.RunAsync("state", "list", "--only", "101,105-107", "--format", "json")));
        Assert.Equal([101, 105, 106, 107], Shown(await centre.RunAsync("state", "show", "101", "105-107", "--format", "json")));
        Assert.Equal([103, 104], Shown(await centre.RunAsync("state", "unprotect", "103,104", "--format", "json")));
        Assert.Equal([108, 109], Shown(await centre.RunAsync("state", "forget", "108-900", "--format", "json")));
        Assert.Equal([101, 102, 109], Shown(await centre.RunAsync("import", "101 102", "109", "--format", "json")));
        Assert.Equal([101, 108], Shown(await centre.RunAsync("import", "--all", "--only", "101 108-108", "--format", "json")));
        var exported = (await centre.RunAsync("export", "--only", "101, 105-107")).Exits(0).Out;
        Assert.Equal(4, exported.Split("extension:").Length - 1);
        var hours = (await centre.RunAsync("coverage", "--only", "101,105-107", "--format", "json")).Exits(0).Json("telecmi-coverage/1");
        Assert.Equal(4, hours.GetProperty("hours")[8].GetProperty("on_duty").GetInt32());
        (await centre.RunAsync("plan", "--only", "101-103")).Exits(0);
        (await centre.RunAsync("plan", "--only", "103-101")).Exits(1).SaysOnError("--only", "110-120");
        (await centre.RunAsync("coverage", "--only", "555")).Exits(1).SaysOnError("555");
        (await centre.RunAsync("state", "list", "--only", "200-300")).Exits(1).SaysOnError("not_recorded", "200");
        (await centre.RunAsync("apply", "--yes")).Exits(0);
        await centre.PlansNothingAsync();

        static IEnumerable<int> Shown(Ended run)
            => run.Exits(0).Json("telecmi-agents/1").GetProperty("agents").EnumerateArray().Select(agent => agent.GetProperty("extension").GetInt32());
    }

    [Fact]
    public async Task Init_fills_an_empty_file_and_writes_the_schema_beside_it()
    {
        await using var centre = await CallCentre.OpenAsync();
        File.WriteAllText(centre.RosterPath, "");

        Assert.Contains("Wrote agents.yaml", (await centre.RunAsync("init")).Exits(0).Out, StringComparison.Ordinal);

        (await centre.RunAsync("validate")).Exits(0);
        Assert.Equal((await centre.RunAsync("schema")).Out, File.ReadAllText(Path.Combine(centre.Folder, "agents.schema.json")));
    }

    [Theory]
    [InlineData("\u00FF\u00FEn\0o\0d\0e\0\n\0")]
    [InlineData("\u00FE\u00FF\0n\0\n")]
    [InlineData("caf\u00E9\n")]
    public async Task Init_leaves_a_gitignore_alone_that_git_can_not_read_and_says_so(string latin1)
    {
        await using var centre = await CallCentre.OpenAsync();
        var path = Path.Combine(centre.Folder, ".gitignore");
        File.WriteAllText(path, latin1, System.Text.Encoding.Latin1);
        var before = File.ReadAllBytes(path);

        var run = (await centre.RunAsync("init")).Exits(0);

        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Contains(".gitignore stays as it is", run.Out, StringComparison.Ordinal);
        Assert.Contains("*.env", run.Out, StringComparison.Ordinal);
        (await centre.RunAsync("validate")).Exits(0);
    }

    [Theory]
    [InlineData(".gitignore")]
    [InlineData("agents.yaml")]
    [InlineData("agents.schema.json")]
    public async Task Init_writes_through_no_link(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        await using var centre = await CallCentre.OpenAsync();
        File.WriteAllText(Path.Combine(centre.Folder, "mine"), "mine\n");
        File.CreateSymbolicLink(Path.Combine(centre.Folder, name), "mine");

        (await centre.RunAsync("init")).Exits(1).SaysOnError(name, "symbolic link");

        Assert.Equal("mine\n", File.ReadAllText(Path.Combine(centre.Folder, "mine")));
        Assert.Equal(2, Directory.GetFileSystemEntries(centre.Folder).Length);
    }

    [Fact]
    public async Task Validate_needs_no_variable_and_ends_with_the_count()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(10));
        centre.Variables.Clear();

        Assert.EndsWith("agents.yaml: 10 agents, valid.\n", (await centre.RunAsync("validate")).Exits(0).Out, StringComparison.Ordinal);
        var json = (await centre.TypeAsync(File.ReadAllText(centre.RosterPath), "validate", "-f", "-", "--format", "json")).Exits(0).Json("telecmi-validate/1");
        Assert.Equal((true, 10), (json.GetProperty("valid").GetBoolean(), json.GetProperty("agents").GetInt32()));
    }

    [Fact]
    public async Task The_schema_is_one_and_its_output_is_JSON_in_any_format()
    {
        await using var centre = await CallCentre.OpenAsync();

        Assert.Equal(JsonValueKind.Object, (await centre.RunAsync("schema")).Exits(0).Json().GetProperty("properties").ValueKind);
        (await centre.RunAsync("schema", "--format", "json")).Exits(0).Json();
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("powershell")]
    public async Task Completion_prints_a_script_for_each_shell(string shell)
    {
        await using var centre = await CallCentre.OpenAsync();

        Assert.Contains("telecmi", (await centre.RunAsync("completion", shell)).Exits(0).Out, StringComparison.Ordinal);
        (await centre.RunAsync("completion", shell, "--format", "json")).Exits(0).Json("telecmi-completion/1");
        (await centre.RunAsync("completion", "tcsh")).Exits(1);
    }

    [Fact]
    public async Task Simulate_is_an_account_for_other_processes_that_keeps_its_users()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(3));
        centre.Variables["TELECMI_SECRET"] = "for-the-simulator";

        for (var round = 0; round < 2; round++)
        {
            using var simulator = centre.Start("simulate", "--format", "json", "--data", "users.json", "--port", "0");
            var address = await simulator.LineAsync();
            centre.Variables["TELECMI_BASE_URL"] = JsonDocument.Parse(address).RootElement.GetProperty("address").GetString()!;

            (await centre.RunAsync("plan", "--detailed-exitcode")).Exits(round == 0 ? 2 : 0);
            (await centre.RunAsync("apply", "--yes")).Exits(0);

            await simulator.SignalAsync("INT");
            (await simulator.EndAsync()).Exits(130);
        }

        Assert.DoesNotContain(CallCentre.Password, File.ReadAllText(Path.Combine(centre.Folder, "users.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_env_file_supplies_variables_and_the_environment_wins()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101) with { PasswordEntry = "${FROM_FILE}" }, Person.Of(102) with { PasswordEntry = "${FROM_BOTH}" }]);
        File.WriteAllText(Path.Combine(centre.Folder, "the.env"), $"# comment\nFROM_FILE=file-password-1\nFROM_BOTH=file-password-2\nTELECMI_SECRET={CallCentre.Secret}\n");
        centre.Variables["FROM_BOTH"] = "environment-password";
        centre.Variables.Remove("TELECMI_SECRET");

        (await centre.ApplyAsync("--env-file", "the.env")).Exits(0);

        Assert.Equal(("file-password-1", "environment-password"), (centre.Account.Find(101)!.Password, centre.Account.Find(102)!.Password));
        (await centre.RunAsync("plan", "--env-file", "no.env")).Exits(1).SaysOnError("no.env");
    }

    [Fact]
    public async Task A_password_can_lie_in_a_file_under_the_rosters_folder_and_nowhere_else()
    {
        await using var centre = await CallCentre.OpenAsync();
        await using var elsewhere = await CallCentre.OpenAsync();
        Directory.CreateDirectory(Path.Combine(centre.Folder, "secrets"));
        File.WriteAllText(Path.Combine(centre.Folder, "secrets", "101"), "password-of-a-file\n");
        File.WriteAllText(Path.Combine(elsewhere.Folder, "102"), "password-elsewhere\n");
        centre.WriteRoster([Person.Of(101) with { PasswordEntry = "{ file: secrets/101 }" }]);
        (await centre.ApplyAsync()).Exits(0);
        Assert.Equal("password-of-a-file", centre.Account.Find(101)!.Password);

        centre.WriteRoster([Person.Of(102) with { PasswordEntry = $"{{ file: {Path.Combine(elsewhere.Folder, "102")} }}" }]);
        (await centre.ApplyAsync()).Exits(1);
        (await centre.ApplyAsync("--secrets-dir", elsewhere.Folder)).Exits(0);
        Assert.Equal("password-elsewhere", centre.Account.Find(102)!.Password);
    }

    [Fact]
    public async Task The_sandbox_needs_nothing_and_keeps_its_users_apart()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(12));
        var password = centre.Variables["AGENT_PASSWORD"];
        centre.Variables.Clear();
        centre.Variables["AGENT_PASSWORD"] = password;

        (await centre.RunAsync("plan", "--sandbox", "--detailed-exitcode")).Exits(2);
        (await centre.RunAsync("apply", "--sandbox", "--yes")).Exits(0);
        (await centre.RunAsync("plan", "--sandbox", "--detailed-exitcode")).Exits(0);

        Assert.Equal(0, centre.Account.Calls.Total);
        Assert.False(File.Exists(centre.StatePath));
        Assert.Equal(["agents.yaml"], Directory.EnumerateFiles(centre.Folder).Select(Path.GetFileName));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(centre.Folder, ".telecmi")))
        {
            Assert.DoesNotContain(password, File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--base-url", "http://127.0.0.1:9")]
    [InlineData("--state", "other.state.json")]
    [InlineData("--env-file", "the.env")]
    public async Task The_sandbox_excludes_what_would_lead_out_of_it(params string[] options)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        File.WriteAllText(Path.Combine(centre.Folder, "the.env"), "A=b\n");

        (await centre.RunAsync(["plan", "--sandbox", "--format", "json", .. options])).Exits(1).SaysOnError(options[0]).Json("telecmi-error/1");
    }

    [Fact]
    public async Task A_roster_of_another_name_has_a_state_of_that_name_beside_it()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        Directory.CreateDirectory(Path.Combine(centre.Folder, "teams"));
        File.Move(centre.RosterPath, Path.Combine(centre.Folder, "teams", "chennai.yaml"));

        (await centre.ApplyAsync("-f", "teams/chennai.yaml", "--report", "r.json")).Exits(0);

        Assert.True(File.Exists(Path.Combine(centre.Folder, "teams", "chennai.state.json")));
        using var report = JsonDocument.Parse(File.ReadAllText(Path.Combine(centre.Folder, "r.json")));
        Assert.Equal("telecmi-apply/1", report.RootElement.GetProperty("format").GetString());
    }

    [Fact]
    public async Task A_roster_can_come_from_standard_input()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(2);
        centre.WriteRoster(people);
        var text = File.ReadAllText(centre.RosterPath);
        File.Delete(centre.RosterPath);

        (await centre.TypeAsync(text, "apply", "--yes", "-f", "-")).Exits(0);

        centre.HasExactly(people);
        Assert.True(File.Exists(centre.StatePath));
    }

    [Fact]
    public async Task A_name_of_the_dashboard_can_not_draw_on_the_terminal()
    {
        await using var centre = await CallCentre.OpenAsync();
        var live = Person.Of(101, "\u001b[2Jx\u202ey\n::set-output name=a::b");
        centre.Seat([live]);
        centre.Record([live]);
        centre.WriteRoster([Person.Of(101, "Asha")]);

        var text = (await centre.RunAsync("plan")).Exits(0);

        Assert.DoesNotContain('\u001b', text.Out + text.Error);
        Assert.DoesNotContain('\u202e', text.Out + text.Error);
        Assert.DoesNotContain(text.Out.Split('\n'), line => line.TrimStart().StartsWith("::", StringComparison.Ordinal));
        Assert.Contains(@"\u{1B}", text.Out, StringComparison.Ordinal);
        var json = (await centre.RunAsync("plan", "--format", "json")).Exits(0);
        Assert.DoesNotContain(json.Out, letter => letter > '~');
        Assert.Equal(live.Name, json.Json().GetProperty("changes")[0].GetProperty("fields")[0].GetProperty("before").GetString());
    }
}
