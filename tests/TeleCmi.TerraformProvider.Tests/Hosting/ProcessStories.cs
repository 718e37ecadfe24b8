using System.Diagnostics;
using static TeleCmi.TerraformProvider.Tests.Harness.Programs;

namespace TeleCmi.TerraformProvider.Tests.Hosting;

/// <summary>The provider as a process of its own, started by the real command line tools.</summary>
public sealed class ProcessStories
{
    private const int People = 100;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task A_roster_lives_and_ends_in_the_sandbox(string cli)
    {
        await using var work = await Workspace.InstallAsync(cli);
        work.Writes(Roster([Asha, Ben], "prune = true\nallow_empty = true"), "sandbox = true");
        (await work.RunAsync("init")).Succeeds();
        (await work.ApplyAsync()).Succeeds().Says("1 added");
        var users = Path.Combine(work.Folder, ".telecmi", "terraform.1111112.users.json");
        Assert.Contains("Asha Rao", await File.ReadAllTextAsync(users, Token), StringComparison.Ordinal);
        await work.PlansNothingAsync();
        (await work.DestroyAsync()).Succeeds();
        Assert.DoesNotContain("Asha Rao", await File.ReadAllTextAsync(users, Token), StringComparison.Ordinal);
        Assert.Equal(0, work.Account.Calls.Total);
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task Whoever_is_killed_the_work_stops_and_the_next_run_converges(string cli)
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "SKIPPED: the provider's process is found in /proc.");
        await using var work = await Workspace.InstallAsync(cli, new SimulatorOptions { PageSize = 1000 });
        (await work.Writes(Many(People)).RunAsync("init")).Succeeds();
        using (var tool = await BusyAsync(work))
        {
            using var provider = ProviderOf(tool.Id);
            tool.Kill();
            // By itself: nobody told it.
            await provider.WaitForExitAsync(Token);
        }

        Assert.InRange(work.Account.Calls.Add, 8, People - 1);
        using (var tool = await BusyAsync(work))
        {
            using var provider = ProviderOf(tool.Id);
            provider.Kill();
            await tool.WaitForExitAsync(Token);
            Assert.Equal(1, tool.ExitCode);
        }

        work.Api.Options = work.Api.Options with { Latency = TimeSpan.Zero };
        (await work.ApplyAsync()).Succeeds();
        Assert.Equal(People, work.Account.All().Count);
        await work.PlansNothingAsync();
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task An_interrupt_sends_nothing_more_and_gives_up_what_hangs(string cli)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "SKIPPED: there is no SIGINT to send there.");
        await using var work = await Workspace.InstallAsync(cli, new SimulatorOptions { Faults = FaultSpec.Parse("add:1:hang") });
        (await work.Writes(Many(20)).RunAsync("init")).Succeeds();
        using var tool = work.Start("apply", "-auto-approve");
        var said = tool.StandardOutput.ReadToEndAsync(Token);
        await UntilAsync(() => work.Account.Calls.Add == 8);
        Process.Start("kill", ["-INT", $"{tool.Id}"]).Dispose();
        await tool.WaitForExitAsync(Token);
        Assert.Equal((1, 8), (tool.ExitCode, work.Account.Calls.Add));
        Assert.Contains("nterrupt", await said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", 0, "They start it.", "")]
    [InlineData("--version", 0, "0.", "")]
    [InlineData("", 0, "They start it.", "")]
    [InlineData("--hlp", 0, "They start it.", "")]
    [InlineData("serve", 1, "", "a CLI that speaks without certificates is not served")]
    [InlineData("serve with rubbish", 1, "", "PLUGIN_CLIENT_CERT holds no certificate")]
    public async Task Started_by_hand_it_says_what_it_is(string argument, int exitCode, string output, string error)
    {
        using var process = Started(argument.StartsWith("--", StringComparison.Ordinal) ? [argument] : [], start =>
        {
            start.Environment["TF_PLUGIN_MAGIC_COOKIE"] = argument.StartsWith("serve", StringComparison.Ordinal)
                ? "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2" : "";
            start.Environment["PLUGIN_CLIENT_CERT"] = argument == "serve" ? "" : "rubbish";
        });
        var (said, complained) = (await process.StandardOutput.ReadToEndAsync(Token), await process.StandardError.ReadToEndAsync(Token));
        await process.WaitForExitAsync(Token);
        Assert.Equal(exitCode, process.ExitCode);
        Assert.True(output.Length == 0 ? said.Length == 0 : said.Contains(output, StringComparison.Ordinal), said);
        Assert.True(error.Length == 0 ? complained.Length == 0 : complained.Contains(error, StringComparison.Ordinal), complained);
    }

    [Theory(Skip = Cli.LeftOut, SkipUnless = nameof(Cli.PlaysAll), SkipType = typeof(Cli))]
    [MemberData(nameof(Cli.FirstTerraform), MemberType = typeof(Cli))]
    public async Task One_that_is_started_for_a_debugger_is_attached_to_until_it_is_interrupted(string cli)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "SKIPPED: there is no SIGINT to send there.");
        await using var work = await Workspace.InstallAsync(cli);
        using var process = Started(["--debug"], start =>
        {
            foreach (var (name, value) in work.Variables)
            {
                start.Environment[name] = value;
            }
        });
        var line = (await process.StandardOutput.ReadLineAsync(Token))!;
        work.CliVariables["TF_REATTACH_PROVIDERS"] = line["TF_REATTACH_PROVIDERS='".Length..^1];
        await work.AppliesAsync(Two);
        await work.PlansNothingAsync();
        Process.Start("kill", ["-INT", $"{process.Id}"]).Dispose();
        await process.WaitForExitAsync(Token);
        Assert.Equal(0, process.ExitCode);
    }

    // An apply whose first calls are in flight.
    private static async Task<Process> BusyAsync(Workspace work)
    {
        work.Api.Options = work.Api.Options with { Latency = TimeSpan.FromMilliseconds(400) };
        var before = work.Account.Calls.Add;
        var tool = work.Start("apply", "-auto-approve");
        await UntilAsync(() => work.Account.Calls.Add >= before + 8);
        return tool;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Delay(10, Token);
        }
    }

    private static Process ProviderOf(int tool) => Process.GetProcesses().Single(process => IsProvider(process.Id, tool));

    private static bool IsProvider(int process, int tool)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 4)..].StartsWith($"{tool} ", StringComparison.Ordinal)
                && stat.Contains("(terraform-provi", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static Process Started(string[] arguments, Action<ProcessStartInfo> prepare)
    {
        var start = new ProcessStartInfo(Workspace.Executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        prepare(start);
        return Process.Start(start)!;
    }
}
