using static TeleCmi.TerraformProvider.Tests.Harness.Programs;

namespace TeleCmi.TerraformProvider.Tests.Rosters;

/// <summary>What goes wrong at the service is told in words, and the next run converges.</summary>
public sealed class FailureStories
{
    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task Without_a_secret_nobody_looks_and_with_a_wrong_one_nobody_goes_on(string cli)
    {
        await using var work = await (await Workspace.OpenAsync(cli)).AppliesAsync(Two);
        var before = work.Account.Calls.Total;
        work.Variables.Remove("TELECMI_SECRET");
        await work.PlansNothingAsync();
        var changed = Two.Replace("Asha Rao", "Asha R", StringComparison.Ordinal);
        (await work.Writes(changed).PlanAsync()).Says("The account was not looked at").Says("TELECMI_SECRET").Says("1 to change");
        (await work.ApplyAsync()).Fails().Says("The account's app secret is not known").Says("Set TELECMI_SECRET");
        Assert.Equal(before, work.Account.Calls.Total);

        work.Variables["TELECMI_SECRET"] = "wrong";
        (await work.SendingNothingAsync(() => work.PlanAsync())).Fails().Says("secret");
        work.Variables["TELECMI_SECRET"] = Workspace.Secret;
        (await work.ApplyAsync()).Succeeds();
        await work.PlansNothingAsync();
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task A_service_out_of_reach_lets_a_plan_show_what_is_new_and_nothing_else(string cli)
    {
        await using var work = await Workspace.OpenAsync(cli);
        var address = work.Variables["TELECMI_BASE_URL"];
        work.Variables["TELECMI_BASE_URL"] = "http://127.0.0.1:1/";
        var plan = await work.Writes(Two).PlanAsync();
        Assert.Equal(2, plan.ExitCode);
        plan.Says("Warning: The account was not looked at");
        (await work.ApplyAsync()).Fails();
        work.Variables["TELECMI_BASE_URL"] = address;
        (await work.ApplyAsync()).Succeeds();
        work.Variables["TELECMI_BASE_URL"] = "http://127.0.0.1:1/";
        (await work.PlanAsync()).Fails();
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task No_seat_is_left_for_a_new_roster(string cli)
    {
        await using var work = await Workspace.OpenAsync(cli, new SimulatorOptions { UserLimit = 1 });
        (await work.Writes(Two).ApplyAsync()).Fails().Says("User limit reached");
        // Nothing is recorded of a new one, which would be tainted; the next run finds who is there.
        Assert.Null(work.Attributes("telecmi_roster"));
        Assert.Single(work.Account.All());
        work.Account.UserLimit = 5;
        (await work.ApplyAsync()).Succeeds().Says("exists already");
        Assert.Equal(("101 Asha Rao, 102 Ben Okoro", 0), (work.People, work.Account.Calls.Remove));
        await work.PlansNothingAsync();
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task A_change_that_is_half_done_is_recorded_as_it_is(string cli)
    {
        await using var work = await (await Workspace.OpenAsync(cli, new SimulatorOptions { UserLimit = 2 })).AppliesAsync(Two);
        var three = Three.Replace("Ben Okoro", "Ben Adams", StringComparison.Ordinal);
        (await work.Writes(three).ApplyAsync()).Fails().Says("103").Says("User limit reached");
        Assert.Equal("101 Asha Rao, 102 Ben Adams", work.People);
        var recorded = work.Attributes("telecmi_roster")!["agents"]!;
        Assert.Equal("Ben Adams", (string?)recorded["102"]!["name"]);
        Assert.Null(recorded["103"]);
        (await work.PlanAsync()).Says("+ \"103\" = {").SaysNot("Adams\" ->").Says("0 to add, 1 to change, 0 to destroy");
        work.Account.UserLimit = 3;
        (await work.ApplyAsync()).Succeeds();
        await work.PlansNothingAsync();
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task A_destroy_that_is_half_done_is_settled_by_the_next(string cli)
    {
        await using var work = await (await Workspace.OpenAsync(cli)).AppliesAsync(
            Roster([Asha, Ben, Chen], "prune = true\nallow_empty = true"));
        work.Api.Options = work.Api.Options with { Faults = FaultSpec.Parse("remove:2:500") };
        (await work.DestroyAsync()).Fails();
        Assert.NotEmpty(work.Account.All());
        Assert.Equal(work.Account.All().Count, work.Attributes("telecmi_roster")!["agents"]!.AsObject().Count);
        work.Api.Options = work.Api.Options with { Faults = [] };
        (await work.DestroyAsync()).Succeeds();
        Assert.Empty(work.Account.All());
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task A_service_that_asks_for_patience_gets_it(string cli)
    {
        await using var work = await Workspace.OpenAsync(cli);
        work.Api.Options = work.Api.Options with { Faults = FaultSpec.Parse("list:2x1:429:0,write:2x2:429:0") };
        await work.AppliesAsync(Three);
        Assert.Equal(3, work.Account.All().Count);
        await work.PlansNothingAsync();
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task Two_hundred_lost_answers_are_settled_by_three_sweeps(string cli)
    {
        var losing = new SimulatorOptions { PageSize = 1000, Faults = FaultSpec.Parse("add:1x200:lost") };
        await using var work = await Workspace.OpenAsync(cli, losing);
        await work.Writes(Many(200)).PlanAsync("-out=saved");
        var before = work.Account.Calls.List;
        (await work.RunAsync("apply", "saved")).Succeeds();
        Assert.InRange(work.Account.Calls.List - before, 1, 4);
        Assert.Equal((200, 200), (work.Account.Calls.Add, work.Account.All().Count));
        await work.PlansNothingAsync();
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task Foreign_names_steer_no_terminal_and_are_repaired(string cli)
    {
        const string Foreign = "Asha\u001b[2J\n::error::Rao";
        await using var work = await Workspace.OpenAsync(cli);
        work.Account.Put(new SimulatedUser(101, Foreign, "919876543101") { Password = "x" });
        var adopted = (await work.Writes(Two).ApplyAsync()).Succeeds().Says("101 exists already");
        Assert.Equal("Asha Rao", work.Account.Find(101)!.Name);
        await work.PlansNothingAsync();
        work.Edits(101, user => user with { Name = Foreign });
        var plan = await work.PlanAsync();
        Assert.Equal(2, plan.ExitCode);
        (await work.ApplyAsync("-refresh-only")).Succeeds();
        Assert.All([adopted.Output, adopted.Error, plan.Output, plan.Error, work.StateText], text =>
        {
            Assert.DoesNotContain('\u001b', text);
            Assert.DoesNotContain("\\u001b", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\n::", text, StringComparison.Ordinal);
        });
        (await work.ApplyAsync()).Succeeds();
        Assert.Equal("Asha Rao", work.Account.Find(101)!.Name);
        await work.PlansNothingAsync();
    }
}
