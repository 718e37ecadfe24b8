using static TeleCmi.TerraformProvider.Tests.Agents.Team;

namespace TeleCmi.TerraformProvider.Tests.Agents;

/// <summary>Users who are there already become resources.</summary>
public sealed class AgentImportStories
{
    private const string Blocks =
        """

        import {
          for_each = toset(["101", "102"])
          to       = telecmi_agent.team[each.key]
          id       = each.key == "101" ? "101" : "102_1111112"
        }
        """;

    [Theory, MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task Users_are_imported_by_extension_or_id(string cli)
    {
        await using var work = await OpenAsync(cli);
        work.Account.Put(Known(101, "Asha Rao") with { Password = "pass-101" });
        work.Account.Put(Known(102, "Ben O."));
        // Who is as wanted, the password included, is sent nothing.
        (await work.Writes(Each([Asha, Ben]) + Blocks).ApplyAsync()).Succeeds().Says("2 imported, 0 added, 2 changed, 0 destroyed");
        Assert.Equal(1, work.Account.Calls.Write);
        Assert.Equal(("101 Asha Rao, 102 Ben Okoro", "pass-102"), (work.Users(), work.Account.Find(102)!.Password));
        Assert.Equal(9, (int?)work.Objects()["team[101]"]["start_time"]);
        await work.PlansNothingAsync();

        // Whom an import has found is removed with the resource.
        (await work.RunAsync("state", "rm", "telecmi_agent.team")).Succeeds();
        (await work.RunAsync("import", "telecmi_agent.team[\"101\"]", "101")).Succeeds();
        (await work.Writes("").ApplyAsync()).Succeeds();
        Assert.Equal("102 Ben Okoro", work.Users());

        (await work.Writes(Each([Ben])).RunAsync("import", "telecmi_agent.team[\"102\"]", "x")).Fails().Says("\"x\" is no agent's id");
        (await work.RunAsync("import", "telecmi_agent.team[\"102\"]", "102_2222222")).Fails().Says("belongs to account 2222222");
        (await work.RunAsync("import", "telecmi_agent.team[\"102\"]", "103")).Fails().Says("103 does not exist");
    }

    [Theory, MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task A_program_is_generated_from_users(string cli)
    {
        await using var work = await OpenAsync(cli);
        work.Account.Put(Known(101, "Asha Rao"));
        work.Writes(Import(101));
        Assert.Equal(2, (await work.PlanAsync("-generate-config-out=a.tf")).ExitCode);
        var program = File.ReadAllText(Path.Combine(work.Folder, "a.tf"));
        Assert.Contains("\"919876543101\"", program, StringComparison.Ordinal);
        Assert.DoesNotContain("their-own", program, StringComparison.Ordinal);
        // Nothing is sent: without a password, theirs stays.
        (await work.WritesNothingAsync(() => work.ApplyAsync())).Succeeds().Says("1 imported, 0 added, 0 changed");
        await work.PlansNothingAsync();
        work.Dashboard(101, user => user with { Name = "A. Rao" });
        (await work.ApplyAsync()).Succeeds();
        Assert.Equal(("101 Asha Rao", "their-own"), (work.Users(), work.Account.Find(101)!.Password));
    }

    [Theory, MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task A_phone_that_is_shown_in_part_comes_from_the_program(string cli)
    {
        await using var work = await OpenAsync(cli, new SimulatorOptions { MaskPhones = true });
        work.Account.Put(Known(101, "Asha Rao"));
        work.Account.Put(Known(102, "Ben Okoro"));
        (await work.Writes(Each([Asha, Ben]) + Blocks).ApplyAsync()).Succeeds()
            .Says("101: only a part of the phone number is shown").Says("102: only a part of the phone number is shown");
        Assert.Equal("919876543101", work.Account.Find(101)!.Phone);
        await work.PlansNothingAsync();
    }
}
