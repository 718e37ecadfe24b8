using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests.Hosted;

/// <summary>What the account shows: refresh, import, and the end of a roster.</summary>
public sealed class HostedAccountStories
{
    private static readonly (int Extension, string Name)[] Three = [(101, "Manish"), (102, "Asha"), (103, "Ravi")];

    [Fact]
    public async Task A_refresh_follows_the_account_and_the_next_run_puts_it_right()
    {
        await using var desk = await Deployment.OpenAsync();
        var inputs = Roster.Of(Three).With(103, "protected", true);
        var roster = await desk.UpAsync(inputs);
        desk.Account.Put(desk.Account.Find(101)! with { Name = "Renamed" });
        desk.Account.Delete(102);
        desk.Account.Delete(103);
        await desk.NextAsync();
        var told = (await desk.Engine.LogsAsync()).Count;
        var refreshed = (await desk.RefreshAsync(roster))!;
        Assert.Equal("Renamed", refreshed.Outputs["agents"]!["101"]!["name"]!.GetValue<string>());
        Assert.Equal("[101,103]", refreshed.Recorded());

        // The engine asks what Read found: nothing is told or refused.
        Assert.Equal("~ agents[\"101\"].name\n+ agents[\"102\"]", (await desk.DiffAsync(refreshed, refreshed.Inputs)).Details());
        Assert.Equal(told, (await desk.Engine.LogsAsync()).Count);

        await desk.NextAsync();
        roster = await desk.UpAsync(inputs, refreshed);
        Assert.Equal("101 Manish, 102 Asha, 103 Ravi", desk.Users());
        await desk.AssertQuietAsync(inputs, roster);
    }

    [Fact]
    public async Task Another_person_whom_a_refresh_found_stays_when_the_agent_leaves_or_the_roster_ends()
    {
        await using var desk = await Deployment.OpenAsync();
        var inputs = Roster.Of(Three).With("prune", true).With("allowEmpty", true);
        var roster = await desk.UpAsync(inputs);
        var other = new SimulatedUser(103, "Somebody Else", "912222222222") { StartTime = 1, EndTime = 2, Password = "theirs" };
        desk.Account.Put(other);
        await desk.NextAsync();
        var refreshed = (await desk.RefreshAsync((await desk.RefreshAsync(roster))!))!;
        Assert.Equal("Somebody Else", refreshed.Outputs["agents"]!["103"]!["name"]!.GetValue<string>());

        var dropped = await desk.UpAsync(inputs.Without(103), refreshed);
        Assert.Equal("101 Manish, 102 Asha, 103 Somebody Else", desk.Users());
        Assert.Equal("[101,102]", dropped.Recorded());
        Assert.DoesNotContain("telecmi import", await desk.ToldAsync(), StringComparison.Ordinal);

        await desk.NextAsync();
        await desk.DropAsync(refreshed);
        Assert.Equal("103 Somebody Else", desk.Users());
    }

    [Fact]
    public async Task A_state_whose_outputs_were_lost_is_no_import_and_the_next_run_adopts_who_is_there()
    {
        await using var desk = await Deployment.OpenAsync();
        var inputs = Roster.Of(Three).With("prune", true);
        var roster = await desk.UpAsync(inputs);
        desk.Account.Put(Roster.User(300, "Somebody"));
        await desk.NextAsync();
        var lost = (await desk.RefreshAsync(roster with { Outputs = [] }))!;
        Assert.True(JsonNode.DeepEquals(inputs, lost.Inputs));
        roster = await desk.UpAsync(inputs, lost);
        Assert.Equal("[101,102,103]", roster.Recorded());
        desk.AssertUntouched(users: 4);
        await desk.AssertQuietAsync(inputs, roster);
        await desk.NextAsync();
        await desk.DropAsync(roster with { Outputs = [] });
        desk.AssertUntouched(users: 4);
    }

    [Fact]
    public async Task A_destroy_without_prune_forgets_all_with_a_warning()
    {
        await using var desk = await Deployment.OpenAsync();
        var roster = await desk.UpAsync(Roster.Of(Three).With(102, "protected", true));
        await desk.NextAsync();
        await desk.DropAsync(roster);
        desk.AssertUntouched(users: 3);
        Assert.Contains("101-103: these users stay in the account, managed by nobody", await desk.ToldAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_destroy_with_prune_needs_an_applied_allowEmpty_and_nobody_protected()
    {
        await using var desk = await Deployment.OpenAsync();
        var five = Roster.Of([.. Three, (104, "Divya"), (105, "Kiran")]).With("prune", true);
        var roster = await desk.UpAsync(five.With(102, "protected", true));
        await desk.NextAsync();
        var refused = await Assert.ThrowsAsync<WireException>(() => desk.DropAsync(roster));
        Assert.Contains("102 cannot leave: protected", refused.Message, StringComparison.Ordinal);

        roster = await desk.UpAsync(five.With(102, "protected", false), roster);
        await desk.NextAsync();
        refused = await Assert.ThrowsAsync<WireException>(() => desk.DropAsync(roster));
        Assert.Contains("`allowEmpty: true`", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("maxRemovals", refused.Message, StringComparison.Ordinal);
        desk.AssertUntouched(users: 5);

        roster = await desk.UpAsync(five.With("allowEmpty", true), roster);
        await desk.NextAsync();
        desk.Service.Api.Options = desk.Service.Api.Options with { Faults = [new FaultRule(SimulatedEndpoints.Remove, 2, FaultKind.InternalError)] };
        var half = await Assert.ThrowsAsync<WireException>(() => desk.DropAsync(roster));
        Assert.NotEmpty(desk.Account.All());
        Assert.Matches("10[1-5]: ", half.Message);
        desk.Service.Api.Options = desk.Service.Api.Options with { Faults = [] };
        await desk.NextAsync();
        await desk.DropAsync(roster);
        Assert.Empty(desk.Account.All());
    }

    [Fact]
    public async Task An_import_of_the_app_id_gives_the_whole_account_and_a_quiet_preview()
    {
        await using var desk = await Deployment.OpenAsync();
        desk.Account.Put(Roster.User(101, "Manish"));
        desk.Account.Put(Roster.User(102, "Asha"));
        desk.Account.Put(Roster.User(103, "Ravi") with { Phone = "919876XXXX" });
        var read = await desk.CallAsync("Read", new JsonObject { ["urn"] = Roster.Urn(), ["id"] = "1111112" });
        var roster = new Resource(Roster.Urn(), "1111112", (JsonObject)read["inputs"]!.DeepClone(), (JsonObject)read["properties"]!.DeepClone());
        Assert.Equal("[101,102]", roster.Recorded());
        Assert.Equal(["101", "102"], ((JsonObject)roster.Inputs["agents"]!).Select(one => one.Key));
        Assert.DoesNotContain(Roster.Password, read.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("masked phone", Assert.Single(await desk.Engine.LogsAsync())["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("103", await desk.ToldAsync(), StringComparison.Ordinal);
        await desk.AssertQuietAsync(roster.Inputs, roster);
        await desk.AssertQuietAsync(Roster.Of((101, "Manish"), (102, "Asha")), roster);
        Assert.Equal(0, desk.Account.Calls.Write);

        foreach (var id in (string[])["2222222", "everybody", "101_1111112"])
        {
            var refused = await Assert.ThrowsAsync<WireException>(
                () => desk.CallAsync("Read", new JsonObject { ["urn"] = Roster.Urn(), ["id"] = id }));
            Assert.Contains("import the roster by the app id, 1111112", refused.Message, StringComparison.Ordinal);
        }
    }
}
