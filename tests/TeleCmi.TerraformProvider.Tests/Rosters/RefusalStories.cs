using static TeleCmi.TerraformProvider.Tests.Harness.Programs;

namespace TeleCmi.TerraformProvider.Tests.Rosters;

/// <summary>What a roster is refused: with count, names and the attribute that allows it, and nothing is sent.</summary>
public sealed class RefusalStories
{
    [Theory, MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task More_removals_than_the_policy_allows(string cli)
    {
        await using var work = await (await Workspace.OpenAsync(cli)).AppliesAsync(Three);
        const string Limit = "prune = true\npolicy = { max_removals = \"1\" }";
        (await work.RefusesAsync(Roster([Asha], Limit))).Says("102 \"Ben Okoro\"").Says("103 \"Chen Wu\"").Says("max_removals = \"2\"");
        await work.AppliesAsync(Roster([Asha], Limit.Replace('1', '2')));
        Assert.Equal("101 Asha Rao", work.People);
        await work.PlansNothingAsync();
    }

    [Theory, MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task An_hour_that_falls_under_its_floor(string cli)
    {
        var (day, early) = (Shifted(9, 18), Shifted(9, 12));
        const string Floor = "policy = { min_on_duty = { \"9-18\" = 2 } }";
        await using var work = await (await Workspace.OpenAsync(cli)).AppliesAsync(Roster([Asha, day], Floor));
        (await work.RefusesAsync(Roster([Asha, early], Floor))).Says("`allow_under_coverage = true`");
        await work.AppliesAsync(Roster([Asha, early], $"{Floor}\nallow_under_coverage = true"));
        await work.PlansNothingAsync();

        static string Shifted(int start, int end) => With(Ben, $"start_time = {start}, end_time = {end}");
    }

    [Theory, MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task Most_agents_are_missing(string cli)
    {
        const string Emptying = "prune = true\nallow_empty = true";
        await using var work = await (await Workspace.OpenAsync(cli)).AppliesAsync(Many(12, Emptying));
        for (var extension = 201; extension <= 208; extension++)
        {
            work.Account.Delete(extension);
        }

        (await work.RefusesAsync(Many(12, Emptying))).Says("8 of 12 recorded agents are missing").Says("`allow_recreate = true`");
        var allowing = Many(12, $"{Emptying}\nallow_recreate = true");
        (await work.SendingNothingAsync(() => work.Writes(allowing).ApplyAsync("-refresh=false"))).Succeeds();
        (await work.ApplyAsync()).Succeeds();
        Assert.Equal(12, work.Account.All().Count);
        await work.PlansNothingAsync();
        // A destroy is not judged by it, but the CLI reads before it.
        await work.AppliesAsync(Many(12, Emptying));
        for (var extension = 201; extension <= 208; extension++)
        {
            work.Account.Delete(extension);
        }

        (await work.SendingNothingAsync(() => work.DestroyAsync())).Fails().Says("A destroy needs `-refresh=false` alone");
        (await work.DestroyAsync("-refresh=false")).Succeeds();
        Assert.Empty(work.Account.All());
    }

    [Theory, MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task Somebody_else_is_on_the_extension(string cli)
    {
        await using var work = await Workspace.OpenAsync(cli);
        work.Account.Put(Stranger(102));
        (await work.RefusesAsync(Two)).Says("102").Says("Zoe Quist").Says("`allow_takeover = true`");
        await work.AppliesAsync(Roster([Asha, Ben], "allow_takeover = true"));
        Assert.Equal("101 Asha Rao, 102 Ben Okoro", work.People);
        await work.PlansNothingAsync();
    }

    [Theory, MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task What_is_written_wrongly_names_its_line(string cli)
    {
        await using var work = await Workspace.OpenAsync(cli);
        var wrong = Roster(
            [
                Asha.Replace("919876543101", "12", StringComparison.Ordinal),
                "\"0102\" = { name = \"Ben Okoro\", phone_number = \"919876543102\", password_env = \"P102\" }",
                With(Chen, "start_time = 25, end_time = 9"),
            ],
            """
            passwords_wo = { "109" = "x" }
            policy       = { max_removals = "many", passwords = "never", min_on_duty = { "9-30" = 1 } }
            appid        = "x"
            """);
        var said = (await work.Writes(wrong).RunAsync("validate")).Fails().Says("in resource \"telecmi_roster\" \"support\"");
        string[] problems =
        [
            "101: phone_number is not valid", "an agent: extension is not valid", "103: start_time is not valid",
            "max_removals is not valid", "passwords is not valid", "min_on_duty is not valid", "appid is not valid",
            "109 has a password and no entry",
        ];
        Assert.All(problems, problem => said.Says(problem));
        await work.RefusesAsync(wrong);
        await RefusesAsync("P101", "TELECMI_SECRET", "101: password_env is not valid");
        await RefusesAsync("Asha Rao", "my simulated name", "101: name is not valid");
        work.Variables["P101"] = "********";
        await RefusesAsync("Asha Rao", "Asha R", "101: password is not valid");
        Assert.Equal(0, work.Account.Calls.Total);

        async Task RefusesAsync(string word, string other, string problem)
            => (await work.RefusesAsync(Roster([Asha.Replace(word, other, StringComparison.Ordinal)]))).Says(problem);
    }
}
