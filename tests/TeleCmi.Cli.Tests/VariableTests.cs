
namespace TeleCmi.Cli.Tests;

/// <summary>What variables hold is checked before any call, by every command that reads them.</summary>
public sealed class VariableTests
{
    [Theory]
    [InlineData("plan")]
    [InlineData("apply", "--yes")]
    [InlineData("drift")]
    [InlineData("import", "101")]
    public async Task A_value_that_a_tool_has_still_to_decrypt_is_an_error(params string[] command)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle([Person.Of(101)]);
        centre.WriteRoster([Person.Of(101) with { PasswordEntry = "${P101}" }]);
        File.WriteAllText(Path.Combine(centre.Folder, "p.env"), "P101=encrypted:hunter2\n");

        var run = (await centre.RunAsync([.. command, "--env-file", "p.env"])).Exits(1).SaysOnError("P101", "dotenvx", "decrypt");
        Assert.DoesNotContain("hunter2", run.Out + run.Error, StringComparison.Ordinal);
        centre.Variables["P101"] = "op://hunter2/101/password";
        (await centre.RunAsync([.. command])).Exits(1).SaysOnError("P101", "1Password");
        Assert.Equal(0, centre.Account.Calls.Total);
    }

    [Fact]
    public async Task App_id_and_secret_that_are_both_missing_are_told_at_once()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([]);
        centre.Variables.Remove("TELECMI_APPID");
        centre.Variables.Remove("TELECMI_SECRET");

        (await centre.RunAsync("plan")).Exits(1).SaysOnError("app id and app secret are not known", "TELECMI_APPID", "TELECMI_SECRET", "--no-refresh");
    }

    [Fact]
    public async Task An_env_file_line_that_readers_take_differently_is_an_error_where_the_roster_names_it()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101) with { PasswordEntry = "${P101}" }]);
        File.WriteAllText(Path.Combine(centre.Folder, "p.env"), "app.name=x\nOTHER=a#b\nP101=Quiet#7\n");

        (await centre.RunAsync("plan", "--env-file", "p.env")).Exits(1).SaysOnError("p.env:3:6: error ROS073", "single quotes");
        File.WriteAllText(Path.Combine(centre.Folder, "q.env"), "P101='Quiet#7'\n");
        (await centre.RunAsync("apply", "--yes", "--env-file", "p.env", "--env-file", "q.env")).Exits(0).SaysOnError("p.env:1:1: warning ROS071");
        Assert.Equal("Quiet#7", centre.Account.Find(101)!.Password);
    }

    [Theory]
    [InlineData("\n", true)]
    [InlineData("\r\n", true)]
    [InlineData("\n\n", false)]
    [InlineData(" ", false)]
    [InlineData("\t", false)]
    public async Task Of_an_app_secret_one_final_line_break_is_dropped_and_nothing_else(string end, bool isUsable)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        centre.Variables["TELECMI_SECRET"] = CallCentre.Secret + end;

        var run = (await centre.RunAsync("plan")).Exits(isUsable ? 0 : 1);

        if (!isUsable)
        {
            run.SaysOnError("ROS069", "TELECMI_SECRET");
            Assert.DoesNotContain(CallCentre.Secret, run.Error, StringComparison.Ordinal);
            Assert.Equal(0, centre.Account.Calls.Total);
        }
    }

    [Fact]
    public async Task Passwords_without_a_value_are_told_by_plan_and_apply_alone()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(3));
        (await centre.ApplyAsync()).Exits(0);
        centre.Variables.Remove("AGENT_PASSWORD");

        (await centre.RunAsync("plan")).Exits(0).SaysOnError("ROS061: 3 passwords have no value in this run and are not managed\n");
        Assert.DoesNotContain("ROS061", (await centre.RunAsync("drift")).Exits(0).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("ROS061", (await centre.RunAsync("import", "--all")).Exits(0).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_with_a_mark_in_front_is_read_and_one_with_a_merge_conflict_is_told_as_such()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle([Person.Of(101)]);
        centre.WriteRoster([Person.Of(101)]);
        var state = centre.StateText();
        var path = Path.Combine(centre.Folder, "telecmi.state.json");
        File.WriteAllText(path, "\uFEFF" + state);
        (await centre.RunAsync("plan", "--detailed-exitcode")).Exits(0);

        var conflict = "{\n<<<<<<< HEAD\n  \"serial\": 7\n=======\n  \"serial\": 8\n>>>>>>> feature\n}\n";
        File.WriteAllText(path, conflict);
        (await centre.RunAsync("plan")).Exits(1).SaysOnError("STA003", "telecmi.state.json", "merge conflict", "line 2");
        Assert.Equal(conflict, File.ReadAllText(path));
    }
}
