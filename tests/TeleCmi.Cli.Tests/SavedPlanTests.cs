using System.Text.Json.Nodes;

namespace TeleCmi.Cli.Tests;

/// <summary>A saved plan is an approval: it does exactly what was approved, or nothing.</summary>
public sealed class SavedPlanTests
{
    private static readonly List<Person> Stays = CallCentre.People(3, first: 300);

    [Fact]
    public async Task A_saved_plan_is_applied_without_a_question_and_once_only()
    {
        await using var centre = await ApprovedAsync();

        (await centre.RunAsync("apply", "approved.plan.json")).Exits(0);
        centre.HasExactly([.. Stays, Person.Of(101)]);
        var writes = centre.Account.Calls.Write;

        (await centre.RunAsync("apply", "approved.plan.json", "--format", "json")).Exits(3).Json("telecmi-error/1");
        Assert.Equal(writes, centre.Account.Calls.Write);
    }

    [Fact]
    public async Task A_plan_saved_before_there_was_a_state_gives_it_its_lineage()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        (await centre.RunAsync("plan", "--out", "approved.plan.json")).Exits(0);
        Assert.False(File.Exists(centre.StatePath));
        var lineage = JsonNode.Parse(File.ReadAllText(Path.Combine(centre.Folder, "approved.plan.json")))!["lineage"]!.GetValue<string>();

        (await centre.RunAsync("apply", "approved.plan.json")).Exits(0);

        Assert.Equal(lineage, centre.State().GetProperty("lineage").GetString());
        await centre.PlansNothingAsync();
        (await centre.RunAsync("apply", "approved.plan.json")).Exits(3);
    }

    [Theory]
    [InlineData("roster")]
    [InlineData("account")]
    [InlineData("password")]
    [InlineData("state")]
    public async Task A_plan_that_would_come_out_differently_now_is_refused_by_name(string what)
    {
        await using var centre = await ApprovedAsync();
        switch (what)
        {
            case "roster":
                centre.WriteRoster([.. Stays, Person.Of(101, "Somebody")]);
                break;
            case "account":
                centre.Account.Put(Person.Of(101).Live());
                break;
            case "password":
                centre.Variables["AGENT_PASSWORD"] = "another-password-2";
                break;
            default:
                File.Delete(centre.StatePath);
                break;
        }

        (await centre.RunAsync("apply", "approved.plan.json")).Exits(3).SaysOnError(what == "state" ? "plan" : "101");

        Assert.Equal(0, centre.Account.Calls.Write);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("options")]
    [InlineData("text")]
    public async Task A_plan_that_was_tampered_with_is_refused(string what)
    {
        await using var centre = await ApprovedAsync();
        var file = Path.Combine(centre.Folder, "approved.plan.json");
        var plan = JsonNode.Parse(File.ReadAllText(file))!;
        switch (what)
        {
            case "name":
                plan["changes"]![0]!["extension"] = 102;
                break;
            case "options":
                plan["options"]!["prune"] = true;
                break;
        }

        File.WriteAllText(file, what == "text" ? "not a plan" : plan.ToJsonString());

        (await centre.RunAsync("apply", "approved.plan.json")).Exits(3).SaysOnError("approved.plan.json");

        Assert.Equal(0, centre.Account.Calls.Write);
    }

    [Theory]
    [InlineData("--prune")]
    [InlineData("--only", "101")]
    [InlineData("--no-refresh")]
    [InlineData("--max-removals", "5")]
    [InlineData("--allow-empty")]
    public async Task Options_that_a_saved_plan_holds_can_not_be_given_again(params string[] options)
    {
        await using var centre = await ApprovedAsync();

        (await centre.RunAsync(["apply", "approved.plan.json", .. options])).Exits(1);

        Assert.Equal(0, centre.Account.Calls.Write);
    }

    [Fact]
    public async Task A_saved_plan_keeps_the_options_it_was_made_with()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle([.. Stays, .. CallCentre.People(5)]);
        centre.WriteRoster(Stays);
        (await centre.RunAsync("plan", "--prune", "--max-removals", "5", "--out", "approved.plan.json")).Exits(0);

        (await centre.RunAsync("apply", "approved.plan.json")).Exits(0);

        centre.HasExactly(Stays);
    }

    [Fact]
    public async Task A_refused_plan_and_a_plan_that_has_not_seen_the_account_are_not_saved()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle(CallCentre.People(3));
        centre.WriteRoster([]);

        (await centre.RunAsync("plan", "--prune", "--out", "refused.plan.json")).Exits(3);
        (await centre.RunAsync("plan", "--no-refresh", "--out", "blind.plan.json")).Exits(1);

        Assert.False(File.Exists(Path.Combine(centre.Folder, "refused.plan.json")));
        Assert.False(File.Exists(Path.Combine(centre.Folder, "blind.plan.json")));
    }

    [Theory]
    [InlineData("agents.yaml")]
    [InlineData("telecmi.state.json")]
    [InlineData("telecmi.state.json.lock")]
    [InlineData("telecmi.state.json.journal")]
    public async Task A_plan_is_not_saved_over_the_files_of_the_run(string file)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle(Stays);
        var before = (File.ReadAllText(centre.RosterPath), centre.StateText());

        (await centre.RunAsync("plan", "--format", "json", "--out", file)).Exits(1).Json("telecmi-error/1");

        Assert.Equal(before, (File.ReadAllText(centre.RosterPath), centre.StateText()));
    }

    [Fact]
    public async Task A_plan_that_can_not_be_saved_is_an_error_and_still_one_document()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(Stays);

        (await centre.RunAsync("plan", "--format", "json", "--out", "no/such/folder/approved.plan.json")).Exits(1).SaysOnError("approved.plan.json").Json();
    }

    [Fact]
    public async Task State_and_plan_are_for_their_owners_eyes_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes are those of Unix.");
        await using var centre = await ApprovedAsync();
        (await centre.RunAsync("apply", "approved.plan.json")).Exits(0);

        foreach (var file in new[] { centre.StatePath, Path.Combine(centre.Folder, "approved.plan.json") })
        {
#pragma warning disable CA1416 // Skipped on Windows.
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
#pragma warning restore CA1416
        }
    }

    private static async Task<CallCentre> ApprovedAsync()
    {
        var centre = await CallCentre.OpenAsync();
        centre.Settle(Stays);
        centre.WriteRoster([.. Stays, Person.Of(101)]);
        (await centre.RunAsync("plan", "--out", "approved.plan.json")).Exits(0);
        return centre;
    }
}
