using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests.Hosted;

/// <summary>What a rule of safety refuses is an error of the preview and of the run, which names the input that allows it; nothing is sent.</summary>
public sealed class HostedRefusalStories
{
    private static readonly (int Extension, string Name)[] Ten = [.. Enumerable.Range(101, 10).Select(extension => (extension, $"Agent {extension}"))];

    [Fact]
    public async Task More_removals_than_the_limit()
    {
        await using var desk = await Deployment.OpenAsync();
        var roster = await desk.UpAsync(Roster.Of(Ten).With("prune", true));
        var news = Roster.Of(Ten[..6]).With("prune", true);
        var refused = await RefusedAsync(desk, news, roster, "`policy: { maxRemovals: \"4\" }`");
        Assert.Contains("107 \"Agent 107\", 108 \"Agent 108\", 109 \"Agent 109\", 110 \"Agent 110\"", refused, StringComparison.Ordinal);

        await desk.NextAsync();
        roster = await desk.UpAsync(news.With("policy", new JsonObject { ["maxRemovals"] = "4" }), roster);
        Assert.Equal(6, desk.Account.All().Count);

        // Nobody is limited who leaves and stays.
        await desk.NextAsync();
        await desk.UpAsync(Roster.Of(Ten[..1]), roster);
        Assert.Equal(6, desk.Account.All().Count);
    }

    [Fact]
    public async Task A_roster_without_agents()
    {
        await using var desk = await Deployment.OpenAsync();
        var roster = await desk.UpAsync(Roster.Of(Ten[..2]).With("prune", true));
        await RefusedAsync(desk, Roster.Of().With("prune", true), roster, "`allowEmpty: true`");
        await desk.NextAsync();
        await desk.UpAsync(Roster.Of().With("prune", true).With("allowEmpty", true), roster);
        Assert.Empty(desk.Account.All());
    }

    [Fact]
    public async Task An_hour_that_falls_under_its_floor()
    {
        await using var desk = await Deployment.OpenAsync();
        var floors = new JsonObject { ["minOnDuty"] = new JsonObject { ["9-18"] = 2 } };
        var all = Roster.Of(Ten[..2]).With("policy", floors);
        var roster = await desk.UpAsync(all);
        var news = all.With(101, "startTime", 12);
        var refused = await RefusedAsync(desk, news, roster, "`allowUnderCoverage: true`");
        Assert.Contains("9", refused, StringComparison.Ordinal);
        await desk.NextAsync();
        roster = await desk.UpAsync(news.With("allowUnderCoverage", true), roster);
        Assert.Equal(12, desk.Account.Find(101)!.StartTime);
        Assert.Contains("hours 9 to 11: 2 on duty, then 1", await desk.ToldAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_extension_that_another_person_has()
    {
        await using var desk = await Deployment.OpenAsync();
        desk.Account.Put(new SimulatedUser(101, "Somebody Else", "912222222222") { StartTime = 1, EndTime = 2, Password = "theirs" });
        var refused = await RefusedAsync(desk, Roster.Of(Ten[..2]), null, "`allowTakeover: true`");
        Assert.Contains("101", refused, StringComparison.Ordinal);
        Assert.Equal("101 Somebody Else", desk.Users());
        await desk.NextAsync();
        await desk.UpAsync(Roster.Of(Ten[..2]).With("allowTakeover", true));
        Assert.Equal("101 Agent 101, 102 Agent 102", desk.Users());
    }

    [Fact]
    public async Task A_password_that_must_be_sent_and_has_no_value_warns_the_preview_and_stops_the_run_before_any_call()
    {
        await using var desk = await Deployment.OpenAsync();
        var inputs = Roster.Of(Ten[..2]);
        ((JsonObject)inputs["agents"]!["102"]!).Remove("password");
        await desk.PreviewAsync(inputs);
        Assert.Contains("102", await desk.ToldAsync(), StringComparison.Ordinal);
        await desk.NextAsync();
        var refused = await Assert.ThrowsAsync<WireException>(() => desk.UpAsync(inputs));
        Assert.Contains("102 \"Agent 102\"", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Give each a password, or set the variable that its entry names. Nothing was sent", refused.Message, StringComparison.Ordinal);
        Assert.Empty(desk.Account.All());
    }

    [Fact]
    public async Task A_refresh_of_an_account_that_lacks_most_of_ten_fails_and_changes_nothing()
    {
        await using var desk = await Deployment.OpenAsync();
        var roster = await desk.UpAsync(Roster.Of(Ten));
        for (var extension = 101; extension <= 106; extension++)
        {
            desk.Account.Delete(extension);
        }

        await desk.NextAsync();
        var refused = await Assert.ThrowsAsync<WireException>(() => desk.RefreshAsync(roster));
        Assert.Contains("6 of 10 recorded agents are missing from the account", refused.Message, StringComparison.Ordinal);
        Assert.Contains("`allowRecreate: true`", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("--", refused.Message, StringComparison.Ordinal);

        await RefusedAsync(desk, Roster.Of(Ten), roster, "`allowRecreate: true`");
        var allowed = Roster.Of(Ten).With("allowRecreate", true);
        await desk.NextAsync();
        var refreshed = await desk.RefreshAsync(roster with { Inputs = allowed });
        Assert.Equal("[107,108,109,110]", refreshed!.Recorded());
        await desk.NextAsync();
        await desk.UpAsync(allowed, refreshed);
        Assert.Equal(10, desk.Account.All().Count);
    }

    // In the preview and in the run, by Diff or Create; and by Update, which plans afresh.
    private static async Task<string> RefusedAsync(Deployment desk, JsonObject news, Resource? roster, string allowed)
    {
        var (writes, users) = (desk.Account.Calls.Write, desk.Users());
        await desk.NextAsync();
        var refusals = new List<WireException> { await Assert.ThrowsAsync<WireException>(() => desk.PreviewAsync(news, roster)) };
        await desk.NextAsync();
        refusals.Add(await Assert.ThrowsAsync<WireException>(() => desk.UpAsync(news, roster)));
        if (roster is not null)
        {
            refusals.Add(await Assert.ThrowsAsync<WireException>(() => desk.UpdateAsync(roster, news)));
            refusals.Add(await Assert.ThrowsAsync<WireException>(() => desk.UpdatePreviewAsync(roster, news)));
        }

        Assert.Equal((writes, users), (desk.Account.Calls.Write, desk.Users()));
        Assert.All(refusals, one =>
        {
            Assert.StartsWith("refused (", one.Message, StringComparison.Ordinal);
            Assert.Contains(allowed, one.Message, StringComparison.Ordinal);
            Assert.Contains("Nothing was sent", one.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("--", one.Message, StringComparison.Ordinal);
        });
        return refusals[0].Message;
    }
}
