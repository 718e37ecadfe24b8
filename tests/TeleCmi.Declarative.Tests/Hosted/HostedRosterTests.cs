using TeleCmi.Declarative.Hosted;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Tests.Applying;

namespace TeleCmi.Declarative.Tests.Hosted;

/// <summary>What a whole roster promises to an engine that keeps its state.</summary>
public sealed class HostedRosterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_leaves_to_a_claimer_is_left_and_no_record_is_kept_of_them()
    {
        using var desk = new HostedDesk();
        var first = await desk.ApplyAsync("a", [101, 102, 103]);
        desk.Next();
        Assert.Null(await desk.One("b", [103]).ClaimAsync(null, Token));
        var end = await desk.ApplyAsync("a", [101, 102], first.Record);
        Assert.Equal([103], end.Plan.Left.Keys);
        Assert.Equal("b", end.Plan.Left[103].Resource);
        Assert.Equal([101, 102], end.Record.State.Agents.Keys);
        Assert.Equal(["103 leaves this roster and stays: b has or wants it. Nothing is sent"], end.Plan.Notices);
        Assert.DoesNotContain("remove 103", desk.Service.Calls);
    }

    [Fact]
    public async Task A_claimer_may_overwrite_the_person_who_was_left_to_it_and_nobody_else()
    {
        using var desk = new HostedDesk();
        var first = await desk.ApplyAsync("a", [101, 102]);
        desk.Next();
        Assert.Null(await Other().ClaimAsync(null, Token));
        await desk.ApplyAsync("a", [101], first.Record);
        Assert.Empty((await Other().PlanAsync(null, new PlanOptions(), Token)).Ok().Plan.Refusals);

        desk.Users.Put(desk.Users.Find(102)! with { Name = "Somebody", Phone = "912222222222" });
        desk.Renew();
        Assert.Equal([SafetyRule.Takeover], (await Other().PlanAsync(null, new PlanOptions(), Token)).Ok().Plan.Refusals.Select(one => one.Rule));

        HostedRoster Other() => desk.One("b", [102], person: "Newcomer");
    }

    [Fact]
    public async Task Who_was_met_by_a_claimer_that_failed_stays_with_whom_they_were()
    {
        using var desk = new HostedDesk();
        var first = await desk.ApplyAsync("a", [101, 102]);
        desk.Next();
        var other = desk.One("b", [102], person: "Newcomer");
        Assert.Null(await other.ClaimAsync(null, Token));
        Assert.Null((await other.ApplyAsync(null, HostedDesk.Pruning, default)).Ok().Result);
        var stays = (await desk.One("a", [101]).ApplyAsync(first.Record, HostedDesk.Pruning, default)).Failed();
        Assert.Equal(("left_to_nobody", true), (stays.Code, stays.Message.StartsWith("102 stays: b claims it", StringComparison.Ordinal)));
        Assert.Equal("101 Agent 101, 102 Agent 102", desk.People);
    }

    [Fact]
    public async Task Of_two_rosters_the_second_that_claims_an_extension_is_told_of_the_first()
    {
        using var desk = new HostedDesk();
        Assert.Null(await desk.One("a", [101, 102]).ClaimAsync(null, Token));
        Assert.Equal((102, "a"), await desk.One("b", [102, 103]).ClaimAsync(null, Token));
    }

    [Fact]
    public async Task Whoever_is_claimed_between_plan_and_call_is_not_removed_and_nothing_else_is_sent()
    {
        using var desk = new HostedDesk();
        var first = await desk.ApplyAsync("a", [101, 102, 103]);
        desk.Next();
        desk.Service.Calm();
        var isClaimed = false;
        desk.Service.Meanwhile = _ =>
        {
            if (!isClaimed)
            {
                isClaimed = true;
                Assert.Null(desk.One("b", [103]).ClaimAsync(null, Token).GetAwaiter().GetResult());
            }
        };
        var failed = (await desk.One("a", [101, 104]).ApplyAsync(first.Record, HostedDesk.Pruning, default)).Failed();
        Assert.Equal("103 is claimed by b as well; nothing was sent.", failed.Message);
        Assert.All(desk.Service.Calls, call => Assert.Equal("list", call));
    }

    [Fact]
    public async Task A_protected_agent_that_leaves_refuses_the_whole()
    {
        using var desk = new HostedDesk();
        var first = await desk.ApplyAsync("a", [101, 102], isProtected: 102);
        desk.Next();
        foreach (var options in new[] { HostedDesk.Pruning, new PlanOptions() })
        {
            Assert.Equal("protected", (await desk.One("a", [101]).PlanAsync(first.Record, options, Token)).Failed().Code);
            Assert.Equal("protected", (await desk.One("a", []).ApplyAsync(first.Record, options, default)).Failed().Code);
        }

        Assert.Equal("101 Agent 101, 102 Agent 102", desk.People);
    }

    [Fact]
    public async Task Who_could_not_be_removed_stays_recorded_and_goes_in_the_next_run()
    {
        using var desk = new HostedDesk();
        var first = await desk.ApplyAsync("a", [101, 102, 103]);
        desk.Next();
        desk.Service.Trouble(102, Enumerable.Repeat(Trouble.Refused, 9));
        var half = await desk.ApplyAsync("a", [101], first.Record);
        Assert.False(half.Result!.IsComplete);
        Assert.Equal([101, 102], half.Record.State.Agents.Keys);
        desk.Service.Calm();
        desk.Next();
        var end = await desk.ApplyAsync("a", [101], half.Record);
        Assert.Equal([101], end.Record.State.Agents.Keys);
        Assert.Equal("101 Agent 101", desk.People);
    }

    [Fact]
    public async Task A_removal_compares_with_the_person_applied_whatever_a_refresh_found()
    {
        using var desk = new HostedDesk();
        var first = await desk.ApplyAsync("a", [101, 102]);
        desk.Users.Put(desk.Users.Find(102)! with { Name = "Somebody", Phone = "912222222222" });
        desk.Next();
        var found = (await desk.One("a", [101, 102]).ReadAsync(first.Record, false, null, Token)).Ok();
        Assert.Equal("Somebody", found.State.Agents[102].Name);
        Assert.Equal("Agent 102", found.Applied[102].Name);

        // A second one does not take whom the first found for applied.
        found = (await desk.One("a", [101, 102]).ReadAsync(found, false, null, Token)).Ok();
        Assert.Equal("Agent 102", found.Applied[102].Name);
        var end = await desk.ApplyAsync("a", [101], found);
        Assert.Equal("101 Agent 101, 102 Somebody", desk.People);
        Assert.Equal([101], end.Record.State.Agents.Keys);
        Assert.Empty(end.Record.Applied);
    }

    [Fact]
    public async Task A_refresh_drops_who_is_gone_but_whom_a_protection_holds()
    {
        using var desk = new HostedDesk();
        var first = await desk.ApplyAsync("a", [101, 102, 103], isProtected: 103);
        desk.Users.Delete(102);
        desk.Users.Delete(103);
        desk.Next();
        var found = (await desk.One("a", [101, 102, 103]).ReadAsync(first.Record, false, null, Token)).Ok();
        Assert.Equal([101, 103], found.State.Agents.Keys);
    }

    [Fact]
    public async Task A_refresh_fails_where_most_of_ten_are_missing_unless_that_is_allowed()
    {
        using var desk = new HostedDesk();
        var all = Enumerable.Range(101, 10).ToList();
        var first = await desk.ApplyAsync("a", all);
        all[..6].ForEach(extension => desk.Users.Delete(extension));
        desk.Next();
        Assert.Equal("missing_live", (await desk.One("a", all).ReadAsync(first.Record, false, null, Token)).Failed().Code);
        Assert.Equal(4, (await desk.One("a", all).ReadAsync(first.Record, true, null, Token)).Ok().State.Agents.Count);
    }

    [Fact]
    public async Task Without_credentials_the_record_is_judged_and_nobody_looks()
    {
        using var desk = new HostedDesk();
        var first = await desk.ApplyAsync("a", [101, 102]);
        desk.Next();
        desk.Service.Calm();
        var plan = (await desk.One("a", [101, 103], looks: false).PlanAsync(first.Record, HostedDesk.Pruning, Token)).Ok();
        Assert.Equal(
            [new HostedDifference(102, null, DifferenceKind.Removed), new HostedDifference(103, null, DifferenceKind.Added)], plan.Differences);
        Assert.Equal([101, 103], plan.Remaining(first.Record.State).Order());
        Assert.Empty(desk.Service.Calls);
    }
}
