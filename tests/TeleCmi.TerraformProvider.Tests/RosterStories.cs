namespace TeleCmi.TerraformProvider.Tests;

/// <summary>A whole roster as one resource, from its first plan to its end, by the real command line tools.</summary>
public sealed class RosterStories
{
    private const string Two =
        """
        resource "telecmi_roster" "support" {
          agents = {
            "101" = { name = "Asha Rao", phone_number = "+91 98765 43210", start_time = 9, end_time = 18, password_env = "P101" }
            "102" = { name = "Ben Okoro", phone_number = "919876543211", password_env = "P102" }
          }
        }
        """;

    [Theory, MemberData(nameof(Cli.Both), MemberType = typeof(Cli))]
    public async Task A_roster_is_made_changed_and_plans_nothing_in_between(string cli)
    {
        await using var work = await OpenAsync(cli);
        (await work.Writes(Two).ApplyAsync()).Succeeds().Says("1 added");
        Assert.Equal([101, 102], work.Account.All().Select(user => user.Extension));
        Assert.Equal("pass-101", work.Account.Find(101)!.Password);
        await work.PlansNothingAsync();

        var changed = Two.Replace("Ben Okoro", "Ben Okoro-Adams", StringComparison.Ordinal);
        (await work.Writes(changed).PlanAsync()).Says("\"Ben Okoro\" -> \"Ben Okoro-Adams\"").SaysNot("\"Asha Rao\" ->");
        (await work.ApplyAsync()).Succeeds().Says("1 changed");
        Assert.Equal("Ben Okoro-Adams", work.Account.Find(102)!.Name);
        Assert.Equal(1, work.Account.Calls.Update);
        await work.PlansNothingAsync();
    }

    private static async Task<Workspace> OpenAsync(string cli)
    {
        var work = await Workspace.OpenAsync(cli);
        (work.Variables["P101"], work.Variables["P102"]) = ("pass-101", "pass-102");
        return work;
    }
}
