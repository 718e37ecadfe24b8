using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests;

/// <summary>Two hundred operations at once, as the engine runs them: one list serves all that need one.</summary>
public sealed class LostAnswerTests
{
    private const int Many = 200;

    // Pages of ten.
    private const int PagesOfAList = Many / 10;

    [Fact]
    public async Task Two_hundred_lost_creates_cost_at_most_three_lists()
    {
        await using var desk = await Deployment.OpenAsync(new SimulatorOptions { Faults = [new FaultRule(SimulatedEndpoints.Add, 1, FaultKind.Lost)] });
        var agents = await CreateAllAsync(desk);
        Assert.Equal(Many, desk.Account.All().Count);
        Assert.InRange(desk.Account.Calls.List, PagesOfAList, 3 * PagesOfAList);
        Assert.Equal(Many, desk.Account.Calls.Add);
        Assert.Empty(await desk.Engine.LogsAsync());

        desk.Service.Api.Options = desk.Service.Api.Options with { Faults = [] };
        foreach (var agent in agents.Take(3))
        {
            Assert.False((await desk.DiffAsync(agent, agent.Inputs)).HasChanges());
        }
    }

    [Fact]
    public async Task Creates_that_never_arrived_are_sent_again_and_cost_at_most_three_lists()
    {
        await using var desk = await Deployment.OpenAsync(new SimulatorOptions { Faults = [new FaultRule(SimulatedEndpoints.Add, 1, FaultKind.Dropped, Many)] });
        await CreateAllAsync(desk);
        Assert.Equal(Many, desk.Account.All().Count);
        Assert.InRange(desk.Account.Calls.List, 1, 3 * PagesOfAList);
    }

    [Fact]
    public async Task Creates_that_nobody_ever_answers_end_unknown_after_at_most_three_lists()
    {
        await using var desk = await Deployment.OpenAsync(new SimulatorOptions { Faults = [new FaultRule(SimulatedEndpoints.Add, 1, FaultKind.Dropped)] });
        var ended = await desk.Engine.CallAllAsync(desk.Plugin.Port, "Create", Inputs().Select(Create));
        Assert.All(ended, one => Assert.Contains("not known whether", one.Fault!.Message, StringComparison.Ordinal));
        Assert.Empty(desk.Account.All());
        Assert.InRange(desk.Account.Calls.List, 1, 3);
    }

    [Fact]
    public async Task Two_hundred_users_who_exist_already_need_no_list_for_every_few()
    {
        await using var desk = await Deployment.OpenAsync();
        await CreateAllAsync(desk);
        desk.Account.Put(desk.Account.Find(250)! with { Name = "Renamed in the dashboard" });
        await desk.NextAsync();

        // A few at a time, as the engine does.
        foreach (var few in Inputs().Chunk(8))
        {
            Assert.All(await desk.Engine.CallAllAsync(desk.Plugin.Port, "Create", few.Select(Create)), one => Assert.Null(one.Fault));
        }

        // A list holds for ten times as long as it took: here a short while. Every few creates with one of their own: 25.
        Assert.InRange(desk.Account.Calls.List, PagesOfAList, 10 * PagesOfAList);
        Assert.Equal("Agent 250", desk.Account.Find(250)!.Name);
        Assert.Equal(1, desk.Account.Calls.Update);
        Assert.Equal(Many, (await desk.Engine.LogsAsync()).Count(one => one["message"]!.GetValue<string>().Contains("exists already", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_refresh_of_two_hundred_reads_one_list_and_their_update_at_most_one_more()
    {
        await using var desk = await Deployment.OpenAsync();
        var agents = await CreateAllAsync(desk);
        Assert.Equal(0, desk.Account.Calls.List);

        var refreshed = await Task.WhenAll(agents.Select(desk.RefreshAsync));
        Assert.All(refreshed, Assert.NotNull);
        Assert.Equal(PagesOfAList, desk.Account.Calls.List);

        var updates = await desk.Engine.CallAllAsync(desk.Plugin.Port, "Update", agents.Select(agent => new JsonObject
        {
            ["urn"] = agent.Urn,
            ["id"] = agent.Id,
            ["olds"] = agent.Outputs.DeepClone(),
            ["old_inputs"] = agent.Inputs.DeepClone(),
            ["news"] = agent.Inputs.With("name", $"New {agent.Id}"),
        }));
        Assert.All(updates, one => Assert.Null(one.Fault));
        Assert.Equal(Many, desk.Account.Calls.Update);
        Assert.InRange(desk.Account.Calls.List, PagesOfAList, 2 * PagesOfAList);

        // What was written since is read anew.
        var again = await Task.WhenAll(agents.Select(desk.RefreshAsync));
        Assert.All(again, one => Assert.Equal($"New {one!.Id}", one.Outputs["name"]!.GetValue<string>()));
        Assert.InRange(desk.Account.Calls.List, 2 * PagesOfAList, 3 * PagesOfAList);
    }

    [Fact]
    public async Task Two_hundred_deletes_of_users_that_are_gone_share_the_two_lists_that_prove_it()
    {
        await using var desk = await Deployment.OpenAsync();
        var agents = await CreateAllAsync(desk);
        foreach (var user in desk.Account.All())
        {
            desk.Account.Delete(user.Extension);
        }

        await desk.NextAsync();

        // A list that takes longer than a loaded machine needs to bring two hundred calls: what is counted is sharing, not how fast they come.
        desk.Service.Api.Options = desk.Service.Api.Options with { Latency = TimeSpan.FromSeconds(1) };
        var deletes = await desk.Engine.CallAllAsync(desk.Plugin.Port, "Delete", agents.Select(agent => new JsonObject { ["urn"] = agent.Urn, ["id"] = agent.Id, ["properties"] = agent.Outputs.DeepClone() }));
        Assert.All(deletes, one => Assert.Null(one.Fault));
        Assert.InRange(desk.Account.Calls.List, 2, 4);
    }

    private static async Task<List<Resource>> CreateAllAsync(Deployment desk)
    {
        var created = await desk.Engine.CallAllAsync(desk.Plugin.Port, "Create", Inputs().Select(Create));
        Assert.All(created, one => Assert.Null(one.Fault));
        return [.. Inputs().Zip(created, (inputs, one) => new Resource(Urn(inputs), one.Answer!["id"]!.GetValue<string>(), inputs, (JsonObject)one.Answer!["properties"]!.DeepClone()))];
    }

    private static IEnumerable<JsonObject> Inputs() => Enumerable.Range(100, Many).Select(extension => Values.Agent(extension, name: $"Agent {extension}"));

    private static JsonObject Create(JsonObject inputs) => new() { ["urn"] = Urn(inputs), ["properties"] = inputs.DeepClone() };

    private static string Urn(JsonObject inputs) => Resource.UrnOf($"agent-{inputs["extension"]}");
}
