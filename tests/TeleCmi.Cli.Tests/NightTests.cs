namespace TeleCmi.Cli.Tests;

/// <summary>What the first hour and the third in the night need to read: one line for one thing, and what to do.</summary>
public sealed class NightTests
{
    [Fact]
    public async Task Forty_new_agents_without_variables_are_one_warning_of_the_plan_and_one_refusal_of_apply()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(40, first: 101).ConvertAll(person => person with { PasswordEntry = $"${{AGENT_{person.Extension}_PASSWORD}}" });
        centre.WriteRoster(people);

        var plan = (await centre.RunAsync("plan")).Exits(0);
        Assert.Equal(
            ["no_state", "no_password"], plan.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[1].TrimEnd(':')));
        plan.SaysOnError("40 passwords must be sent and have no value here: 101-140");
        Assert.Contains("+ 140 \"Agent 140\"", plan.Out, StringComparison.Ordinal);
        Assert.EndsWith("Plan: 40 to add.\n", plan.Out, StringComparison.Ordinal);

        var refused = (await centre.RunAsync("apply", "--yes")).Exits(3);
        Assert.Single(refused.Error.Split('\n'), line => line.StartsWith("refused no_password: 40 passwords", StringComparison.Ordinal));
        Assert.Contains("`telecmi validate --variables` names their variables", refused.Out.Split('\n')[^2], StringComparison.Ordinal);
        Assert.Empty(centre.Account.All());

        (await centre.RunAsync("passwords", "--out", "passwords.env")).Exits(0);
        (await centre.ApplyAsync("--env-file", "passwords.env")).Exits(0);
        foreach (var command in new[] { new[] { "drift" }, ["import", "--all"], ["import", "--all", "--write"] })
        {
            Assert.DoesNotContain("password", (await centre.RunAsync(command)).Exits(0).ToString(), StringComparison.OrdinalIgnoreCase);
        }

        var unset = (await centre.RunAsync("plan")).Exits(0);
        Assert.EndsWith("ROS061: 40 passwords have no value in this run and are not managed\n", unset.Error, StringComparison.Ordinal);
        Assert.Single(unset.Error.Trim().Split('\n'));
        (await centre.RunAsync("plan", "--verbose")).Exits(0).SaysOnError("AGENT_101_PASSWORD, AGENT_102_PASSWORD", "AGENT_140_PASSWORD");
        await centre.PlansNothingAsync();
    }

    [Fact]
    public async Task A_drift_in_which_most_are_missing_asks_whether_this_is_the_right_account_as_a_plan_does()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(12);
        centre.Record(people);
        centre.WriteRoster(people);
        centre.Seat(people.Take(5));

        var drift = (await centre.RunAsync("drift")).Exits(2);
        const string Question = "7 of 12 recorded agents are missing from the account. Is this the right account?";
        Assert.Contains(Question, drift.Out, StringComparison.Ordinal);
        (await centre.RunAsync("plan")).Exits(3).SaysOnError(Question);

        Assert.Contains("`telecmi apply --allow-recreate`", drift.Out, StringComparison.Ordinal);
        (await centre.ApplyAsync("--allow-recreate")).Exits(0);
        centre.HasExactly(people);
        await centre.PlansNothingAsync();
    }

    [Fact]
    public async Task Mending_the_state_says_what_was_done_and_a_state_that_is_not_there_is_told_by_its_path()
    {
        await using var centre = await CallCentre.OpenAsync();
        Assert.Equal($"There is no state at ./telecmi.state.json: nothing is recorded yet.\n", (await centre.RunAsync("state", "list")).Exits(0).Out);
        (await centre.RunAsync("state", "forget", "101")).Exits(1).SaysOnError("There is no state at ./telecmi.state.json");
        centre.Settle([Person.Of(101), Person.Of(102) with { Protected = true }, Person.Of(103)]);

        Assert.Equal("Forgotten: 101. The user stays in the account.\n", (await centre.RunAsync("state", "forget", "101")).Exits(0).Out);
        Assert.Equal(
            "No longer protected: 102.\nNot protected before: 103.\n", (await centre.RunAsync("state", "unprotect", "102", "103")).Exits(0).Out);

        Assert.Equal(3, centre.Account.All().Count);
        Assert.Null(centre.Recorded(101));
        (await centre.ApplyAsync()).Exits(0);
        await centre.PlansNothingAsync();
    }

    [Fact]
    public async Task What_is_missing_of_the_credentials_is_named_at_once()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        centre.Variables.Remove("TELECMI_SECRET");
        (await centre.RunAsync("plan")).Exits(1).SaysOnError("app secret is not known: set TELECMI_SECRET.", "--no-refresh");
        centre.Variables.Remove("TELECMI_APPID");
        (await centre.RunAsync("plan")).Exits(1).SaysOnError(
            "app id and app secret are not known: set TELECMI_APPID (or `appid` in the roster) and TELECMI_SECRET.", "--no-refresh");
        Assert.Equal(0, centre.Account.Calls.Total);
    }

    [Theory]
    [InlineData("plan", "--sandbox", "--state", "x")]
    [InlineData("plan", "--only", "998")]
    [InlineData("apply", "--no-refresh", "--prune")]
    [InlineData("import")]
    [InlineData("import", "--frob")]
    [InlineData("passwords")]
    [InlineData("completion", "csh")]
    [InlineData("state", "list", "--format", "markdown")]
    [InlineData("simulate", "--port", "x")]
    public async Task Every_mistake_of_a_command_line_has_one_form_and_leads_to_the_help_of_its_command(params string[] arguments)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);

        var ended = (await centre.RunAsync(arguments)).Exits(1);

        var command = arguments[0] == "state" ? "state list" : arguments[0];
        Assert.Matches($"^error usage: .*\\.\n  hint: See `telecmi {command} --help`\\.\n$", ended.Error);
    }
}
