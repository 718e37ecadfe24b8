using static TeleCmi.TerraformProvider.Tests.Agents.Team;

namespace TeleCmi.TerraformProvider.Tests.Agents;

/// <summary>Agents one by one, from plan to plan, by the real command line tools.</summary>
public sealed class AgentLifeStories
{
    [Theory, MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task Agents_are_made_changed_moved_to_another_extension_and_removed(string cli)
    {
        await using var work = await OpenAsync(cli);
        var plan = await work.Writes(Each([Asha, Ben])).PlanAsync();
        Assert.Equal(2, plan.ExitCode);
        plan.Says("101_1111112").SaysNot("exists already");
        (await work.ApplyAsync()).Succeeds().Says("2 added");
        Assert.Equal("101 Asha Rao, 102 Ben Okoro", work.Users());
        Assert.Equal("pass-101", work.Account.Find(101)!.Password);
        var asha = work.Objects()["team[101]"];
        // What is left out is null until a refresh; what is given stays as it is spelled.
        Assert.Equal((null, "+91 98765 43101"), ((int?)asha["start_time"], (string?)asha["phone_number"]));
        Assert.Equal(64, ((string?)asha["password_fingerprint"])!.Length);
        await work.PlansNothingAsync();

        (await work.Writes(Each([Asha, "\"102\" = \"Ben Okoro-Adams\""])).PlanAsync())
            .Says("\"Ben Okoro\" -> \"Ben Okoro-Adams\"").SaysNot("Asha");
        (await work.ApplyAsync()).Succeeds().Says("1 changed");
        Assert.Equal((2, 1, 0), (work.Account.Calls.Add, work.Account.Calls.Update, work.Account.Calls.Remove));
        await work.PlansNothingAsync();

        (await work.DestroyAsync()).Succeeds().Says("2 destroyed");
        Assert.Equal("", work.Users());

        (await work.Writes(One("a", 101)).ApplyAsync()).Succeeds();
        (await work.Writes(One("a", 103)).PlanAsync()).Says("forces replacement").Says("1 to add, 0 to change, 1 to destroy");
        (await work.ApplyAsync()).Succeeds();
        Assert.Equal("103 Asha Rao", work.Users());
        await work.PlansNothingAsync();
    }

    [Theory, MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task What_the_dashboard_changed_is_shown_and_undone(string cli)
    {
        await using var work = await OpenAsync(cli);
        (await work.Writes(Three).ApplyAsync()).Succeeds();
        work.Dashboard(101, user => user with { Name = "A. Rao", StartTime = 7, EndTime = 16 });
        work.Account.Delete(102);
        work.Account.Put(Stranger(103));

        // Without a refresh nobody looks.
        var before = work.Account.Calls.Total;
        (await work.PlanAsync("-refresh=false")).Succeeds().Says("No changes");
        Assert.Equal(before, work.Account.Calls.Total);

        var plan = await work.PlanAsync();
        Assert.Equal(2, plan.ExitCode);
        plan.Says("\"A. Rao\" -> \"Asha Rao\"").Says("\"Zoe Quist\" -> \"Chen Wu\"").Says("telecmi_agent.team[\"102\"] will be created");
        (await work.WritesNothingAsync(() => work.ApplyAsync("-refresh-only"))).Succeeds();
        Assert.Equal(("A. Rao", 7), ((string?)work.Objects()["team[101]"]["name"], (int?)work.Objects()["team[101]"]["start_time"]));
        Assert.DoesNotContain("team[102]", work.Objects().Keys);

        (await work.ApplyAsync("-target=telecmi_agent.team[\"101\"]")).Succeeds().Says("0 added, 1 changed");
        (await work.ApplyAsync()).Succeeds().Says("1 added, 1 changed");
        Assert.Equal("101 Asha Rao, 102 Ben Okoro, 103 Chen Wu", work.Users());
        // What the program leaves out is not managed: it stays as the dashboard has it.
        Assert.Equal(7, work.Account.Find(101)!.StartTime);
        await work.PlansNothingAsync();
    }

    [Theory, MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task A_saved_plan_is_not_carried_out_where_the_account_has_changed_since(string cli)
    {
        await using var work = await OpenAsync(cli);
        (await work.Writes(Each([Asha, Ben])).ApplyAsync()).Succeeds();
        work.Dashboard(101, user => user with { Name = "A. Rao" });
        (await work.RunAsync("plan", "-out=undo")).Succeeds();
        work.Dashboard(101, user => user with { Name = "Asha" });
        (await work.WritesNothingAsync(() => work.RunAsync("apply", "undo"))).Fails().Says("101: changed in the account since the plan");

        (await work.RunAsync("plan", "-out=gone")).Succeeds();
        work.Account.Delete(101);
        (await work.WritesNothingAsync(() => work.RunAsync("apply", "gone"))).Fails().Says("101 is gone from the account");
        (await work.ApplyAsync()).Succeeds();

        // A name that steers a terminal is shown escaped, and can be repaired.
        work.Dashboard(102, user => user with { Name = "Ben\u001b[2J" });
        (await work.PlanAsync()).Says("u{1B}").SaysNot("\u001b");
        (await work.ApplyAsync()).Succeeds();
        Assert.Equal("101 Asha Rao, 102 Ben Okoro", work.Users());
        await work.PlansNothingAsync();
    }

    [Theory, MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task A_user_survives_a_replacement_that_creates_first_and_is_made_anew_by_one_that_deletes_first(string cli)
    {
        await using var work = await OpenAsync(cli);
        const string First = "lifecycle { create_before_destroy = true }";
        (await work.Writes(One("a", 101, First)).ApplyAsync()).Succeeds();
        var ran = (await work.ApplyAsync("-replace=telecmi_agent.a")).Succeeds().Says("101 stays");
        Assert.Equal((0, "a"), ((int)work.Account.Calls.Remove, Assert.Single(work.Objects().Keys)));
        (await work.RunAsync("taint", "telecmi_agent.a")).Succeeds();
        (await work.ApplyAsync()).Succeeds().Says("101 stays");
        Assert.Equal((0, "a"), ((int)work.Account.Calls.Remove, Assert.Single(work.Objects().Keys)));
        await work.PlansNothingAsync();

        // Deletes first, and may put another person there.
        work.Writes(One("a", 101, name: "Ben Okoro").Replace("919876543101", "918888888101", StringComparison.Ordinal));
        (await work.ApplyAsync("-replace=telecmi_agent.a")).Succeeds();
        (await work.RunAsync("taint", "telecmi_agent.a")).Succeeds();
        (await work.Writes(One("a", 101, name: "Chen Wu")).ApplyAsync()).Succeeds();
        Assert.Equal(("101 Chen Wu", 2), (work.Users(), (int)work.Account.Calls.Remove));
        await work.PlansNothingAsync();
    }

    [Theory, MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task What_a_broken_replacement_left_is_removed_unless_another_resource_has_the_user(string cli)
    {
        await using var work = await OpenAsync(cli);
        const string First = "lifecycle { create_before_destroy = true }";
        (await work.Writes(One("a", 101, First)).ApplyAsync()).Succeeds();
        var options = work.Service.Api.Options;
        work.Service.Api.Options = options with { Faults = [new FaultRule(SimulatedEndpoints.Remove, 1, FaultKind.InternalError)] };
        (await work.Writes(One("a", 102, First)).ApplyAsync()).Fails();
        work.Service.Api.Options = options;
        Assert.Equal(["a", "a deposed"], work.Objects().Keys.Order());

        // As if it had been killed in front of the removal, one user in both.
        var state = work.StateText;
        work.Records(state.Replace("\"101_1111112\"", "\"102_1111112\"", StringComparison.Ordinal)
            .Replace("\"extension\": 101", "\"extension\": 102", StringComparison.Ordinal));
        await work.RefusesToPlanAsync(One("a", 102, First), "Another resource manages 102 as well");
        (await work.WritesNothingAsync(() => work.PlanAsync("-refresh=false"))).Fails();

        work.Records(state);
        (await work.ApplyAsync()).Succeeds();
        Assert.Equal(("102 Asha Rao", "a"), (work.Users(), Assert.Single(work.Objects().Keys)));
        await work.PlansNothingAsync();
    }

    [Theory, MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task A_resource_is_moved_and_given_up_without_a_call(string cli)
    {
        await using var work = await OpenAsync(cli);
        (await work.Writes(One("a", 101)).ApplyAsync()).Succeeds();
        (await work.WritesNothingAsync(() => work.Writes(
            "moved {\n from = telecmi_agent.a\n to = telecmi_agent.b\n}\n" + One("b", 101)).ApplyAsync())).Succeeds();
        Assert.Equal(["b"], work.Objects().Keys);
        (await work.WritesNothingAsync(() => work.Writes(
            "removed {\n from = telecmi_agent.b\n lifecycle {\n destroy = false\n }\n}\n").ApplyAsync())).Succeeds();
        Assert.Empty(work.Objects());

        // Whoever is there is taken over, and the plan says so.
        work.Dashboard(101, user => user with { StartTime = 7, EndTime = 16 });
        (await work.Writes(One("a", 101, "start_time = 9\nend_time = 18")).PlanAsync())
            .Says("Warning: 101 exists already").Says("changed: start_time");
        (await work.ApplyAsync()).Succeeds();
        Assert.Equal(9, work.Account.Find(101)!.StartTime);
        await work.PlansNothingAsync();
    }

    [Theory, MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task Values_may_be_unknown_null_or_ignored(string cli)
    {
        await using var work = await OpenAsync(cli);
        string Unknown(string input) =>
            $$"""
            resource "terraform_data" "ext" {
              input = {{input}}
            }
            resource "terraform_data" "text" {
              input = "Asha Rao"
            }
            resource "telecmi_agent" "a" {
              extension    = terraform_data.ext.output
              name         = terraform_data.text.output
              phone_number = "919876543101"
              start_time   = null
              end_time     = null
              password_env = "P${terraform_data.ext.output}"
            }
            """;
        (await work.Writes(Unknown("101")).ApplyAsync()).Succeeds();
        Assert.Equal("101 Asha Rao", work.Users());
        await work.PlansNothingAsync();
        (await work.Writes(Unknown("102")).ApplyAsync()).Succeeds();
        Assert.Equal(("102 Asha Rao", "pass-102"), (work.Users(), work.Account.Find(102)!.Password));
        await work.PlansNothingAsync();

        const string Ignoring = "start_time = 9\nend_time = 18\nlifecycle { ignore_changes = [name, phone_number] }";
        (await work.Writes(One("a", 102, Ignoring)).ApplyAsync()).Succeeds();
        work.Dashboard(102, user => user with { Name = "Asha Rao-Devi\u0007" });
        await work.PlansNothingAsync();
        work.Dashboard(102, user => user with { StartTime = 10 });
        (await work.ApplyAsync()).Succeeds();
        // Sent back as it is, not as a state shows it.
        Assert.Equal(("Asha Rao-Devi\u0007", 9), (work.Account.Find(102)!.Name, work.Account.Find(102)!.StartTime));
        await work.PlansNothingAsync();
    }
}
