using static TeleCmi.TerraformProvider.Tests.Harness.Programs;

namespace TeleCmi.TerraformProvider.Tests.Rosters;

/// <summary>Who leaves a roster, and how a roster ends.</summary>
public sealed class EndStories
{
    private const string Pruning = "prune = true";
    private const string Emptying = "prune = true\nallow_empty = true";

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task Who_leaves_is_forgotten_or_removed_as_the_program_says(string cli)
    {
        await using var work = await (await Workspace.OpenAsync(cli)).AppliesAsync(Three);
        var left = await work.SendingNothingAsync(() => work.Writes(Roster([Asha, Ben])).ApplyAsync());
        left.Succeeds().Says("103 leaves this roster and stays in the account");
        Assert.Null(work.Attributes("telecmi_roster")!["agents"]!["103"]);
        await work.PlansNothingAsync();
        // In the same step in which it is set.
        (await work.Writes(Roster([Asha], Pruning)).PlanAsync()).Says("- \"102\" = {");
        (await work.ApplyAsync()).Succeeds();
        Assert.Equal("101 Asha Rao, 103 Chen Wu", work.People);
        await work.PlansNothingAsync();
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task An_emptied_roster_is_a_warning_or_an_error(string cli)
    {
        await using var work = await (await Workspace.OpenAsync(cli)).AppliesAsync(Two);
        (await work.RefusesAsync(Roster([], Pruning))).Says("Refused").Says("101 \"Asha Rao\"").Says("`allow_empty = true`");
        (await work.SendingNothingAsync(() => work.Writes(Roster([])).ApplyAsync())).Succeeds().Says("101, 102 leave this roster and stay");
        await work.PlansNothingAsync();
        (await work.AppliesAsync(Roster([Asha, Ben], Emptying))).Writes(Roster([], Emptying));
        (await work.ApplyAsync()).Succeeds();
        Assert.Empty(work.Account.All());
        await work.PlansNothingAsync();
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task Nobody_protected_leaves(string cli)
    {
        var guarded = With(Ben, "protected = true");
        await using var work = await (await Workspace.OpenAsync(cli)).AppliesAsync(Roster([Asha, guarded], Emptying));
        await work.PlansNothingAsync();
        // A flag that is left out is kept.
        await work.Writes(Roster([Asha, Ben], Emptying)).PlansNothingAsync();
        (await work.RefusesAsync(Roster([Asha]))).Says("102 cannot leave: protected").Says("`protected = false`");
        (await work.RefusesAsync(Roster([Asha], Emptying))).Says("102 cannot leave: protected");
        (await work.SendingNothingAsync(() => work.Writes(Roster([Asha, guarded], Emptying)).DestroyAsync())).Fails()
            .Says("102 cannot be removed: protected");
        await work.AppliesAsync(Roster([Asha, With(Ben, "protected = false")], Emptying));
        (await work.DestroyAsync()).Succeeds();
        Assert.Empty(work.Account.All());
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task A_destroy_forgets_or_removes_as_was_applied(string cli)
    {
        await using var work = await (await Workspace.OpenAsync(cli)).AppliesAsync(Two);
        (await work.SendingNothingAsync(() => work.DestroyAsync())).Succeeds().Says("101, 102: these users stay in the account");
        await work.AppliesAsync(Roster([Asha, Ben], Pruning));
        (await work.SendingNothingAsync(() => work.DestroyAsync())).Fails()
            .Says("the destroy would remove 2 users").Says("`allow_empty = true`");
        await work.AppliesAsync(Roster([Asha, Ben], Emptying));
        work.Account.Put(Stranger(102));
        // Another person stays.
        (await work.DestroyAsync()).Succeeds().Says("102");
        Assert.Equal("102 Zoe Quist", work.People);
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task A_replacement_without_prune_leaves_everybody_there(string cli)
    {
        await using var work = await (await Workspace.OpenAsync(cli)).AppliesAsync(Two);
        (await work.SendingNothingAsync(() => work.ApplyAsync("-replace=telecmi_roster.support"))).Succeeds()
            .Says("1 added, 0 changed, 1 destroyed");
        await work.PlansNothingAsync();
        (await work.RunAsync("taint", "telecmi_roster.support")).Succeeds();
        (await work.SendingNothingAsync(() => work.ApplyAsync())).Succeeds().Says("1 added, 0 changed, 1 destroyed");
        await work.PlansNothingAsync();
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task A_replacement_with_prune_removes_first_unless_the_program_says_otherwise(string cli)
    {
        await using var work = await (await Workspace.OpenAsync(cli)).AppliesAsync(Roster([Asha, Ben], Pruning));
        (await work.SendingNothingAsync(() => work.ApplyAsync("-replace=telecmi_roster.support"))).Fails().Says("`allow_empty = true`");
        await work.AppliesAsync(Roster([Asha, Ben], Emptying));
        (await work.ApplyAsync("-replace=telecmi_roster.support")).Succeeds();
        Assert.Equal((4, 2, "101 Asha Rao, 102 Ben Okoro"), (work.Account.Calls.Add, work.Account.Calls.Remove, work.People));
        await work.PlansNothingAsync();

        await work.AppliesAsync(Roster([Asha, Ben], $"{Emptying}\nlifecycle {{ create_before_destroy = true }}"));
        (await work.SendingNothingAsync(() => work.ApplyAsync("-replace=telecmi_roster.support"))).Succeeds();
        Assert.Equal("101 Asha Rao, 102 Ben Okoro", work.People);
        await work.PlansNothingAsync();
        (await work.RunAsync("taint", "telecmi_roster.support")).Succeeds();
        (await work.SendingNothingAsync(() => work.ApplyAsync())).Succeeds();
        await work.PlansNothingAsync();
    }
}
