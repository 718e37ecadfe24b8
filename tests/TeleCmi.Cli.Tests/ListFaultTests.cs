
namespace TeleCmi.Cli.Tests;

/// <summary>Lists that fail, and credentials that are refused in the middle: nothing is done that was not seen to be right.</summary>
public sealed class ListFaultTests
{
    [Fact]
    public async Task A_list_that_fails_now_and_then_is_read_again()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle(CallCentre.People(40));
        centre.Trouble("list:3:500");

        (await centre.RunAsync("plan", "--detailed-exitcode")).Exits(0);
    }

    [Theory]
    [InlineData("list:1:500")]
    [InlineData("list:1:html")]
    [InlineData("list:1:empty")]
    [InlineData("list:1:truncate")]
    public async Task A_list_that_always_fails_ends_the_run_before_any_change(string faults)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle(CallCentre.People(15));
        centre.WriteRoster([]);
        centre.Trouble(faults);
        var state = centre.StateText();

        (await centre.ApplyAsync("--prune", "--allow-empty", "--max-removals", "100%")).Exits(1).Json("telecmi-error/1");

        Assert.Equal(0, centre.Account.Calls.Write);
        Assert.Equal(state, centre.StateText());
    }

    [Fact]
    public async Task Credentials_that_are_refused_in_the_middle_stop_all_new_calls()
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { Latency = TimeSpan.FromMilliseconds(100) });
        var people = CallCentre.People(40);
        centre.WriteRoster(people);
        using var running = centre.Start("apply", "--yes", "--format", "json", "--parallelism", "2");
        running.EndInput();
        await running.UntilAsync(() => centre.Account.Calls.Add >= 4);
        centre.Account.Secret = "another";

        var run = (await running.EndAsync()).Exits(1);

        var outcomes = Faults.TrueOutcomes(run, 40, one => centre.Account.Find(one) is not null);
        Assert.Contains("skipped", outcomes.Values);
        Assert.InRange(centre.Account.Calls.Add, 4, 20);
        centre.Account.Secret = CallCentre.Secret;
        centre.Behave(options => options with { Latency = TimeSpan.Zero });
        await Faults.ConvergesAsync(centre, people);
    }
}
