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
    [InlineData("\"extension\": 101", "\"extension\": 102")]
    [InlineData("\"prune\": false", "\"prune\": true")]
    [InlineData("\"service\": \"127", "\"service\": \"128")]
    [InlineData("\"refreshed\": true", "\"refreshed\": false")]
    [InlineData("\"refusals\": []", "\"refusals\": [\"none\"]")]
    [InlineData("\"add\": 1", "\"add\": 0")]
    [InlineData("\"none\": 3", "\"none\": 4")]
    [InlineData("\"only\": []", "\"only\": [101]")]
    [InlineData("\"protects\": false", "\"protects\": true")]
    [InlineData("\"changes\":", "\"changes\": [], \"changes\":")]
    [InlineData("\"changes\":", "\"note\": \"x\", \"changes\":")]
    [InlineData("\"prune\":", "\"ask\": true, \"prune\":")]
    [InlineData("\"before\":", "\"was\": \"x\", \"before\":")]
    [InlineData("{", "not a plan {")]
    public async Task A_plan_that_was_tampered_with_is_refused(string part, string edited)
    {
        await using var centre = await ApprovedAsync();
        var file = Path.Combine(centre.Folder, "approved.plan.json");
        var text = File.ReadAllText(file);
        var at = text.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0, text);
        File.WriteAllText(file, text[..at] + edited + text[(at + part.Length)..]);

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
    public async Task A_plan_made_at_one_service_is_not_applied_at_another()
    {
        await using var centre = await ApprovedAsync();

        (await centre.RunAsync("apply", "approved.plan.json", "--base-url", $"http://localhost:{centre.Service.BaseAddress.Port}")).Exits(3).SaysOnError("127.0.0.1");
        (await centre.RunAsync("apply", "approved.plan.json", "--sandbox")).Exits(3).SaysOnError("sandbox");

        Assert.Equal(0, centre.Account.Calls.Total - 1);
    }

    [Fact]
    public async Task A_plan_of_the_sandbox_says_so_and_is_applied_there_alone()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);

        (await centre.RunAsync("plan", "--sandbox", "--out", "tried.plan.json")).Exits(0).SaysOnError("`telecmi apply tried.plan.json --sandbox`");

        (await centre.RunAsync("apply", "tried.plan.json")).Exits(3).SaysOnError("`telecmi apply tried.plan.json --sandbox`");
        (await centre.RunAsync("apply", "tried.plan.json", "--sandbox")).Exits(0);
        Assert.Equal(0, centre.Account.Calls.Total);
    }

    [Fact]
    public async Task What_was_applied_already_is_told_as_that()
    {
        await using var centre = await ApprovedAsync();
        (await centre.RunAsync("apply", "approved.plan.json")).Exits(0);

        (await centre.RunAsync("apply", "approved.plan.json")).Exits(3).SaysOnError("Nothing is left to do");
    }

    [Fact]
    public async Task A_comment_above_an_entry_and_another_layout_of_the_plan_make_no_approval_stale()
    {
        await using var centre = await ApprovedAsync();
        centre.WriteRosterText("# who works here\n\n" + File.ReadAllText(centre.RosterPath));
        var file = Path.Combine(centre.Folder, "approved.plan.json");
        File.WriteAllText(file, Sorted(JsonNode.Parse(File.ReadAllText(file)))!.ToJsonString());

        (await centre.RunAsync("apply", "approved.plan.json")).Exits(0);

        centre.HasExactly([.. Stays, Person.Of(101)]);
    }

    [Fact]
    public async Task A_new_agent_that_becomes_protected_after_the_approval_is_another_plan()
    {
        await using var centre = await ApprovedAsync();
        centre.WriteRoster([.. Stays, Person.Of(101) with { Protected = true }]);

        (await centre.RunAsync("apply", "approved.plan.json")).Exits(3).SaysOnError("101");
    }

    [Fact]
    public async Task A_password_that_was_unknown_when_the_plan_was_saved_is_not_compared_and_sent_only_where_it_must_be()
    {
        await using var centre = await CallCentre.OpenAsync();
        var (asha, ravi) = (Person.Of(101) with { Password = "of-the-dashboard" }, Person.Of(102) with { Password = "of-the-dashboard" });
        centre.Settle([asha, ravi]);
        centre.WriteRoster([asha with { Name = "Asha" }, ravi, Person.Of(103)]);
        centre.Variables.Remove("AGENT_PASSWORD");
        (await centre.RunAsync("plan", "--out", "approved.plan.json")).Exits(0);
        (await centre.RunAsync("apply", "approved.plan.json")).Exits(3);
        centre.Variables["AGENT_PASSWORD"] = CallCentre.Password;

        (await centre.RunAsync("apply", "approved.plan.json")).Exits(0);

        centre.HasExactly([asha with { Name = "Asha" }, ravi, Person.Of(103)]);
        Assert.Equal(2, (await centre.PlanAsync()).GetProperty("changes").GetArrayLength());
    }

    [Fact]
    public async Task A_roster_in_the_place_of_a_plan_is_told_as_that()
    {
        await using var centre = await ApprovedAsync();

        (await centre.RunAsync("apply", "agents.yaml")).Exits(3).SaysOnError("telecmi apply -f agents.yaml");
    }

    [Fact]
    public async Task A_refused_plan_and_a_plan_that_has_not_seen_the_account_are_not_saved()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle(CallCentre.People(3));
        centre.WriteRoster([]);

        Assert.Matches(@"\nRefused \([a-z_, ]+\): nothing was changed\. Not saved\. To allow it: [^\n]+\n$", (await centre.RunAsync("plan", "--prune", "--out", "refused.plan.json")).Exits(3).Out);
        Assert.Contains("\nNot saved: ", (await centre.RunAsync("plan", "--no-refresh", "--out", "blind.plan.json")).Exits(1).Out, StringComparison.Ordinal);

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

        Directory.CreateDirectory(Path.Combine(centre.Folder, "approved.plan.json"));
        (await centre.RunAsync("plan", "--format", "json", "--out", "approved.plan.json")).Exits(1).SaysOnError("approved.plan.json").Json();
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

    // As `jq -S` writes it.
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value?.DeepClone())))),
        JsonArray items => new JsonArray([.. items.Select(item => Sorted(item?.DeepClone()))]),
        _ => node?.DeepClone(),
    };

    private static async Task<CallCentre> ApprovedAsync()
    {
        var centre = await CallCentre.OpenAsync();
        centre.Settle(Stays);
        centre.WriteRoster([.. Stays, Person.Of(101)]);
        (await centre.RunAsync("plan", "--out", "approved.plan.json")).Exits(0);
        return centre;
    }
}
