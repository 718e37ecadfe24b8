using static TeleCmi.TerraformProvider.Tests.Harness.Programs;

namespace TeleCmi.TerraformProvider.Tests.Rosters;

/// <summary>Values that only an apply knows, and values that are none.</summary>
public sealed class UnknownStories
{
    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task A_name_and_a_password_may_come_from_what_is_yet_to_be_made(string cli)
    {
        await using var work = await Workspace.OpenAsync(cli);
        await work.AppliesAsync(
            """
            resource "terraform_data" "later" {
              input = { name = "Asha Rao", password = "known-later", start = 9 }
            }
            resource "telecmi_roster" "support" {
              agents = {
                "101" = {
                  name         = terraform_data.later.output.name
                  phone_number = "919876543101"
                  start_time   = terraform_data.later.output.start
                  end_time     = 18
                }
              }
              passwords_wo = { "101" = terraform_data.later.output.password }
            }
            """);
        var made = work.Account.Find(101)!;
        Assert.Equal(("Asha Rao", "known-later", 9), (made.Name, made.Password, made.StartTime));
        await work.PlansNothingAsync();
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task So_may_a_whole_map_and_its_guards_wait_for_the_apply(string cli)
    {
        await using var work = await (await Workspace.OpenAsync(cli)).AppliesAsync(Roster([Asha, Ben], "prune = true"));
        var program =
            $$"""
            resource "terraform_data" "later" {
              input = { PEOPLE }
            }
            resource "telecmi_roster" "support" {
              agents = terraform_data.later.output
              prune  = true
            }
            """;
        (await work.SendingNothingAsync(() => work.Writes(program.Replace("PEOPLE", "", StringComparison.Ordinal)).PlanAsync()))
            .Says("(known after apply)");
        (await work.SendingNothingAsync(() => work.ApplyAsync())).Fails().Says("`allow_empty = true`");
        await work.AppliesAsync(program.Replace("PEOPLE", $"{Asha}, {Chen}", StringComparison.Ordinal));
        Assert.Equal("101 Asha Rao, 103 Chen Wu", work.People);
        await work.PlansNothingAsync();
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task Nothing_known_of_the_provider_is_no_change(string cli)
    {
        await using var work = await (await Workspace.OpenAsync(cli)).AppliesAsync(Two);
        work.Variables.Remove("TELECMI_SECRET");
        const string Later = "resource \"terraform_data\" \"later\" { input = \"simulated\" }\n";
        (await work.Writes(Later + Two, "secret = terraform_data.later.output")
            .PlanAsync()).Says("1 to add, 0 to change").Says("The account was not looked at");
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task A_null_is_left_out_or_refused(string cli)
    {
        await using var work = await Workspace.OpenAsync(cli);
        (await work.RefusesAsync(Roster([Asha, "\"102\" = null"]))).Says("102 is null");
        (await work.RefusesAsync(Roster([Asha, Ben.Replace("\"Ben Okoro\"", "null", StringComparison.Ordinal)]))).Says("name");
        await work.AppliesAsync(Roster(
            [With(Asha, "start_time = null, end_time = null, sms_alert = null, protected = null")],
            "passwords_wo = { \"101\" = null, \"102\" = null }\npolicy = null\nprune = null\npasswords_wo_version = null"));
        Assert.Equal("pass-101", work.Account.Find(101)!.Password);
        await work.PlansNothingAsync();
    }
}
