using System.Text.Json;

namespace TeleCmi.Cli.Tests;

/// <summary>Answers get lost: what a run says became of each change is true, and the next run finishes the job.</summary>
public sealed class FaultTests
{
    public static TheoryData<string, int> Adds => new()
    {
        { "add:4:lost", 200 }, { "add:4:dropped", 200 }, { "add:4:500", 200 }, { "add:4:503", 200 }, { "add:4:502-after", 200 },
        { "add:4:429", 200 }, { "add:40:429:1", 200 }, { "add:60:503:1", 200 }, { "add:4:hang", 60 }, { "add:4:hang-after", 60 },
        { "add:4:html", 40 }, { "add:4:truncate", 40 }, { "add:4:cut", 40 }, { "add:4:empty", 40 }, { "add:1:500", 20 }, { "add:1:lost", 20 },
    };

    public static TheoryData<string> Changes =>
        [.. from endpoint in new[] { "update", "remove" } from kind in new[] { "lost", "dropped", "500", "503", "502-after", "429", "hang", "hang-after" } select $"{endpoint}:4:{kind}"];

    [Theory]
    [MemberData(nameof(Adds))]
    public async Task Adds_whose_answers_get_lost_are_settled_by_looking(string faults, int agents)
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(agents);
        var unmanaged = Person.Of(950);
        centre.Seat([unmanaged]);
        centre.WriteRoster(people);
        centre.Trouble(faults);

        var run = await centre.ApplyAsync("--timeout", "1");

        var outcomes = TrueOutcomes(run, agents, one => centre.Account.Find(one) is not null);
        Assert.True(run.Code == (outcomes.Values.All(Good) ? 0 : 1), $"The exit code does not fit the outcomes:\n{run}");
        Assert.InRange(centre.Account.Calls.List, 1, Sweeps(agents + 1));
        await ConvergesAsync(centre, [.. people, unmanaged]);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Updates_and_removals_whose_answers_get_lost_are_settled_by_looking(string faults)
    {
        await using var centre = await CallCentre.OpenAsync();
        var stays = CallCentre.People(5, first: 500);
        var before = CallCentre.People(16);
        var leaving = CallCentre.People(16, first: 200);
        var after = before.ConvertAll(person => person with { StartTime = 6 });
        centre.Settle([.. stays, .. before, .. leaving]);
        centre.WriteRoster([.. stays, .. after]);
        centre.Trouble(faults);

        var run = await centre.ApplyAsync("--timeout", "1", "--prune", "--max-removals", "16");

        var outcomes = TrueOutcomes(run, 32, one => one < 200 ? centre.Account.Find(one)!.StartTime == 6 : centre.Account.Find(one) is null);
        Assert.True(run.Code == (outcomes.Values.All(Good) ? 0 : 1), $"The exit code does not fit the outcomes:\n{run}");
        Assert.InRange(centre.Account.Calls.List, 1, 3 * Sweeps(37));
        await ConvergesAsync(centre, [.. stays, .. after], "--prune", "--max-removals", "100%");
    }

    [Fact]
    public async Task List_calls_do_not_grow_with_the_number_of_lost_answers()
    {
        var calls = new List<long>();
        foreach (var every in new[] { 50, 3 })
        {
            await using var centre = await CallCentre.OpenAsync();
            centre.WriteRoster(CallCentre.People(100));
            centre.Trouble($"add:{every}x{(every == 3 ? 33 : 2)}:lost");
            (await centre.ApplyAsync()).Exits(0);
            calls.Add(centre.Account.Calls.List);
        }

        Assert.Equal(calls[0], calls[1]);
    }

    [Fact]
    public async Task An_add_that_the_service_took_although_its_answer_was_lost_is_sent_once()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(20));
        centre.Trouble("add:1:lost");

        var applied = (await centre.ApplyAsync()).Exits(0).Json("telecmi-apply/1");

        Assert.Equal(20, applied.GetProperty("summary").GetProperty("changed").GetInt32());
        Assert.Equal(20, centre.Account.Calls.Add);
    }

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

        var outcomes = TrueOutcomes(run, 40, one => centre.Account.Find(one) is not null);
        Assert.Contains("skipped", outcomes.Values);
        Assert.InRange(centre.Account.Calls.Add, 4, 20);
        centre.Account.Secret = CallCentre.Secret;
        centre.Behave(options => options with { Latency = TimeSpan.Zero });
        await ConvergesAsync(centre, people);
    }

    private static long Sweeps(int users) => 8 * Math.Max(1, (users + 9) / 10);

    private static bool Good(string outcome) => outcome is "changed" or "converged";

    /// <summary>One outcome for each change; what is said to be done is done, what is said not to be done is not.</summary>
    private static Dictionary<int, string> TrueOutcomes(Ended run, int changes, Func<int, bool> isDone)
    {
        var outcomes = run.Json("telecmi-apply/1").GetProperty("outcomes").EnumerateArray()
            .ToDictionary(one => one.GetProperty("extension").GetInt32(), one => one.GetProperty("outcome").GetString()!);
        Assert.Equal(changes, outcomes.Count);
        foreach (var (extension, outcome) in outcomes)
        {
            switch (outcome)
            {
                case "changed" or "converged":
                    Assert.True(isDone(extension), $"{extension} is said to be {outcome}, and is not:\n{run}");
                    break;
                case "failed" or "skipped":
                    Assert.False(isDone(extension), $"{extension} is said to be {outcome}, and yet is done:\n{run}");
                    break;
                default:
                    Assert.Equal("unknown", outcome);
                    break;
            }
        }

        return outcomes;
    }

    private static async Task ConvergesAsync(CallCentre centre, IReadOnlyCollection<Person> people, params string[] options)
    {
        centre.Trouble("");
        (await centre.ApplyAsync(options)).Exits(0);
        centre.HasExactly(people);
        Assert.Equal(JsonValueKind.Null, centre.State().GetProperty("pending").ValueKind);
        await centre.PlansNothingAsync(options);
    }
}
