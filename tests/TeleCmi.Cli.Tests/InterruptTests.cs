namespace TeleCmi.Cli.Tests;

/// <summary>Signals and broken outputs: the run ends in order, or does its work.</summary>
public sealed class InterruptTests
{
    // On a machine that does nothing else seven seconds are kept; builds beside the tests get two more.
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(7 + 2);

    public InterruptTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task A_signal_in_the_middle_ends_the_run_in_order_and_the_next_finishes_it(string signal)
    {
        await using var centre = await SlowAsync(TimeSpan.FromMilliseconds(100));
        var people = CallCentre.People(60);
        centre.WriteRoster(people);
        using var running = centre.Start("apply", "--yes", "--format", "json", "--parallelism", "2");
        running.EndInput();
        await running.UntilAsync(() => centre.Account.Calls.Add >= 5);

        var since = TimeProvider.System.GetTimestamp();
        await running.SignalAsync(signal);
        var ended = (await running.EndAsync()).Exits(130);

        Assert.InRange(TimeProvider.System.GetElapsedTime(since), TimeSpan.Zero, Promised);
        var outcomes = ended.Json("telecmi-apply/1").GetProperty("outcomes").EnumerateArray().ToList();
        Assert.Equal(60, outcomes.Count);
        foreach (var outcome in outcomes)
        {
            var there = centre.Account.Find(outcome.GetProperty("extension").GetInt32()) is not null;
            Assert.Equal(there ? "changed" : "skipped", outcome.GetProperty("outcome").GetString());
        }

        await FinishesAsync(centre, people);
    }

    [Fact]
    public async Task Calls_that_never_answer_are_given_up_after_five_seconds_and_called_unknown()
    {
        await using var centre = await SlowAsync(TimeSpan.Zero);
        var people = CallCentre.People(20);
        centre.WriteRoster(people);
        centre.Trouble("add:2:hang-after");
        using var running = centre.Start("apply", "--yes", "--format", "json");
        running.EndInput();
        await running.UntilAsync(() => centre.Account.Calls.Add >= 8);

        var since = TimeProvider.System.GetTimestamp();
        await running.SignalAsync("INT");
        var ended = (await running.EndAsync()).Exits(130);

        Assert.InRange(TimeProvider.System.GetElapsedTime(since), TimeSpan.Zero, Promised);
        Assert.True(ended.Json("telecmi-apply/1").GetProperty("summary").GetProperty("unknown").GetInt32() > 0);
        centre.Trouble("");
        await FinishesAsync(centre, people);
    }

    [Fact]
    public async Task A_second_signal_ends_at_once()
    {
        await using var centre = await SlowAsync(TimeSpan.Zero);
        var people = CallCentre.People(20);
        centre.WriteRoster(people);
        centre.Trouble("add:2:hang-after");
        using var running = centre.Start("apply", "--yes");
        running.EndInput();
        await running.UntilAsync(() => centre.Account.Calls.Add >= 8);

        await running.SignalAsync("INT");
        await Task.Delay(500, TestContext.Current.CancellationToken);
        var since = TimeProvider.System.GetTimestamp();
        await running.SignalAsync("INT");
        (await running.EndAsync()).Exits(130);

        Assert.InRange(TimeProvider.System.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromSeconds(3));
        centre.Trouble("");
        await FinishesAsync(centre, people);
    }

    [Fact]
    public async Task A_signal_while_the_account_is_read_changes_nothing()
    {
        await using var centre = await SlowAsync(TimeSpan.FromSeconds(2));
        centre.WriteRoster(CallCentre.People(3));
        using var running = centre.Start("apply", "--yes", "--format", "json");
        running.EndInput();
        await running.UntilAsync(() => centre.Account.Calls.List > 0);

        await running.SignalAsync("TERM");
        (await running.EndAsync()).Exits(130).Json("telecmi-error/1");

        Assert.Equal(0, centre.Account.Calls.Write);
        Assert.False(File.Exists(centre.StatePath));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task An_approved_run_does_its_work_although_its_output_goes_to_a_full_disk_and_exits_1(string format)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(20);
        centre.WriteRoster(people);

        (await ShellAsync(centre, $"exec \"$0\" apply --yes --format {format} > /dev/full")).Exits(1);

        centre.HasExactly(people);
        await centre.PlansNothingAsync();
    }

    [Fact]
    public async Task An_approved_run_does_its_work_although_nobody_reads_what_it_writes()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(20);
        centre.WriteRoster(people);

        await ShellAsync(centre, "\"$0\" apply --yes 2>&1 | true; echo done");

        centre.HasExactly(people);
        await centre.PlansNothingAsync();
    }

    [Fact]
    public async Task An_approved_run_does_its_work_although_its_report_can_not_be_written_and_exits_1()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(3);
        centre.WriteRoster(people);

        Directory.CreateDirectory(Path.Combine(centre.Folder, "report.json"));
        (await centre.ApplyAsync("--report", "report.json")).Exits(1).Json("telecmi-apply/1");

        centre.HasExactly(people);
    }

    private static Task<CallCentre> SlowAsync(TimeSpan latency) => CallCentre.OpenAsync(new SimulatorOptions { Latency = latency });

    private static async Task FinishesAsync(CallCentre centre, IReadOnlyCollection<Person> people)
    {
        centre.Behave(options => options with { Latency = TimeSpan.Zero });
        (await centre.ApplyAsync()).Exits(0);
        centre.HasExactly(people);
        await centre.PlansNothingAsync();
    }

    private static async Task<Ended> ShellAsync(CallCentre centre, string line)
    {
        using var shell = Telecmi.StartProgram("/bin/sh", centre.Folder, centre.Variables, "-c", line, Telecmi.Executable);
        shell.EndInput();
        return await shell.EndAsync();
    }
}
