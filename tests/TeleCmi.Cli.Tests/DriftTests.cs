using System.Text.Json;

namespace TeleCmi.Cli.Tests;

/// <summary>What the person who reads the nightly job learns.</summary>
public sealed class DriftTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_nightly_job_names_exactly_what_was_done_behind_our_back(bool masked)
    {
        await using var centre = await CallCentre.OpenAsync(
            masked ? new SimulatorOptions { MaskPhones = true, Order = ListOrder.Reversed } : null);
        var people = CallCentre.People(30);
        centre.WriteRoster(people);
        (await centre.ApplyAsync()).Exits(0);
        Assert.Empty(await AgentsAsync(centre, 0));
        Person renamed = people[3] with { Name = "Somebody Else" }, moved = people[17] with { EndTime = 22 }, gone = people[25], byHand = Person.Of(900);
        centre.Seat([renamed, moved, byHand]);
        centre.Account.Delete(gone.Extension);

        var agents = await AgentsAsync(centre, 2);

        Assert.Equal(
            [(renamed.Extension, "changed"), (moved.Extension, "changed"), (gone.Extension, "missing"), (byHand.Extension, "unmanaged")],
            agents.Select(agent => (agent.GetProperty("extension").GetInt32(), agent.GetProperty("kind").GetString()!)));
        Has(agents[0], "name", people[3].Name, renamed.Name, people[3].Name);
        Has(agents[1], "end_time", "18", "22", "18");
        var lines = (await centre.RunAsync("drift")).Exits(2).Out.Split('\n');
        Assert.Contains(lines, line => line.Contains($"{moved.Extension} ", StringComparison.Ordinal) && line.Contains("end_time: recorded 18, live 22, roster 18", StringComparison.Ordinal));

        (await centre.ApplyAsync()).Exits(0);

        Assert.Equal([byHand.Extension], (await AgentsAsync(centre, 2)).Select(agent => agent.GetProperty("extension").GetInt32()));
        await centre.PlansNothingAsync();
    }

    [Fact]
    public async Task Who_left_the_roster_stays_until_a_pruning_apply_and_drift_says_so()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(3));
        (await centre.ApplyAsync()).Exits(0);
        centre.WriteRoster(CallCentre.People(2));

        var drift = (await centre.RunAsync("drift")).Exits(0).Out;
        Assert.Contains("Who left the roster stays until `telecmi apply --prune`.", string.Join(' ', drift.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

        (await centre.ApplyAsync("--prune")).Exits(0);
        Assert.DoesNotContain("--prune", (await centre.RunAsync("drift")).Exits(0).Out, StringComparison.Ordinal);
        await centre.PlansNothingAsync();
    }

    [Fact]
    public async Task Who_is_missing_is_looked_for_twice()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(12);
        centre.Settle(people);
        await AgentsAsync(centre, 0);
        Assert.Equal(2, centre.Account.Calls.List);
        centre.Account.Delete(people[0].Extension);

        await AgentsAsync(centre, 2);

        Assert.Equal(2 + 4, centre.Account.Calls.List);
    }

    [Fact]
    public async Task A_roster_that_manages_only_part_of_the_account_can_leave_the_rest_out()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle(CallCentre.People(3));
        centre.Seat(CallCentre.People(5, first: 500));
        await AgentsAsync(centre, 2);

        centre.WriteRoster(CallCentre.People(3), "policy: { unmanaged: ignore }");

        Assert.All(await AgentsAsync(centre, 0), agent => Assert.Equal("unmanaged", agent.GetProperty("kind").GetString()));
        Assert.Contains("5 unmanaged, ignored", (await centre.RunAsync("drift")).Exits(0).Out, StringComparison.Ordinal);
        Assert.Empty((await centre.RunAsync("drift", "--format", "json", "--only", "101")).Exits(0).Json("telecmi-drift/1").GetProperty("agents").EnumerateArray());
    }

    [Theory]
    [InlineData("managed", "101 changed")]
    [InlineData("initial", "")]
    public async Task A_password_changed_in_the_dashboard_is_named_and_never_shown(string policy, string expected)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)], $"policy: {{ passwords: {policy} }}");
        (await centre.ApplyAsync()).Exits(0);
        centre.Seat([Person.Of(101) with { Password = "made-in-the-dashboard" }]);

        var run = await centre.RunAsync("drift", "--format", "json");

        var agents = run.Exits(expected.Length > 0 ? 2 : 0).Json("telecmi-drift/1").GetProperty("agents").EnumerateArray().ToList();
        Assert.Equal(expected, string.Concat(agents.Select(agent => $"{agent.GetProperty("extension")} {agent.GetProperty("kind").GetString()}")));
        Assert.All(agents, agent => Assert.Equal("""[{"field":"password","secret":true}]""", JsonSerializer.Serialize(agent.GetProperty("fields"))));
        Assert.DoesNotContain("made-in-the-dashboard", run.Out + run.Error + (await centre.RunAsync("drift", "--verbose")).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("drift")]
    [InlineData("state", "list")]
    [InlineData("state", "show", "300")]
    [InlineData("plan")]
    [InlineData("plan", "--no-refresh")]
    public async Task A_run_that_was_cut_short_is_told_by_whoever_comes_across_it(params string[] command)
    {
        await using var centre = await CallCentre.OpenAsync();
        var (asha, ravi) = (Person.Of(300), Person.Of(101));
        centre.Settle([asha, ravi]);
        centre.Record([asha], state => state["pending"] = Pending.Add(ravi));
        var before = centre.StateText();

        (await centre.RunAsync(command)).Exits(0).SaysOnError("cut short", "101");

        Assert.Equal(before, centre.StateText());
    }

    [Fact]
    public async Task A_password_is_drift_also_where_the_job_has_no_passwords()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        (await centre.ApplyAsync()).Exits(0);
        centre.Variables.Remove("AGENT_PASSWORD");
        Assert.Empty(await AgentsAsync(centre, 0));
        centre.Seat([Person.Of(101) with { Password = "made-in-the-dashboard" }]);

        Assert.Equal("changed", (await AgentsAsync(centre, 2)).Single().GetProperty("kind").GetString());
    }

    [Fact]
    public async Task A_protection_to_come_is_not_applied()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle([Person.Of(101)]);
        centre.WriteRoster([Person.Of(101) with { Protected = true }]);

        Has((await AgentsAsync(centre, 0)).Single(), "protected", "False", null, "True");
    }

    [Fact]
    public async Task Without_a_state_there_is_nothing_to_compare_with()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);

        var run = await centre.RunAsync("drift", "--format", "json");

        Assert.Equal("no_state", run.Exits(1).Json("telecmi-error/1").GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal(0, centre.Account.Calls.Total);
    }

    [Fact]
    public async Task An_unreadable_account_is_no_drift()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle(CallCentre.People(3));
        centre.Variables["TELECMI_SECRET"] = "not-the-secret";

        (await centre.RunAsync("drift", "--format", "json")).Exits(1).Json("telecmi-error/1");
    }

    private static async Task<List<JsonElement>> AgentsAsync(CallCentre centre, int code)
    {
        var drift = (await centre.RunAsync("drift", "--format", "json")).Exits(code).Json("telecmi-drift/1");
        Assert.Equal(code == 2, drift.GetProperty("drifted").GetBoolean());
        return [.. drift.GetProperty("agents").EnumerateArray()];
    }

    private static void Has(JsonElement agent, string field, string? recorded, string? live, string? roster)
    {
        var shown = Assert.Single(agent.GetProperty("fields").EnumerateArray());
        Assert.Equal(field, shown.GetProperty("field").GetString());
        Assert.Equal((recorded, live, roster), (Text("recorded"), Text("live"), Text("roster")));

        string? Text(string version) => shown.GetProperty(version) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : null;
    }
}
