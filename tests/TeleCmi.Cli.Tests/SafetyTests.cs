using System.Text.Json;

namespace TeleCmi.Cli.Tests;

/// <summary>A mistake in the roster must not empty the account.</summary>
public sealed class SafetyTests
{
    [Fact]
    public async Task A_roster_that_was_emptied_removes_nobody()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(12);
        centre.Settle(people);
        centre.WriteRoster([]);

        (await centre.ApplyAsync()).Exits(0);

        centre.HasExactly(people);
        Assert.Equal(0, centre.Account.Calls.Write);
    }

    [Fact]
    public async Task A_roster_that_was_emptied_is_refused_with_prune_and_the_override_does_it()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle(CallCentre.People(2));
        centre.WriteRoster([]);

        var plan = (await centre.RunAsync("plan", "--prune", "--format", "json")).Exits(3).Json("telecmi-plan/1");
        var refusal = Refusal(plan, "empty_roster");
        Assert.Contains("--allow-empty", refusal.GetProperty("override").GetString(), StringComparison.Ordinal);
        (await centre.ApplyAsync("--prune")).Exits(3).Json("telecmi-apply/1");
        Assert.Equal(0, centre.Account.Calls.Write);

        (await centre.ApplyAsync("--prune", "--allow-empty", "--max-removals", "100%")).Exits(0);
        Assert.Empty(centre.Account.All());
    }

    [Fact]
    public async Task More_removals_than_the_limit_are_refused_by_name_with_the_exact_override()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(20);
        centre.Settle(people);
        centre.WriteRoster(people.Skip(5));

        var applied = (await centre.ApplyAsync("--prune")).Exits(3).Json("telecmi-apply/1");

        var refusal = Refusal(applied.GetProperty("plan"), "removal_limit");
        Assert.Equal((5, 3), (refusal.GetProperty("count").GetInt32(), refusal.GetProperty("limit").GetInt32()));
        Assert.Equal([100, 101, 102, 103, 104], refusal.GetProperty("extensions").EnumerateArray().Select(one => one.GetInt32()));
        Assert.Contains("--max-removals 5", refusal.GetProperty("override").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, applied.GetProperty("outcomes").GetArrayLength());
        centre.HasExactly(people);

        var text = (await centre.RunAsync("apply", "--yes", "--prune")).Exits(3).SaysOnError("--max-removals 5");
        Assert.Contains("Agent 104", text.Out + text.Error, StringComparison.Ordinal);

        (await centre.ApplyAsync("--prune", "--max-removals", "5")).Exits(0);
        centre.HasExactly(people.Skip(5));
    }

    [Fact]
    public async Task A_strangers_extension_is_not_taken_over_by_accident_and_an_import_or_the_override_confirms_it()
    {
        await using var centre = await CallCentre.OpenAsync();
        var (wanted, stranger) = (Person.Of(101, "Asha"), Person.Of(101, "Kiran") with { Phone = "918888877777" });
        centre.Settle(CallCentre.People(2, first: 300));
        centre.WriteRoster([.. CallCentre.People(2, first: 300), wanted]);
        centre.Seat([stranger]);

        Assert.Equal("--allow-takeover", Refusal((await centre.RunAsync("plan", "--format", "json")).Exits(3).Json("telecmi-plan/1"), "takeover").GetProperty("override").GetString());
        (await centre.ApplyAsync("--no-refresh")).Exits(0);
        Assert.Null(centre.Recorded(101));
        (await centre.ApplyAsync()).Exits(3);
        Assert.Equal(stranger.Live(), centre.Account.Find(101));

        (await centre.RunAsync("plan", "--allow-takeover", "--out", "approved.plan.json")).Exits(0);
        (await centre.RunAsync("import", "101")).Exits(0);
        Assert.Equal("Kiran", centre.Recorded(101)!.Value.GetProperty("name").GetString());
        Assert.True((await centre.PlanAsync()).GetProperty("changes")[0].GetProperty("replaces_person").GetBoolean());
        (await centre.RunAsync("state", "forget", "101")).Exits(0);
        (await centre.RunAsync("apply", "approved.plan.json")).Exits(0);
        Assert.Equal(wanted.Live(), centre.Account.Find(101));
    }

    [Theory]
    [InlineData("2", null, 3)]
    [InlineData("2", "4", 0)]
    [InlineData("25%", null, 0)]
    [InlineData("20%", null, 3)]
    [InlineData("50%", "3", 3)]
    [InlineData("0", "100%", 0)]
    public async Task The_limit_is_the_rosters_unless_the_command_gives_one(string policy, string? option, int code)
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(16);
        centre.Settle(people);
        centre.WriteRoster(people.Skip(4), $"policy: {{ max_removals: {policy} }}");

        (await centre.RunAsync(["plan", "--prune", .. option is null ? [] : new[] { "--max-removals", option }])).Exits(code);
    }

    [Fact]
    public async Task Another_person_on_an_extension_counts_as_a_removal_although_nothing_is_pruned()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(10);
        centre.Settle(people);
        centre.WriteRoster(people.Select((person, at) => at < 4 ? person with { Name = $"New {at}", Phone = $"91777777777{at}" } : person));

        var plan = (await centre.RunAsync("plan", "--format", "json")).Exits(3).Json("telecmi-plan/1");

        Assert.Equal(4, Refusal(plan, "removal_limit").GetProperty("count").GetInt32());
        Assert.Equal(4, plan.GetProperty("changes").EnumerateArray().Count(one => one.GetProperty("replaces_person").GetBoolean()));
        (await centre.ApplyAsync()).Exits(3);
        Assert.Equal(0, centre.Account.Calls.Write);
        (await centre.ApplyAsync("--max-removals", "4")).Exits(0);
        Assert.Equal("New 3", centre.Account.Find(103)!.Name);
    }

    [Fact]
    public async Task A_new_name_or_a_new_phone_alone_is_the_same_person()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(10);
        centre.Settle(people);
        centre.WriteRoster(people.Select((person, at) => at % 2 == 0 ? person with { Name = $"New {at}" } : person with { Phone = $"91777777777{at}" }));

        (await centre.ApplyAsync("--max-removals", "0")).Exits(0);
    }

    [Fact]
    public async Task A_protected_agent_survives_the_deletion_of_the_entry_until_unprotected_in_a_step_of_its_own()
    {
        await using var centre = await CallCentre.OpenAsync();
        var stays = CallCentre.People(3);
        var guarded = Person.Of(200) with { Protected = true };
        centre.WriteRoster([.. stays, guarded]);
        (await centre.ApplyAsync()).Exits(0);
        Assert.True(centre.Recorded(200)!.Value.GetProperty("protected").GetBoolean());

        centre.WriteRoster(stays);
        var applied = (await centre.ApplyAsync("--prune", "--max-removals", "100%")).Exits(0).Json("telecmi-apply/1");
        Assert.Equal("protected", Assert.Single(applied.GetProperty("plan").GetProperty("kept").EnumerateArray()).GetProperty("reason").GetString());
        Assert.NotNull(centre.Account.Find(200));

        var touched = (await centre.RunAsync("state", "unprotect", "200", "--format", "json")).Exits(0).Json("telecmi-agents/1");
        Assert.Equal(200, Assert.Single(touched.GetProperty("agents").EnumerateArray()).GetProperty("extension").GetInt32());
        (await centre.ApplyAsync("--prune")).Exits(0);
        centre.HasExactly(stays);
        await centre.PlansNothingAsync("--prune");
    }

    [Fact]
    public async Task A_protection_that_the_roster_lifts_is_an_update_without_a_call()
    {
        await using var centre = await CallCentre.OpenAsync();
        var guarded = Person.Of(200) with { Protected = true };
        centre.Settle([guarded]);
        centre.WriteRoster([guarded with { Protected = false }]);

        var change = Assert.Single((await centre.PlanAsync()).GetProperty("changes").EnumerateArray());
        Assert.Equal(("update", "protection"), (change.GetProperty("action").GetString(), change.GetProperty("reason").GetString()));
        var applied = (await centre.ApplyAsync()).Exits(0).Json("telecmi-apply/1");

        Assert.Equal(1, applied.GetProperty("summary").GetProperty("changed").GetInt32());
        Assert.Equal(0, centre.Account.Calls.Write);
        Assert.False(centre.Recorded(200)!.Value.GetProperty("protected").GetBoolean());
    }

    [Fact]
    public async Task Most_recorded_agents_missing_from_the_account_is_taken_for_the_wrong_account()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(10);
        centre.Settle(people);
        foreach (var person in people.Take(6))
        {
            centre.Account.Delete(person.Extension);
        }

        var plan = (await centre.RunAsync("plan", "--format", "json")).Exits(3).Json("telecmi-plan/1");
        Assert.Contains("--allow-recreate", Refusal(plan, "missing_live").GetProperty("override").GetString(), StringComparison.Ordinal);
        (await centre.ApplyAsync()).Exits(3);
        Assert.Equal(0, centre.Account.Calls.Write);

        (await centre.ApplyAsync("--allow-recreate")).Exits(0);
        centre.HasExactly(people);
    }

    [Fact]
    public async Task Half_of_the_recorded_agents_missing_is_made_again_without_a_word()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(10);
        centre.Settle(people);
        foreach (var person in people.Take(5))
        {
            centre.Account.Delete(person.Extension);
        }

        (await centre.ApplyAsync()).Exits(0);
        centre.HasExactly(people);
    }

    [Fact]
    public async Task A_plan_that_empties_an_hour_is_refused()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(2);
        centre.Settle(people);
        centre.WriteRoster([people[0] with { StartTime = 12 }, people[1]], "policy: { min_on_duty: { \"9-18\": 2 } }");

        var plan = (await centre.RunAsync("plan", "--format", "json")).Exits(3).Json("telecmi-plan/1");
        Refusal(plan, "coverage");
        (await centre.ApplyAsync()).Exits(3);
        Assert.Equal(0, centre.Account.Calls.Write);
        (await centre.ApplyAsync("--allow-under-coverage")).Exits(0);
    }

    [Fact]
    public async Task Only_looks_at_the_named_extensions()
    {
        await using var centre = await CallCentre.OpenAsync();
        var stays = CallCentre.People(4, first: 300);
        centre.Settle([.. stays, Person.Of(105)]);
        centre.WriteRoster([.. stays, Person.Of(101), Person.Of(102)]);

        (await centre.ApplyAsync("--prune", "--only", "101")).Exits(0);
        centre.HasExactly([.. stays, Person.Of(101), Person.Of(105)]);

        (await centre.ApplyAsync("--only", "777")).Exits(1).Json("telecmi-error/1");
    }

    [Fact]
    public async Task A_run_that_started_without_a_state_removes_nobody()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(10);
        centre.Seat(people);
        centre.WriteRoster(people.Take(2));

        (await centre.ApplyAsync("--prune", "--max-removals", "100%")).Exits(0);

        centre.HasExactly(people);
    }

    private static JsonElement Refusal(JsonElement plan, string rule)
        => plan.GetProperty("refusals").EnumerateArray().Single(one => one.GetProperty("rule").GetString() == rule);
}
