using System.Runtime.Versioning;
using System.Text;

namespace TeleCmi.Cli.Tests;

/// <summary>An edit made in the dashboard is accepted with one command: the roster's file follows, and then nothing is planned.</summary>
public sealed class ImportWriteTests
{
    [Fact]
    public async Task A_dashboard_edit_is_accepted_with_one_command_and_then_the_plan_is_empty()
    {
        await using var centre = await CallCentre.OpenAsync();
        var (asha, ravi) = (Person.Of(101, "Asha"), Person.Of(102, "Ravi"));
        centre.WriteRoster([asha, ravi]);
        (await centre.ApplyAsync()).Exits(0);
        var before = await File.ReadAllLinesAsync(centre.RosterPath, TestContext.Current.CancellationToken);
        centre.Account.Put((ravi with { Phone = "919200000777", StartTime = 12 }).Live());

        var written = (await centre.RunAsync("import", "102", "--write")).Exits(0);

        Assert.Equal("Wrote agents.yaml:\n  ~ 102 \"Ravi\"  phone_number, start_time\n", written.Out);
        Assert.DoesNotContain("differs_from_entry", written.Error, StringComparison.Ordinal);
        await centre.PlansNothingAsync();
        centre.HasExactly([asha, ravi with { Phone = "919200000777", StartTime = 12 }]);
        var after = await File.ReadAllLinesAsync(centre.RosterPath, TestContext.Current.CancellationToken);
        Assert.Equal(["    phone_number: \"919200000777\"", "    start_time: 12"], after.Except(before));
        Assert.Equal(before.Length, after.Length);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Who_was_made_in_the_dashboard_gets_an_entry_and_the_file_keeps_its_mode_and_its_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes and links are those of Unix.");
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle([Person.Of(101)]);
        centre.Seat([Person.Of(105, "Kiran"), new Person(106, "\u001B[31m", "919200000106")]);
        var real = Path.Combine(centre.Folder, "ours.yaml");
        File.Move(centre.RosterPath, real);
        File.CreateSymbolicLink(centre.RosterPath, "ours.yaml");
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        File.SetUnixFileMode(real, mode);

        var written = (await centre.RunAsync("import", "--all", "--write")).Exits(0).SaysOnError("name_not_allowed", "106");

        Assert.StartsWith("Wrote agents.yaml:\n  + 105 \"Kiran\"  new entry\n  - extension: 106\n", written.Out, StringComparison.Ordinal);
        Assert.Equal((mode, "ours.yaml"), (File.GetUnixFileMode(real), new FileInfo(centre.RosterPath).LinkTarget));
        Assert.Contains("  - extension: 105\n    name: \"Kiran\"\n", await File.ReadAllTextAsync(real, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await centre.PlansNothingAsync("--prune");
        Assert.StartsWith("agents.yaml says what the account has", (await centre.RunAsync("import", "105", "--write")).Exits(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_masked_phone_leaves_the_entrys_digits_alone()
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { MaskPhones = true });
        centre.Settle([Person.Of(101, "Asha")]);
        centre.Account.Put((Person.Of(101, "Asha Rao") with { Phone = "918800000777" }).Live());
        centre.Seat([Person.Of(105)]);

        var written = (await centre.RunAsync("import", "--all", "--write")).Exits(0).SaysOnError("masked_phone", "105");

        Assert.StartsWith("Wrote agents.yaml:\n  ~ 101 \"Asha Rao\"  name\n  - extension: 105\n", written.Out, StringComparison.Ordinal);
        Assert.Contains(Person.Of(101).Phone, await File.ReadAllTextAsync(centre.RosterPath, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (await centre.RunAsync("validate")).Exits(0);
    }

    [Theory]
    [InlineData("agents: [ { extension: 101, name: A, phone_number: \"919200000101\" } ]\n")]
    [InlineData("{ \"agents\": [] }")]
    public async Task A_list_in_brackets_is_refused_before_any_call(string roster)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Seat([Person.Of(101), Person.Of(105)]);
        centre.WriteRosterText(roster);

        (await centre.RunAsync("import", "105", "--write", "--format", "json")).Exits(1).SaysOnError("roster_not_editable", "--write").Json("telecmi-error/1");

        Assert.Equal((roster, null, 0), (await File.ReadAllTextAsync(centre.RosterPath, TestContext.Current.CancellationToken), centre.StateText(), centre.Account.Calls.Total));
        (await centre.RunAsync("import", "105")).Exits(0);
    }

    [Fact]
    public async Task What_comes_from_standard_input_can_not_be_edited()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Seat([Person.Of(105)]);

        (await centre.TypeAsync("agents: []\n", "import", "105", "--write", "-f", "-")).Exits(1).SaysOnError("usage", "-f");

        Assert.Equal((null, 0), (centre.StateText(), centre.Account.Calls.Total));
    }

    [Fact]
    public async Task A_file_that_somebody_edits_meanwhile_is_left_to_them_and_nothing_is_recorded()
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { Latency = TimeSpan.FromSeconds(1) });
        centre.Seat([Person.Of(101), Person.Of(105)]);
        centre.WriteRoster([Person.Of(101)]);
        using var run = centre.Start("import", "--all", "--write");
        run.EndInput();
        await run.UntilAsync(() => centre.Account.Calls.List > 0);
        await File.AppendAllTextAsync(centre.RosterPath, "# mine\n", TestContext.Current.CancellationToken);
        var mine = await File.ReadAllTextAsync(centre.RosterPath, TestContext.Current.CancellationToken);

        (await run.EndAsync()).Exits(1).SaysOnError("roster_changed", "Run it again");

        Assert.Equal((mine, null), (await File.ReadAllTextAsync(centre.RosterPath, TestContext.Current.CancellationToken), centre.StateText()));
        centre.Behave(options => options with { Latency = TimeSpan.Zero });
        (await centre.RunAsync("import", "--all", "--write")).Exits(0);
        Assert.EndsWith("# mine\n", await File.ReadAllTextAsync(centre.RosterPath, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await centre.PlansNothingAsync("--prune");
    }

    [Fact]
    public async Task A_run_that_ends_between_roster_and_state_leaves_a_plan_that_sends_nothing()
    {
        await using var centre = await CallCentre.OpenAsync();
        var (asha, ravi) = (Person.Of(101, "Asha"), Person.Of(102, "Ravi"));
        centre.Settle([asha, ravi]);
        var state = centre.StateText();
        centre.Account.Put((ravi with { Name = "Another", Phone = "919200000777" }).Live());
        centre.Seat([Person.Of(105)]);
        (await centre.RunAsync("import", "--all", "--write", "--unprotected")).Exits(0);
        await File.WriteAllTextAsync(centre.StatePath, state, Encoding.UTF8, TestContext.Current.CancellationToken);

        var plan = await centre.PlanAsync("--prune");

        Assert.Equal(["adopt"], plan.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("action").GetString()));
        (await centre.ApplyAsync("--prune")).Exits(0);
        Assert.Equal(0, centre.Account.Calls.Write);
        await centre.PlansNothingAsync("--prune");
    }
}
