using static TeleCmi.TerraformProvider.Tests.Harness.Programs;

namespace TeleCmi.TerraformProvider.Tests.Rosters;

/// <summary>A whole roster as one resource, from plan to plan, by the real command line tools.</summary>
public sealed class LifeStories
{
    [Theory, MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task A_roster_is_made_changed_and_plans_nothing_in_between(string cli)
    {
        await using var work = await Workspace.OpenAsync(cli);
        var program = Roster(
        [
            With(Asha, "start_time = 9, end_time = 18").Replace("919876543101", "+91 98765 43101", StringComparison.Ordinal),
            Ben,
        ]);
        (await work.Writes(program).ApplyAsync()).Succeeds().Says("1 added");
        Assert.Equal([101, 102], work.Account.All().Select(user => user.Extension));
        Assert.Equal("pass-101", work.Account.Find(101)!.Password);
        await work.PlansNothingAsync();

        var changed = program.Replace("Ben Okoro", "Ben Okoro-Adams", StringComparison.Ordinal);
        var plan = await work.Writes(changed).PlanAsync();
        Assert.Equal(2, plan.ExitCode);
        plan.Says("\"Ben Okoro\" -> \"Ben Okoro-Adams\"").SaysNot("\"Asha Rao\" ->");
        (await work.ApplyAsync()).Succeeds().Says("1 changed");
        Assert.Equal("Ben Okoro-Adams", work.Account.Find(102)!.Name);
        Assert.Equal(1, work.Account.Calls.Update);
        await work.PlansNothingAsync();
    }

    [Theory, MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task What_the_dashboard_changed_is_shown_and_undone(string cli)
    {
        await using var work = await (await Workspace.OpenAsync(cli)).AppliesAsync(Three);
        work.Edits(101, user => user with { Name = "A. Rao", StartTime = 7, EndTime = 16 });
        work.Account.Delete(102);
        work.Account.Put(Stranger(103));
        (await work.PlanAsync()).Says("\"A. Rao\" -> \"Asha Rao\"").Says("+ \"102\" = {").Says("\"Zoe Quist\" -> \"Chen Wu\"");
        (await work.SendingNothingAsync(() => work.ApplyAsync("-refresh-only"))).Succeeds();
        Assert.Equal("A. Rao", (string?)work.Attributes("telecmi_roster")!["agents"]!["101"]!["name"]);
        (await work.ApplyAsync()).Succeeds();
        Assert.Equal("101 Asha Rao, 102 Ben Okoro, 103 Chen Wu", work.People);
        // What the program leaves out is not managed: it stays as the dashboard has it.
        Assert.Equal((7, "pass-102"), (work.Account.Find(101)!.StartTime, work.Account.Find(102)!.Password));
        await work.PlansNothingAsync();
    }

    [Theory, MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task Without_a_refresh_nothing_is_asked_of_the_account(string cli)
    {
        await using var work = await (await Workspace.OpenAsync(cli)).AppliesAsync(Two);
        await work.PlansNothingAsync();
        work.Account.Delete(102);
        var before = work.Account.Calls.Total;
        Assert.Equal(0, (await work.PlanAsync("-refresh=false")).ExitCode);
        Assert.Equal(2, (await work.Writes(Roster([Asha, Ben, Chen])).PlanAsync("-refresh=false")).ExitCode);
        Assert.Equal(before, work.Account.Calls.Total);
        Assert.Equal(0, (await work.RunAsync("validate")).ExitCode);
        Assert.Equal(before, work.Account.Calls.Total);
    }

    [Theory, MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task A_saved_plan_is_carried_out_only_where_the_account_is_as_it_was(string cli)
    {
        await using var work = await (await Workspace.OpenAsync(cli)).AppliesAsync(Two);
        work.Writes(Two.Replace("Ben Okoro", "Ben Adams", StringComparison.Ordinal));
        (await work.PlanAsync("-out=first")).Says("Ben Adams");
        work.Edits(102, user => user with { Name = "Benjamin" });
        (await work.SendingNothingAsync(() => work.RunAsync("apply", "first"))).Fails().Says("102: changed in the account since the plan");

        // Two plans that only undo: the CLI records nothing new after the first, so that it does not see that the second is stale.
        work.Writes(Two);
        await work.PlanAsync("-out=second");
        await work.PlanAsync("-out=third");
        (await work.RunAsync("apply", "second")).Succeeds();
        Assert.Equal("Ben Okoro", work.Account.Find(102)!.Name);
        work.Edits(102, user => user with { Name = "B. O." });
        (await work.SendingNothingAsync(() => work.RunAsync("apply", "third"))).Fails();
        (await work.ApplyAsync()).Succeeds();
        await work.PlansNothingAsync();
    }

    [Theory, MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task What_the_program_ignores_stays(string cli)
    {
        var ignoring = Roster([Asha, Ben], "lifecycle { ignore_changes = [agents] }");
        await using var work = await (await Workspace.OpenAsync(cli)).AppliesAsync(ignoring);
        work.Edits(101, user => user with { Name = "A. Rao" });
        await work.Writes(ignoring.Replace("Ben Okoro", "Ben Adams", StringComparison.Ordinal)).PlansNothingAsync();
    }

    [Theory, MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task Rosters_stand_side_by_side_where_they_share_nobody(string cli)
    {
        await using var work = await Workspace.OpenAsync(cli);
        await work.AppliesAsync($"{Roster([Asha])}\n{Roster([Ben], name: "sales")}");
        Assert.Equal("101 Asha Rao, 102 Ben Okoro", work.People);
        await work.PlansNothingAsync();
        (await work.RefusesAsync($"{Roster([Asha, Ben])}\n{Roster([Ben, Chen], name: "sales")}"))
            .Says("Another resource manages 102 as well");
    }

    [Theory, MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task All_users_are_read_in_the_run_that_makes_them(string cli)
    {
        await using var work = await Workspace.OpenAsync(cli);
        work.Account.Put(Stranger(150) with { Name = "Zo\u001b[31m::error::\nQuist" });
        await work.AppliesAsync(Two +
            """

            data "telecmi_agents" "all" {
              depends_on = [telecmi_roster.support]
            }
            output "names" {
              value = { for extension, agent in data.telecmi_agents.all.agents : extension => agent.name }
            }
            """);
        var names = await work.RunAsync("output", "-json", "names");
        names.Says("\"101\":\"Asha Rao\"").SaysNot("\u001b").SaysNot("\\u001b");
        await work.PlansNothingAsync();
    }

    [Theory, MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task One_roster_is_targeted_or_left_out(string cli)
    {
        await using var work = await Workspace.OpenAsync(cli);
        work.Writes($"{Roster([Asha])}\n{Roster([Ben], name: "sales")}");
        (await work.ApplyAsync("-target=telecmi_roster.support")).Succeeds();
        Assert.Equal("101 Asha Rao", work.People);
        (await work.ApplyAsync(cli == Cli.Tofu ? "-exclude=telecmi_roster.support" : "-target=telecmi_roster.sales")).Succeeds();
        await work.PlansNothingAsync();
    }

    [Theory, MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task A_roster_needs_no_import(string cli)
    {
        await using var work = await Workspace.OpenAsync(cli);
        work.Account.Put(new SimulatedUser(101, "Asha Rao", "919876543101") { Password = "their-own" });
        (await work.Writes(Two).RunAsync("import", "telecmi_roster.support", "1111112")).Fails().Says("A telecmi_roster needs no import");
        (await work.ApplyAsync()).Succeeds().Says("101 exists already").Says("101 \"Asha Rao\"");
        Assert.Equal("pass-101", work.Account.Find(101)!.Password);
        await work.PlansNothingAsync();
    }

    [Theory, MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task What_is_recorded_of_one_account_is_not_applied_to_another(string cli)
    {
        await using var work = await (await Workspace.OpenAsync(cli)).AppliesAsync(Two);
        work.Variables["TELECMI_APPID"] = "5";
        var before = work.Account.Calls.Total;
        (await work.PlanAsync()).Fails().Says("What is recorded belongs to account 1111112, not 5");
        (await work.PlanAsync("-refresh=false")).Fails().Says("What is recorded belongs to account 1111112, not 5");
        work.Variables["TELECMI_APPID"] = "1111112";
        (await work.Writes(Two, "sandbox = true").PlanAsync("-refresh=false")).Fails().Says("a real account, not to the sandbox");
        (await work.PlanAsync()).Fails().Says("a real account, not to the sandbox");
        Assert.Equal(before, work.Account.Calls.Total);
        (await work.Writes(Roster([Asha, Ben], "appid = \"7\"")).PlanAsync()).Fails().Says("appid is another account's");
    }

    [Theory, MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task A_test_of_the_program_cleans_up_what_it_made(string cli)
    {
        await using var work = await Workspace.OpenAsync(cli);
        work.Writes(Roster([Asha, Ben], "prune = true\nallow_empty = true"));
        await File.WriteAllTextAsync(Path.Combine(work.Folder, "roster.tftest.hcl"),
            """
            run "made" {
              assert {
                condition     = telecmi_roster.support.agents["102"].name == "Ben Okoro"
                error_message = "no Ben"
              }
            }
            """, TestContext.Current.CancellationToken);
        (await work.RunAsync("test")).Succeeds().Says("1 passed, 0 failed");
        Assert.Equal((2, 2, 0), (work.Account.Calls.Add, work.Account.Calls.Remove, work.Account.All().Count));
    }

    [Fact]
    public async Task An_encrypted_state_of_OpenTofu_is_as_good()
    {
        await using var work = await Workspace.OpenAsync(Cli.Tofu);
        work.CliVariables["TF_ENCRYPTION"] =
            """
            key_provider "pbkdf2" "own" { passphrase = "correct horse battery staple" }
            method "aes_gcm" "own" { keys = key_provider.pbkdf2.own }
            state { method = method.aes_gcm.own }
            plan { method = method.aes_gcm.own }
            """;
        await work.AppliesAsync(Two);
        Assert.DoesNotContain("Asha", work.StateText, StringComparison.Ordinal);
        await work.PlanAsync("-out=saved");
        await work.PlansNothingAsync();
    }
}
