namespace TeleCmi.Cli.Tests;

/// <summary>The job the tool is for: the account becomes what the roster says, and then nothing is left to do.</summary>
public sealed class MainJobTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(900)]
    public async Task An_empty_account_becomes_what_the_roster_says(int agents)
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(agents);
        centre.WriteRoster(people);

        var applied = (await centre.ApplyAsync()).Exits(0).Json("telecmi-apply/1");

        Assert.Equal(agents, applied.GetProperty("summary").GetProperty("changed").GetInt32());
        Assert.Equal(agents, applied.GetProperty("outcomes").GetArrayLength());
        centre.HasExactly(people);
        Assert.Equal(agents, centre.Account.Calls.Add);
        Assert.Equal(agents, centre.Account.Calls.Write);
        (await centre.RunAsync("plan", "--detailed-exitcode")).Exits(0);
        await centre.PlansNothingAsync();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(101, 11)]
    public async Task Reading_the_account_costs_one_call_for_each_ten_users_and_at_least_one(int users, int calls)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle(CallCentre.People(users));

        (await centre.RunAsync("plan", "--detailed-exitcode")).Exits(0);

        Assert.Equal(calls, centre.Account.Calls.List);
        Assert.Equal(calls, centre.Account.Calls.Total);
    }

    [Fact]
    public async Task Every_kind_of_change_in_one_run_reaches_the_account()
    {
        await using var centre = await CallCentre.OpenAsync();
        var stays = CallCentre.People(6, first: 300);
        Person added = Person.Of(101), adopted = Person.Of(102), before = Person.Of(103), recreated = Person.Of(104), removed = Person.Of(105), forgotten = Person.Of(106);
        var after = before with { StartTime = 8 };
        centre.Seat([.. stays, adopted, before, removed]);
        centre.Record([.. stays, before, recreated, removed, forgotten]);
        centre.WriteRoster([.. stays, added, adopted, after, recreated]);

        var applied = (await centre.ApplyAsync("--prune")).Exits(0).Json("telecmi-apply/1");

        var outcomes = applied.GetProperty("outcomes").EnumerateArray().Select(one =>
            $"{one.GetProperty("extension").GetInt32()} {one.GetProperty("action").GetString()} {one.GetProperty("outcome").GetString()}");
        Assert.Equal(["101 add changed", "102 adopt converged", "103 update changed", "104 recreate changed", "105 remove changed", "106 forget changed"], outcomes.Order());
        centre.HasExactly([.. stays, added, adopted, after, recreated]);
        Assert.Equal((2, 1, 1), (centre.Account.Calls.Add, centre.Account.Calls.Update, centre.Account.Calls.Remove));
        await centre.PlansNothingAsync("--prune");
    }

    [Fact]
    public async Task No_more_calls_are_in_flight_than_was_allowed()
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { Latency = TimeSpan.FromMilliseconds(20) });
        centre.Seat(CallCentre.People(60, first: 500));
        centre.WriteRoster(CallCentre.People(30));

        (await centre.ApplyAsync("--parallelism", "3")).Exits(0);

        Assert.Equal(3, centre.Account.Calls.MaxConcurrency);
    }

    [Fact]
    public async Task The_text_for_people_ends_with_the_counts()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101, "Asha")]);

        var planned = (await centre.RunAsync("plan")).Exits(0);
        Assert.Contains($"TeleCMI account {CallCentre.AppId} at 127.0.0.1:{centre.Service.BaseAddress.Port}", planned.Out, StringComparison.Ordinal);
        Assert.Contains("+ 101 \"Asha\"", planned.Out, StringComparison.Ordinal);
        Assert.Contains("Plan: 1 to add.", planned.Out, StringComparison.Ordinal);

        var applied = (await centre.RunAsync("apply", "--yes")).Exits(0);
        Assert.EndsWith("Applied: 1 added.", applied.Out.TrimEnd(), StringComparison.Ordinal);

        var again = (await centre.RunAsync("plan")).Exits(0);
        Assert.Contains("No changes.", again.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Phones_are_cut_to_four_digits_in_text_and_whole_in_JSON()
    {
        await using var centre = await CallCentre.OpenAsync();
        var before = Person.Of(101) with { Phone = "919876540001" };
        centre.Settle([before]);
        centre.WriteRoster([before with { Phone = "919876540002" }]);

        var text = (await centre.RunAsync("plan")).Exits(0);
        Assert.Contains("***0002", text.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("919876540002", text.Out + text.Error, StringComparison.Ordinal);
        Assert.Contains("919876540002", (await centre.RunAsync("plan", "--full-phones")).Out, StringComparison.Ordinal);

        var change = Assert.Single((await centre.PlanAsync()).GetProperty("changes").EnumerateArray());
        var field = Assert.Single(change.GetProperty("fields").EnumerateArray());
        Assert.Equal(("919876540001", "919876540002"), (field.GetProperty("before").GetString(), field.GetProperty("after").GetString()));
    }
}
