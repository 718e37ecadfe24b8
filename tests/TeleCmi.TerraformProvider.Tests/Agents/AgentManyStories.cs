using System.Diagnostics;
using static TeleCmi.TerraformProvider.Tests.Agents.Team;

namespace TeleCmi.TerraformProvider.Tests.Agents;

/// <summary>Many agents one by one share what they look at.</summary>
public sealed class AgentManyStories
{
    private const string TwoHundred =
        """
        resource "telecmi_agent" "team" {
          for_each     = toset([for one in range(200, 400) : tostring(one)])
          extension    = tonumber(each.key)
          name         = "Agent ${each.key}"
          phone_number = "919876543${each.key}"
          password_env = "P101"
        }
        """;

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task Two_hundred_answers_lost_at_once_are_settled_by_shared_lists_and_a_plan_reads_one(string cli)
    {
        await using var work = await OpenAsync(
            cli,
            new SimulatorOptions
            {
                Faults = [new FaultRule(SimulatedEndpoints.Add, 1, FaultKind.Lost, Times: 200)],
                PageSize = 1000,
                // Calls that take longer than a loaded machine needs to bring the next ones.
                Latency = TimeSpan.FromMilliseconds(400),
            });
        (await work.Writes(TwoHundred, "parallelism = 64").RunAsync("plan", "-out=plan")).Succeeds();
        Assert.Equal(1, work.Account.Calls.List);
        (await work.RunAsync("apply", "-parallelism=200", "plan")).Succeeds().Says("200 added");
        // One for the plan of the apply, and three at most that settle.
        Assert.InRange(work.Account.Calls.List - 1, 2, 1 + 3);
        Assert.Equal((200, 200), (work.Account.All().Count, (int)work.Account.Calls.Add));

        var before = work.Account.Calls.List;
        await work.PlansNothingAsync();
        Assert.Equal(before + 1, work.Account.Calls.List);
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task An_interrupt_sends_nothing_more(string cli)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "SKIPPED: there is no SIGINT to send there.");
        await using var work = await OpenAsync(cli, new SimulatorOptions { Faults = FaultSpec.Parse("add:1:hang") });
        (await work.Writes(TwoHundred).RunAsync("validate")).Succeeds();
        using var tool = work.Start("apply", "-auto-approve");
        var said = tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (work.Account.Calls.Add < 8)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Process.Start("kill", ["-INT", $"{tool.Id}"]).Dispose();
        await tool.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((1, 8), (tool.ExitCode, work.Account.Calls.Add));
        Assert.Contains("nterrupt", await said, StringComparison.Ordinal);
    }
}
