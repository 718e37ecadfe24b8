using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests.Hosted;

/// <summary>What a run did not get done: the engine records what is true, and the next one converges.</summary>
public sealed class HostedFailureStories
{
    private static readonly (int, string)[] Four = [(101, "Manish"), (102, "Asha"), (103, "Ravi"), (104, "Divya")];

    [Fact]
    public async Task A_user_limit_in_the_middle_leaves_what_is_true_and_the_reasons()
    {
        await using var desk = await Deployment.OpenAsync();
        desk.Account.UserLimit = 2;
        var half = await Assert.ThrowsAsync<WireException>(() => desk.UpAsync(Roster.Of(Four)));
        Assert.Equal("1111112", half.Init!["id"]!.GetValue<string>());
        var made = desk.Account.All().Select(user => user.Extension).Order().ToList();
        Assert.Equal(2, made.Count);
        Assert.Equal($"[{string.Join(',', made)}]", half.Init["properties"]!["extensions"]!.ToJsonString());
        var reasons = ((JsonArray)half.Init["reasons"]!).Select(one => one!.GetValue<string>()).ToList();
        Assert.Equal(2, reasons.Count);
        Assert.All(reasons, reason => Assert.Matches("^10[1-4]: .*[Uu]ser limit", reason));
        Assert.DoesNotContain(Roster.Password, half.Init["properties"]!.ToJsonString(), StringComparison.Ordinal);

        var roster = Of(half);
        desk.Account.UserLimit = 10;
        await desk.NextAsync();
        var (diff, _) = await desk.PreviewAsync(Roster.Of(Four), roster);
        Assert.Equal(2, diff!.Details().Split('\n').Length);
        roster = await desk.UpAsync(Roster.Of(Four), roster);
        Assert.Equal(4, desk.Account.All().Count);
        Assert.Equal(4, desk.Account.Calls.Add - 2);
        await desk.AssertQuietAsync(Roster.Of(Four), roster);
    }

    [Fact]
    public async Task An_update_that_fails_for_one_records_the_others_and_who_could_not_be_removed()
    {
        await using var desk = await Deployment.OpenAsync();
        var roster = await desk.UpAsync(Roster.Of(Four).With("prune", true));
        desk.Service.Api.Options = desk.Service.Api.Options with { Faults = [new FaultRule(SimulatedEndpoints.Remove, 1, FaultKind.InternalError)] };
        var news = Roster.Of(Four).Without(104).With(101, "name", "Manish Rao").With("prune", true);
        await desk.NextAsync();
        var half = await Assert.ThrowsAsync<WireException>(() => desk.UpAsync(news, roster));
        Assert.Equal("Manish Rao", half.Init!["properties"]!["agents"]!["101"]!["name"]!.GetValue<string>());
        Assert.Equal("[101,102,103,104]", half.Init["properties"]!["extensions"]!.ToJsonString());

        desk.Service.Api.Options = desk.Service.Api.Options with { Faults = [] };
        await desk.NextAsync();
        roster = await desk.UpAsync(news, Of(half));
        Assert.Equal("101 Manish Rao, 102 Asha, 103 Ravi", desk.Users());
        await desk.AssertQuietAsync(news, roster);
    }

    [Fact]
    public async Task An_answer_that_is_lost_is_looked_for_and_nobody_is_made_twice()
    {
        await using var desk = await Deployment.OpenAsync(new SimulatorOptions { Faults = [new FaultRule(SimulatedEndpoints.Add, 1, FaultKind.Lost, 4)] });
        var roster = await desk.UpAsync(Roster.Of(Four));
        Assert.Equal("[101,102,103,104]", roster.Recorded());
        Assert.Equal(4, desk.Account.All().Count);
        await desk.AssertQuietAsync(Roster.Of(Four), roster);
    }

    [Fact]
    public async Task Calls_that_nobody_ever_answers_end_unknown_and_the_next_run_converges()
    {
        await using var desk = await Deployment.OpenAsync(new SimulatorOptions { Faults = [new FaultRule(SimulatedEndpoints.Add, 1, FaultKind.Dropped)] });
        var half = await Assert.ThrowsAsync<WireException>(() => desk.UpAsync(Roster.Of(Four)));
        Assert.Equal("[]", half.Init!["properties"]!["extensions"]!.ToJsonString());
        Assert.Equal(4, ((JsonArray)half.Init["reasons"]!).Count);

        desk.Service.Api.Options = desk.Service.Api.Options with { Faults = [] };
        await desk.NextAsync();
        var roster = await desk.UpAsync(Roster.Of(Four), Of(half));
        Assert.Equal(4, desk.Account.All().Count);
        await desk.AssertQuietAsync(Roster.Of(Four), roster);
    }

    [Fact]
    public async Task A_service_that_is_out_of_reach_is_a_warning_of_a_preview_that_only_creates_and_else_an_error_with_nothing_recorded()
    {
        await using var desk = await Deployment.OpenAsync(new SimulatorOptions { Faults = [new FaultRule(SimulatedEndpoints.List, 1, FaultKind.Dropped)] });
        var (_, promise) = await desk.PreviewAsync(Roster.Of(Four));
        Assert.Equal("[101,102,103,104]", promise!["extensions"]!.ToJsonString());
        Assert.Contains("the account was not looked at: ", await desk.ToldAsync(), StringComparison.Ordinal);
        var failed = await Assert.ThrowsAsync<WireException>(() => desk.UpAsync(Roster.Of(Four)));
        Assert.Null(failed.Init);
        Assert.Equal(0, desk.Account.Calls.Write);

        desk.Service.Api.Options = desk.Service.Api.Options with { Faults = [] };
        await desk.NextAsync();
        var roster = await desk.UpAsync(Roster.Of(Four));
        desk.Service.Api.Options = desk.Service.Api.Options with { Faults = [new FaultRule(SimulatedEndpoints.List, 1, FaultKind.Dropped)] };
        await desk.NextAsync();
        await Assert.ThrowsAsync<WireException>(() => desk.PreviewAsync(Roster.Of(Four).With(101, "name", "Manish Rao"), roster));
        await Assert.ThrowsAsync<WireException>(() => desk.RefreshAsync(roster));
        Assert.Equal(4, desk.Account.Calls.Write);
    }

    [Fact]
    public async Task A_plugin_that_is_killed_in_the_middle_leaves_users_whom_the_next_run_adopts()
    {
        await using var desk = await Deployment.OpenAsync(
            new SimulatorOptions { Latency = TimeSpan.FromMilliseconds(300) }, new JsonObject { ["parallelism"] = "1" });
        var run = desk.UpAsync(Roster.Of(Four));
        while (desk.Account.All().Count < 2)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        using (var plugin = System.Diagnostics.Process.GetProcessById(desk.Plugin.Id))
        {
            plugin.Kill();
        }

        await Assert.ThrowsAsync<WireException>(() => run);
        Assert.InRange(desk.Account.All().Count, 2, 3);
        await desk.NextAsync();
        var roster = await desk.UpAsync(Roster.Of(Four));
        Assert.Equal("101 Manish, 102 Asha, 103 Ravi, 104 Divya", desk.Users());
        await desk.AssertQuietAsync(Roster.Of(Four), roster);
    }

    [Fact]
    public async Task What_the_service_quotes_of_a_secret_is_in_no_reason()
    {
        await using var desk = await Deployment.OpenAsync(new SimulatorOptions { QuoteSecrets = true });
        desk.Account.UserLimit = 1;
        var half = await Assert.ThrowsAsync<WireException>(() => desk.UpAsync(Roster.Of(Four).With(102, "name", Values.Secret("Canary Of Asha"))));
        Assert.DoesNotContain("anary", half.Init!["reasons"]!.ToJsonString() + await desk.ToldAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(Deployment.Secret, half.Init["reasons"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private static Resource Of(WireException half) => new(
        Roster.Urn(), half.Init!["id"]!.GetValue<string>(), (JsonObject)half.Init["inputs"]!.DeepClone(), (JsonObject)half.Init["properties"]!.DeepClone());
}
