using static TeleCmi.TerraformProvider.Tests.Harness.Programs;

namespace TeleCmi.TerraformProvider.Tests.Functions;

/// <summary>The functions in programs of the real command line tools.</summary>
public sealed class FunctionStories
{
    private const string FromFile =
        """
        locals {
          roster = provider::telecmi::roster(file("agents.yaml"))
        }
        resource "telecmi_roster" "support" {
          agents = local.roster.agents
          policy = local.roster.policy
        }
        output "on_duty" {
          value = provider::telecmi::coverage(telecmi_roster.support.agents)["10"].on_duty
        }
        output "appid" {
          value = local.roster.appid
        }
        """;

    private const string Yaml =
        """
        appid: 1111112
        policy:
          max_removals: 25%
          min_on_duty:
            9-12: 1
        defaults:
          sms_alert: true
        agents:
          - extension: 101
            name: Asha Rao
            phone_number: "919876543101"
            start_time: 9
            end_time: 18
            password: ${P101}
          - extension: 102
            name: Ben Okoro
            phone_number: "919876543102"
            password: ${P102}
            protected: true
        """;

    [Theory, MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task A_roster_comes_from_the_file_of_the_command(string cli)
    {
        await using var work = await Workspace.OpenAsync(cli);
        await WriteAsync(work, Yaml);
        await work.AppliesAsync(FromFile);
        Assert.Equal(("101 Asha Rao, 102 Ben Okoro", "pass-102"), (work.People, work.Account.Find(102)!.Password));
        Assert.Equal((9, true), (work.Account.Find(101)!.StartTime, work.Account.Find(101)!.Notify));
        (await work.RunAsync("output", "-json")).Says("\"value\": 2").Says("\"value\": \"1111112\"");
        await work.PlansNothingAsync();

        await WriteAsync(work, Yaml.Replace("Ben Okoro", "Ben Adams", StringComparison.Ordinal));
        (await work.ApplyAsync()).Succeeds().Says("1 changed");
        await work.PlansNothingAsync();
    }

    [Theory, MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task A_problem_of_the_file_names_line_and_column(string cli)
    {
        await using var work = await Workspace.OpenAsync(cli);
        await WriteAsync(work, Yaml.Replace("start_time: 9", "strt_time: 9", StringComparison.Ordinal));
        (await work.RefusesAsync(FromFile)).Says("line 12, column 5: ROS");
        await WriteAsync(work, Yaml.Replace("${P102}", "hunter-2-hunter", StringComparison.Ordinal));
        (await work.RefusesAsync(FromFile)).Says("the password of 102 would enter the state").SaysNot("hunter-2-hunter");
        Assert.Equal(0, work.Account.Calls.Total);
    }

    private static Task WriteAsync(Workspace work, string yaml)
        => File.WriteAllTextAsync(Path.Combine(work.Folder, "agents.yaml"), yaml, TestContext.Current.CancellationToken);
}
