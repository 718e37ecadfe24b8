namespace TeleCmi.PulumiPlugin.Tests.Hosted;

/// <summary>A whole roster as one resource: who comes, who changes, who leaves.</summary>
public sealed class HostedStories
{
    private static readonly (int, string)[] Three = [(101, "Manish"), (102, "Asha"), (103, "Ravi")];

    [Fact]
    public async Task Who_exists_is_adopted_or_updated_who_is_missing_is_added_and_nobody_else_is_touched()
    {
        await using var desk = await Deployment.OpenAsync();
        desk.Account.Put(Roster.User(101, "Manish"));
        desk.Account.Put(Roster.User(102, "Asha Rao"));
        desk.Account.Put(Roster.User(300, "Somebody"));
        var (_, promise) = await desk.PreviewAsync(Roster.Of(Three));
        Assert.Equal("[101,102,103]", promise!["extensions"]!.ToJsonString());
        Assert.Equal("103_1111112", promise["agentIds"]!["103"]!.GetValue<string>());
        Assert.Equal(0, desk.Account.Calls.Write);
        Assert.Contains("101 \"Manish\"", await desk.ToldAsync(), StringComparison.Ordinal);

        await desk.NextAsync();
        var roster = await desk.UpAsync(Roster.Of(Three));
        Assert.Equal("101 Manish, 102 Asha, 103 Ravi, 300 Somebody", desk.Users());
        Assert.Equal((1, 1, 0), (desk.Account.Calls.Add, desk.Account.Calls.Update, desk.Account.Calls.Remove));
        Assert.Equal("1111112", roster.Id);
        Assert.Equal("[101,102,103]", roster.Recorded());
        Assert.Equal("Asha", roster.Outputs["agents"]!["102"]!["name"]!.GetValue<string>());
        Assert.DoesNotContain(Roster.Password, roster.Outputs.ToJsonString(), StringComparison.Ordinal);

        await desk.AssertQuietAsync(Roster.Of(Three), roster);
        Assert.DoesNotContain(Roster.Password, await desk.ToldAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_differs_is_told_by_agent_and_field_and_the_plan_comes_once_counts_first()
    {
        await using var desk = await Deployment.OpenAsync();
        var roster = await desk.UpAsync(Roster.Of(Three).With("prune", true));
        var news = Roster.Of([.. Three, (104, "Divya")]).Without(103).With(101, "name", "Manish Rao").With(102, "password", Values.Secret("another-one"))
            .With("prune", true);
        await desk.NextAsync();
        var told = (await desk.Engine.LogsAsync()).Count;
        var (diff, promise) = await desk.PreviewAsync(news, roster);
        Assert.Equal("~ agents[\"101\"].name\n- agents[\"103\"]\n+ agents[\"104\"]\n~ passwordFingerprints[\"102\"]", diff!.Details());
        Assert.Equal("[101,102,104]", promise!["extensions"]!.ToJsonString());
        var plan = Assert.Single((await desk.Engine.LogsAsync()).Skip(told))["message"]!.GetValue<string>();
        Assert.Matches("^[^\n]*1 to add[^\n]*2 to update[^\n]*1 to remove", plan);
        Assert.Contains("- 103 \"Ravi\"", plan, StringComparison.Ordinal);
        Assert.Contains("Manish Rao", plan, StringComparison.Ordinal);
        Assert.Equal(3, desk.Account.Calls.Write);

        await desk.NextAsync();
        roster = await desk.UpAsync(news, roster);
        Assert.Equal("101 Manish Rao, 102 Asha, 104 Divya", desk.Users());
        Assert.Equal("another-one", desk.Account.Find(102)!.Password);
        Assert.Equal(7, desk.Account.Calls.Write);
        await desk.AssertQuietAsync(news, roster);
    }

    [Fact]
    public async Task Who_leaves_without_prune_is_forgotten_and_with_it_is_removed_in_the_same_step()
    {
        await using var desk = await Deployment.OpenAsync();
        var roster = await desk.UpAsync(Roster.Of(Three));
        await desk.NextAsync();
        var (diff, _) = await desk.PreviewAsync(Roster.Of(Three).Without(103), roster);
        Assert.Equal("- agents[\"103\"]", diff!.Details());
        roster = await desk.UpAsync(Roster.Of(Three).Without(103), roster);
        Assert.Contains("103 leaves this roster and stays in the account, managed by nobody", await desk.ToldAsync(), StringComparison.Ordinal);
        Assert.Equal("[101,102]", roster.Recorded());
        desk.AssertUntouched(users: 3);

        await desk.NextAsync();
        var news = Roster.Of(Three).Without(103).Without(102).With("prune", true);
        roster = await desk.UpAsync(news, roster);
        Assert.Equal("101 Manish, 103 Ravi", desk.Users());
        await desk.AssertQuietAsync(news, roster);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_protected_agent_does_not_leave_until_it_is_no_more(bool prune)
    {
        await using var desk = await Deployment.OpenAsync();
        var all = Roster.Of(Three).With("prune", prune);
        var roster = await desk.UpAsync(all.With(103, "protected", true));
        await desk.NextAsync();
        var refused = await Assert.ThrowsAsync<WireException>(() => desk.PreviewAsync(all.Without(103), roster));
        Assert.Contains("103 cannot leave: protected. Apply `protected: false` first", refused.Message, StringComparison.Ordinal);
        var news = await desk.CheckedAsync(all.Without(103), roster);
        refused = await Assert.ThrowsAsync<WireException>(() => desk.UpdateAsync(roster, news));
        Assert.Contains("103 cannot leave", refused.Message, StringComparison.Ordinal);
        desk.AssertUntouched(users: 3);

        await desk.NextAsync();
        roster = await desk.UpAsync(all.With(103, "protected", false), roster);
        await desk.NextAsync();
        await desk.UpAsync(all.Without(103), roster);
        Assert.Equal(prune ? 2 : 3, desk.Account.All().Count);
    }

    [Fact]
    public async Task A_field_that_is_left_out_keeps_its_value_in_force()
    {
        await using var desk = await Deployment.OpenAsync();
        desk.Account.Put(Roster.User(101, "Manish") with { EndTime = 20, Password = "of-the-dashboard" });
        var inputs = Roster.Of((101, "Manish Rao"));
        foreach (var name in (string[])["password", "startTime", "endTime", "smsAlert"])
        {
            ((System.Text.Json.Nodes.JsonObject)inputs["agents"]!["101"]!).Remove(name);
        }

        var roster = await desk.UpAsync(inputs);
        var user = desk.Account.Find(101)!;
        Assert.Equal(("Manish Rao", 20, "of-the-dashboard"), (user.Name, user.EndTime, user.Password));
        await desk.AssertQuietAsync(inputs, roster);
    }

    [Fact]
    public async Task A_roster_that_is_emptied_without_prune_forgets_all_with_a_warning()
    {
        await using var desk = await Deployment.OpenAsync();
        var roster = await desk.UpAsync(Roster.Of(Three));
        await desk.NextAsync();
        roster = await desk.UpAsync(Roster.Of(), roster);
        Assert.Equal("[]", roster.Recorded());
        Assert.Contains("101-103 leave this roster and stay in the account, managed by nobody", await desk.ToldAsync(), StringComparison.Ordinal);
        desk.AssertUntouched(users: 3);
        await desk.AssertQuietAsync(Roster.Of(), roster);
    }
}
