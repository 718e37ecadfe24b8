using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests.Hosted;

/// <summary>Agents that move between resources of one deployment: nobody is lost, whichever comes first.</summary>
public sealed class HostedLedgerStories
{
    private static readonly (int Extension, string Name)[] Three = [(101, "Manish"), (102, "Asha"), (103, "Ravi")];
    private static readonly string Agent = Resource.UrnOf("ravi");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_entry_moves_to_another_roster(bool giverFirst)
    {
        await using var desk = await Deployment.OpenAsync();
        var day = await desk.UpAsync(Pruning(Three), urn: Roster.Urn("day"));
        var night = await desk.UpAsync(Pruning((201, "Kiran")), urn: Roster.Urn("night"));
        await desk.NextAsync();
        var (less, more) = (Pruning(Three[..2]), Pruning((201, "Kiran"), Three[2]));

        // Both are checked before either is updated, as the engine does with resources that are independent of each other.
        await desk.CheckedAsync(less, day);
        await desk.CheckedAsync(more, night);
        (day, night) = giverFirst
            ? (await desk.UpAsync(less, day), await desk.UpAsync(more, night))
            : Swapped(await desk.UpAsync(more, night), await desk.UpAsync(less, day));
        desk.AssertUntouched(users: 4);
        Assert.Equal(("[101,102]", "[103,201]"), (day.Recorded(), night.Recorded()));
        Assert.Contains($"103 leaves this roster and stays: {Roster.Urn("night")}", await desk.ToldAsync(), StringComparison.Ordinal);
        await desk.AssertQuietAsync(less, day);
        await desk.AssertQuietAsync(more, night);
    }

    [Fact]
    public async Task A_roster_that_prunes_before_anybody_else_is_asked_about_removes_and_the_other_adds_anew()
    {
        await using var desk = await Deployment.OpenAsync();
        var day = await desk.UpAsync(Pruning(Three), urn: Roster.Urn("day"));
        await desk.NextAsync();
        await desk.UpAsync(Pruning(Three[..2]), day);
        Assert.Equal("101 Manish, 102 Asha", desk.Users());
        await desk.UpAsync(Pruning(Three[2]), urn: Roster.Urn("night"));
        Assert.Equal("101 Manish, 102 Asha, 103 Ravi", desk.Users());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_entry_becomes_an_agent_of_its_own(bool giverFirst)
    {
        await using var desk = await Deployment.OpenAsync();
        var roster = await desk.UpAsync(Pruning(Three));
        await desk.NextAsync();
        var single = Values.Agent(103, "Ravi", $"{Roster.Password}103");
        await desk.CheckedAsync(Pruning(Three[..2]), roster);
        Assert.Equal("", (await desk.CheckNewAsync(Agent, single)).Failures());
        if (!giverFirst)
        {
            await desk.MakeAsync(Agent, single);
        }

        await desk.UpAsync(Pruning(Three[..2]), roster);
        if (giverFirst)
        {
            await desk.MakeAsync(Agent, single);
        }

        desk.AssertUntouched(users: 3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_agent_becomes_an_entry_of_a_roster(bool isAsWanted)
    {
        await using var desk = await Deployment.OpenAsync();
        var single = await desk.MakeAsync(Agent, Values.Agent(103, "Ravi", isAsWanted ? $"{Roster.Password}103" : "another-one"));
        var roster = await desk.UpAsync(Pruning(Three[..2]));
        await desk.NextAsync();
        roster = await desk.UpAsync(Pruning(Three), roster);
        await desk.DropAsync(single);
        desk.AssertUntouched(users: 3);
        Assert.Equal("[101,102,103]", roster.Recorded());
    }

    [Fact]
    public async Task Of_two_that_claim_one_extension_the_second_fails_before_anything_is_sent()
    {
        await using var desk = await Deployment.OpenAsync();
        await using var other = await desk.AnotherProviderAsync();
        await desk.CheckedAsync(Pruning(Three));
        var second = (await desk.CheckNewAsync(Roster.Urn("night"), Pruning(Three[2]))).Failures();
        Assert.Equal($"agents[103]: {Roster.Urn()} claims 103 as well; give each agent one resource", second);
        second = (await desk.CheckNewAsync(Roster.Urn("night"), Pruning(Three[2]), by: other)).Failures();
        Assert.Contains("claims 103 as well", second, StringComparison.Ordinal);
        Assert.Contains($"103 is claimed by {Roster.Urn()} as well", (await desk.CheckNewAsync(Agent, Values.Agent(103))).Failures(), StringComparison.Ordinal);
        Assert.Equal(0, desk.Account.Calls.Total);
    }

    [Theory]
    [InlineData("everybody")]
    [InlineData("renamed")]
    public async Task A_roster_that_is_made_anew_or_renamed_removes_nobody(string name)
    {
        await using var desk = await Deployment.OpenAsync();
        var inputs = Pruning(Three).With("policy", new JsonObject { ["maxRemovals"] = "0" });
        var old = await desk.UpAsync(inputs);
        await desk.NextAsync();
        var anew = await desk.UpAsync(inputs, urn: Roster.Urn(name));
        await desk.DropAsync(old);
        desk.AssertUntouched(users: 3);
        Assert.Contains($"101-103 leave this roster and stay: {Roster.Urn(name)}", await desk.ToldAsync(), StringComparison.Ordinal);
        await desk.AssertQuietAsync(inputs, anew);
    }

    [Fact]
    public async Task Where_the_ledger_cannot_be_kept_users_are_made_and_not_removed()
    {
        await using var desk = await Deployment.OpenAsync();
        var runtime = Path.Combine(desk.Folder, "a-file");
        await File.WriteAllTextAsync(runtime, "", TestContext.Current.CancellationToken);
        desk.Variables["XDG_RUNTIME_DIR"] = runtime;
        await desk.NextAsync();
        var roster = await desk.UpAsync(Pruning(Three));
        await desk.NextAsync();
        var refused = await Assert.ThrowsAsync<WireException>(() => desk.UpAsync(Pruning(Three[..2]).With(101, "name", "Manish Rao"), roster));
        Assert.Contains("XDG_RUNTIME_DIR", refused.Message, StringComparison.Ordinal);
        Assert.Equal("101 Manish, 102 Asha, 103 Ravi", desk.Users());
    }

    private static JsonObject Pruning(params (int, string)[] people) => Roster.Of(people).With("prune", true);

    private static (Resource, Resource) Swapped(Resource one, Resource other) => (other, one);
}
