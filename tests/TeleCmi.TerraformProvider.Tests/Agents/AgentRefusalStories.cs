using static TeleCmi.TerraformProvider.Tests.Agents.Team;

namespace TeleCmi.TerraformProvider.Tests.Agents;

/// <summary>What is refused, and that nothing is sent then.</summary>
public sealed class AgentRefusalStories
{
    private const string Many = "Another resource manages 101 as well";

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task What_the_program_says_is_checked_before_anybody_looks(string cli)
    {
        await using var work = await OpenAsync(cli);
        var program = string.Join('\n',
            One("low", 99),
            One("two", 101, "password = \"secret-1\"\npassword_env = \"P101\""),
            One("ours", 102, "password_env = \"TELECMI_SECRET\""),
            One("lone", 103, "start_time = 9"),
            One("nobody", 104, name: ""));
        (await work.Writes(program).RunAsync("validate")).Fails()
            .Says("99: extension is not valid").Says("101: more than one password").Says("102: password_env is not valid")
            .Says("`start_time` stands without `end_time`").Says("104: name is not valid").SaysNot("secret-1");
        Assert.Equal(0, work.Account.Calls.Total);

        work.Variables["P105"] = "simulated";
        await work.RefusesToPlanAsync(One("a", 105), "105: password_env is not valid");
        await work.RefusesToPlanAsync(One("a", 104, "# no password"), "104: a new agent needs a password");
        work.Variables["TELECMI_BASE_URL"] = null;
        await work.RefusesToPlanAsync(
            One("a", 101), "Passwords of the environment are not sent to base_url",
            $"base_url = \"{work.Service.BaseAddress}\"\nsecret = \"simulated\"");
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task Another_persons_extension_is_taken_by_an_import_alone(string cli)
    {
        await using var work = await OpenAsync(cli);
        work.Account.Put(Stranger(101));
        await work.RefusesToPlanAsync(One("a", 101), "101 is the extension of another person, \"Zoe Quist\"");

        // One who comes between plan and apply is seen by the apply.
        (await work.Writes(One("a", 102)).RunAsync("plan", "-out=late")).Succeeds();
        work.Account.Put(Stranger(102));
        (await work.RunAsync("apply", "late")).Fails().Says("102 is the extension of another person");
        Assert.Equal((0, "101 Zoe Quist, 102 Zoe Quist"), ((int)work.Account.Calls.Write, work.Users()));

        // Who has come later is not removed with the resource.
        (await work.Writes(One("a", 103)).ApplyAsync()).Succeeds();
        work.Account.Put(Stranger(103));
        (await work.WritesNothingAsync(() => work.DestroyAsync())).Fails()
            .Says("103 is another person's by now").Says("terraform state rm");
        work.Account.Delete(103);
        (await work.WritesNothingAsync(() => work.DestroyAsync())).Succeeds();
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task Two_resources_do_not_have_one_user(string cli)
    {
        await using var work = await OpenAsync(cli);
        await work.RefusesToPlanAsync(One("a", 101) + "\n" + One("b", 101), Many);
        (await work.Writes(Each([Asha, Ben])).ApplyAsync()).Succeeds();

        // A rename without `moved`, whichever of the two is planned first.
        await work.RefusesToPlanAsync(Each([Ben]) + "\n" + One("a", 101), Many);
        // A swap.
        await work.RefusesToPlanAsync(
            Each([Asha, Ben]).Replace("tonumber(each.key)", "each.key == \"101\" ? 102 : 101", StringComparison.Ordinal), "as well");
        // An import of a user whom the plan removes, and of one who would be another's.
        await work.RefusesToPlanAsync(Each([Ben]) + "\n" + One("a", 101) + Import(101), "`moved`");
        work.Account.Put(Known(105, "Asha Rao"));
        await work.RefusesToPlanAsync(
            Each([Asha, Ben]) + "\n" + One("a", 103) + Import(105), "105 is imported and would be removed");
        // A roster counts as well.
        await work.RefusesToPlanAsync(
            Each([Asha, Ben]) + """

            resource "telecmi_roster" "support" {
              agents = { "101" = { name = "Asha Rao", phone_number = "919876543101", password_env = "P101" } }
            }
            """,
            Many);
        await work.Writes(Each([Asha, Ben])).PlansNothingAsync();

        // So do those whom it would remove, and those whom it takes over from an agent that goes.
        const string Chen = "\"103\" = { name = \"Chen Wu\", phone_number = \"919876543103\", password_env = \"P103\" }";
        (await work.Writes(Each([Asha, Ben]) + Roster($"{Chen}\n{Dana}")).ApplyAsync()).Succeeds();
        await work.RefusesToPlanAsync(Each([Asha, Ben]) + Roster(Dana) + One("a", 103), "103 as well");
        await work.RefusesToPlanAsync(Each([Asha, Ben]) + "\n" + One("a", 103), "103 as well");
        var ben = Dana.Replace("104", "102", StringComparison.Ordinal);
        await work.RefusesToPlanAsync(Each([Asha]) + Roster($"{Chen}\n{Dana}\n{ben}"), "102 as well");
        await work.Writes(Each([Asha, Ben]) + Roster($"{Chen}\n{Dana}")).PlansNothingAsync();
    }

    private const string Dana = "\"104\" = { name = \"Dana Kim\", phone_number = \"919876543104\", password_env = \"P104\" }";

    private static string Roster(string agents)
        => $"\nresource \"telecmi_roster\" \"support\" {{\n agents = {{\n{agents}\n }}\n prune = true\n allow_empty = true\n}}\n";

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task A_protected_agent_stays(string cli)
    {
        await using var work = await OpenAsync(cli);
        const string Protected = "101 cannot be removed: protected";
        (await work.Writes(One("a", 101, "protected = true")).ApplyAsync()).Succeeds();
        await work.RefusesToPlanAsync("", Protected);
        await work.RefusesToPlanAsync(One("a", 102, "protected = true"), Protected);
        work.Writes(One("a", 101, "protected = true"));
        await work.RefusesToApplyAsync(Protected, "-replace=telecmi_agent.a");
        (await work.RunAsync("taint", "telecmi_agent.a")).Succeeds();
        await work.RefusesToApplyAsync(Protected);
        (await work.RunAsync("untaint", "telecmi_agent.a")).Succeeds();
        (await work.WritesNothingAsync(() => work.Writes(One("a", 101)).ApplyAsync())).Succeeds();
        (await work.DestroyAsync()).Succeeds();
        Assert.Equal("", work.Users());
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task A_plan_that_removes_or_moves_too_many_is_one_error(string cli)
    {
        await using var work = await OpenAsync(cli);
        const string Limit = "max_removals = 1", Error = "Refused: the plan removes more than 1 telecmi_agent";
        (await work.Writes(Three, Limit).ApplyAsync()).Succeeds();
        await work.RefusesToPlanAsync("", Error, Limit);
        await work.RefusesToPlanAsync(
            Three.Replace("tonumber(each.key)", "tonumber(each.key) + 100", StringComparison.Ordinal), Error, Limit);
        var ran = await work.WritesNothingAsync(() => work.Writes("", Limit).PlanAsync());
        Assert.Equal(1, ran.Text.Split("Error: ").Length - 1);

        // One may go.
        (await work.Writes(Each([Asha, Ben]), Limit).ApplyAsync()).Succeeds();
        Assert.Equal("101 Asha Rao, 102 Ben Okoro", work.Users());
        await work.PlansNothingAsync();
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task A_state_of_another_account_is_left_alone(string cli)
    {
        await using var work = await OpenAsync(cli);
        (await work.Writes(One("a", 101)).ApplyAsync()).Succeeds();
        const string Other = "What is recorded belongs to account 1111112, not 2222222";
        await work.RefusesToPlanAsync(One("a", 101), Other, "appid = \"2222222\"\nsecret = \"simulated\"");
        (await work.WritesNothingAsync(() => work.PlanAsync("-refresh=false"))).Fails().Says(Other);
        await work.RefusesToPlanAsync("", Other, "appid = \"2222222\"\nsecret = \"simulated\"");
        await work.RefusesToPlanAsync(One("a", 101), "belongs to a real account", "sandbox = true\nappid = \"1111112\"");
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task Without_secret_or_service_a_plan_says_what_it_could_not_see(string cli)
    {
        await using var work = await OpenAsync(cli);
        (await work.Writes(Each([Asha])).ApplyAsync()).Succeeds();
        const string NotLooked = "Warning: The account was not looked at";

        work.Variables["TELECMI_SECRET"] = null;
        var before = work.Account.Calls.Total;
        var blind = await work.Writes(Three).PlanAsync();
        blind.Says("2 to add").Says(NotLooked).Says("Set TELECMI_SECRET");
        Assert.Equal((2, before), (blind.ExitCode, work.Account.Calls.Total));
        Assert.Equal(1, blind.Text.Split(NotLooked).Length - 1);
        await work.RefusesToApplyAsync("The account's app secret is not known");

        work.Variables["TELECMI_SECRET"] = "wrong";
        var refused = await work.WritesNothingAsync(() => work.PlanAsync());
        Assert.Equal(1, refused.Fails().Text.Split("Error: ").Length - 1);

        work.Variables["TELECMI_SECRET"] = Workspace.Secret;
        var address = work.Variables["TELECMI_BASE_URL"];
        work.Variables["TELECMI_BASE_URL"] = "http://127.0.0.1:1/";
        (await work.PlanAsync()).Fails();
        (await work.RunAsync("state", "rm", "telecmi_agent.team")).Succeeds();
        var unseen = await work.PlanAsync();
        unseen.Says("3 to add").Says(NotLooked);
        Assert.Equal((2, 1), (unseen.ExitCode, unseen.Text.Split(NotLooked).Length - 1));

        // What was not seen then is found now.
        work.Variables["TELECMI_BASE_URL"] = address;
        (await work.ApplyAsync()).Succeeds().Says("101 exists already");
        await work.PlansNothingAsync();
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task Where_no_seat_is_left_the_error_names_the_way_out(string cli)
    {
        await using var work = await OpenAsync(cli, new SimulatorOptions { UserLimit = 1 });
        const string First = "lifecycle { create_before_destroy = true }";
        (await work.Writes(One("a", 101, First)).ApplyAsync()).Succeeds();
        (await work.Writes(One("a", 102, First)).ApplyAsync()).Fails().Says("`create_before_destroy = false`");
        Assert.Equal(("101 Asha Rao", "a"), (work.Users(), Assert.Single(work.Objects().Keys)));
        (await work.Writes(One("a", 102)).ApplyAsync()).Succeeds();
        Assert.Equal("102 Asha Rao", work.Users());
        await work.PlansNothingAsync();
    }
}
