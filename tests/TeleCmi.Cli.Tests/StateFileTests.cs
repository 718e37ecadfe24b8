
namespace TeleCmi.Cli.Tests;

/// <summary>The recorded state and its lock: nothing is done with a state that is not ours to use, and it is left as it was.</summary>
public sealed class StateFileTests
{
    private static readonly List<Person> People = CallCentre.People(3);

    [Fact]
    public async Task A_lock_that_another_run_holds_is_an_error_that_names_its_holder()
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { Latency = TimeSpan.FromMilliseconds(1500) });
        centre.WriteRoster(People);
        using var first = centre.Start("apply", "--yes");
        first.EndInput();
        await first.UntilAsync(() => centre.Account.Calls.List > 0);

        (await centre.ApplyAsync()).Exits(1).SaysOnError($"{first.Id}").Json("telecmi-error/1");
        (await centre.RunAsync("state", "forget", "101")).Exits(1).SaysOnError($"{first.Id}");
        (await centre.RunAsync("plan", "--no-refresh")).Exits(0);

        (await first.EndAsync()).Exits(0);
        centre.HasExactly(People);
    }

    [Fact]
    public async Task The_environment_says_where_the_state_lies_but_an_option_wins_and_the_sandbox_does_not_look()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(People);
        var (elsewhere, other) = (Path.Combine(centre.Folder, "elsewhere.json"), Path.Combine(centre.Folder, "other.json"));
        centre.Variables["TELECMI_STATE"] = elsewhere;

        (await centre.ApplyAsync("--sandbox")).Exits(0);
        Assert.False(File.Exists(elsewhere));
        (await centre.ApplyAsync()).Exits(0);
        Assert.True(File.Exists(elsewhere));
        Assert.False(File.Exists(centre.StatePath));
        Assert.Contains("No changes.", (await centre.RunAsync("plan")).Exits(0).Out, StringComparison.Ordinal);

        (await centre.ApplyAsync("--state", other)).Exits(0);
        Assert.True(File.Exists(other));
    }

    [Fact]
    public async Task A_held_lock_can_be_waited_for()
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { Latency = TimeSpan.FromMilliseconds(300) });
        centre.WriteRoster(People);
        using var first = centre.Start("apply", "--yes");
        first.EndInput();
        await first.UntilAsync(() => centre.Account.Calls.List > 0);

        (await centre.ApplyAsync("--lock-timeout", "60")).Exits(0);

        Assert.Equal(3, centre.Account.Calls.Add);
        (await first.EndAsync()).Exits(0);
    }

    [Fact]
    public async Task The_lock_of_a_killed_run_is_free()
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { Latency = TimeSpan.FromSeconds(2) });
        centre.WriteRoster(People);
        using (var first = centre.Start("apply", "--yes"))
        {
            await first.UntilAsync(() => centre.Account.Calls.List > 0);
            first.Kill();
            await first.EndAsync();
        }

        centre.Behave(options => options with { Latency = TimeSpan.Zero });
        (await centre.ApplyAsync()).Exits(0);
    }

    [Theory]
    [InlineData("{\"format\":\"telecmi-state/1\",\"serial\":")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"format\":\"telecmi-state/9\",\"serial\":1,\"agents\":[]}")]
    [InlineData("<html>a login page</html>")]
    public async Task A_state_that_is_corrupt_or_newer_is_an_error_and_stays_as_it_is(string text)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(People);
        File.WriteAllText(centre.StatePath, text);

        foreach (var arguments in new string[][] { ["plan", "--no-refresh"], ["apply", "--yes"], ["state", "forget", "101"] })
        {
            (await centre.RunAsync([.. arguments, "--format", "json"])).Exits(1).SaysOnError("telecmi.state.json").Json("telecmi-error/1");
        }

        Assert.Equal(text, centre.StateText());
        Assert.Equal(0, centre.Account.Calls.Total);
    }

    [Theory]
    [InlineData("appid")]
    [InlineData("origin")]
    public async Task A_state_of_another_account_or_service_is_refused_before_any_call(string what)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(People);
        centre.Record(People, state => state["origin"] = what == "origin" ? "rest.telecmi.com" : "127.0.0.1");
        if (what == "appid")
        {
            File.WriteAllText(centre.StatePath, centre.StateText()!.Replace($"{CallCentre.AppId}", "2222223", StringComparison.Ordinal));
        }

        var before = centre.StateText();

        (await centre.RunAsync("plan", "--format", "json")).Exits(3).Json("telecmi-error/1");
        (await centre.ApplyAsync()).Exits(3).Json("telecmi-error/1");

        Assert.Equal(before, centre.StateText());
        Assert.Equal(0, centre.Account.Calls.Total);
    }

    [Fact]
    public async Task An_app_id_in_the_roster_that_is_not_that_of_the_environment_is_an_error()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(People, "appid: 2222223");

        (await centre.RunAsync("plan")).Exits(1).SaysOnError("TELECMI_APPID");

        Assert.Equal(0, centre.Account.Calls.Total);
    }

    [Fact]
    public async Task A_state_that_may_not_be_written_is_an_error_before_any_call()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes are those of Unix.");
        await using var centre = await CallCentre.OpenAsync();
        centre.Record(People);
        centre.WriteRoster([.. People, Person.Of(200)]);
        var before = centre.StateText();
#pragma warning disable CA1416 // Skipped on Windows.
        File.SetUnixFileMode(centre.StatePath, UnixFileMode.UserRead);
#pragma warning restore CA1416

        (await centre.ApplyAsync()).Exits(1).SaysOnError("telecmi.state.json").Json("telecmi-error/1");

        Assert.Equal(0, centre.Account.Calls.Total);
        Assert.Equal(before, centre.StateText());
    }

    [Fact]
    public async Task A_symbolic_link_is_followed_and_stays_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle(People);
        var target = Path.Combine(Directory.CreateDirectory(Path.Combine(centre.Folder, "kept")).FullName, "the.state.json");
        File.Move(centre.StatePath, target);
        File.CreateSymbolicLink(centre.StatePath, target);
        centre.WriteRoster([.. People, Person.Of(200)]);

        (await centre.ApplyAsync()).Exits(0);

        Assert.Equal(target, new FileInfo(centre.StatePath).LinkTarget);
        Assert.NotNull(centre.Recorded(200));
        Assert.True(File.Exists(target + ".lock"));
        await centre.PlansNothingAsync();
    }

    [Fact]
    public async Task What_others_wrote_into_the_state_is_kept()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle(People);
        centre.Record(People, state =>
        {
            state["team"] = "north";
            state["agents"]![0]!["desk"] = 12;
        });
        centre.WriteRoster([.. People, Person.Of(200)]);

        (await centre.ApplyAsync()).Exits(0);

        Assert.Equal("north", centre.State().GetProperty("team").GetString());
        Assert.Equal(12, centre.Recorded(100)!.Value.GetProperty("desk").GetInt32());
    }

    [Fact]
    public async Task A_lost_state_means_that_the_agents_are_adopted_and_an_orphan_journal_is_ignored()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Seat(People);
        centre.WriteRoster(People);
        File.WriteAllText(centre.StatePath + ".journal", "{\"run\":\"of-long-ago\",\"extension\":100,\"action\":\"remove\",\"outcome\":\"changed\"}\n{\"torn");

        var applied = (await centre.ApplyAsync()).Exits(0).Json("telecmi-apply/1");

        Assert.Equal(3, applied.GetProperty("summary").GetProperty("converged").GetInt32());
        centre.HasExactly(People);
        await centre.PlansNothingAsync();
    }

    [Fact]
    public async Task A_run_that_plans_nothing_writes_no_state_where_none_was()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([]);

        (await centre.ApplyAsync()).Exits(0);

        Assert.False(File.Exists(centre.StatePath));
    }

    [Fact]
    public async Task State_list_show_and_forget_tell_what_they_touch_and_leave_the_users()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle(People);

        Assert.Equal([100, 101, 102], await ExtensionsAsync(centre, "state", "list"));
        Assert.Equal([101], await ExtensionsAsync(centre, "state", "show", "101"));
        Assert.Contains(People[1].Phone, (await centre.RunAsync("state", "show", "101")).Exits(0).Out, StringComparison.Ordinal);
        Assert.DoesNotContain(People[1].Phone, (await centre.RunAsync("state", "list")).Exits(0).Out, StringComparison.Ordinal);
        Assert.Equal([101], await ExtensionsAsync(centre, "state", "forget", "101"));
        Assert.Equal([100, 102], await ExtensionsAsync(centre, "state", "list"));
        Assert.Equal(8, centre.State().GetProperty("serial").GetInt32());
        (await centre.RunAsync("state", "forget", "101", "--format", "json")).Exits(1).Json("telecmi-error/1");

        Assert.Equal(0, centre.Account.Calls.Total);
        centre.HasExactly(People);
        Assert.Equal("adopt", Assert.Single((await centre.PlanAsync()).GetProperty("changes").EnumerateArray()).GetProperty("action").GetString());
    }

    [Fact]
    public async Task A_rotated_app_secret_changes_nobody()
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { Passwords = PasswordDisplay.Omitted });
        centre.WriteRoster(People);
        (await centre.ApplyAsync()).Exits(0);
        centre.Account.Secret = "rotated";
        centre.Variables["TELECMI_SECRET"] = "rotated";

        (await centre.RunAsync("plan", "--detailed-exitcode")).Exits(0);
        (await centre.ApplyAsync()).Exits(0);
        Assert.Equal(3, centre.Account.Calls.Write);
    }

    private static async Task<IEnumerable<int>> ExtensionsAsync(CallCentre centre, params string[] words)
        => (await centre.RunAsync([.. words, "--format", "json"])).Exits(0).Json("telecmi-agents/1").GetProperty("agents").EnumerateArray()
            .Select(one => one.GetProperty("extension").GetInt32());
}
