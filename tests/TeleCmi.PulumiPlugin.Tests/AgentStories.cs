using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests;

/// <summary>The life of an agent, against a real stand-in account over HTTP.</summary>
public sealed class AgentStories
{
    [Fact]
    public async Task An_agent_is_created_found_unchanged_updated_and_deleted()
    {
        await using var desk = await Deployment.OpenAsync();
        var agent = await desk.CreateAsync(Values.Agent());
        Assert.Equal($"101_{Deployment.AppId}", agent.Id);
        var user = desk.Account.Find(101)!;
        Assert.Equal(("Manish", "919876543101", Values.Password, 9, 18, true), (user.Name, user.Phone, user.Password, user.StartTime, user.EndTime, user.Notify));
        Assert.True(Values.IsSecret(agent.Outputs["password"]));

        var refreshed = await desk.RefreshAsync(agent);
        Assert.True(JsonNode.DeepEquals(agent.Outputs, refreshed!.Outputs));
        Assert.True(JsonNode.DeepEquals(agent.Inputs, refreshed.Inputs));
        Assert.False((await desk.DiffAsync(refreshed, Values.Agent())).HasChanges());

        var updated = await desk.UpdateAsync(agent, Values.Agent(name: "Asha"));
        Assert.Equal("Asha", desk.Account.Find(101)!.Name);
        Assert.Equal(Values.Password, desk.Account.Find(101)!.Password);

        await desk.NextAsync();
        await desk.DeleteAsync(updated);
        Assert.Null(desk.Account.Find(101));
    }

    [Fact]
    public async Task What_is_not_managed_is_kept_by_an_update()
    {
        await using var desk = await Deployment.OpenAsync();
        var lean = Values.Agent().Without("startTime").Without("endTime").Without("smsAlert");
        var agent = await desk.CreateAsync(lean);
        desk.Account.Put(desk.Account.Find(101)! with { StartTime = 3, EndTime = 4, Notify = false, Password = "chosen-in-the-portal" });

        agent = await desk.UpdateAsync(agent, lean.Without("password").With("name", "Asha"));
        var user = desk.Account.Find(101)!;
        Assert.Equal(("Asha", 3, 4, false, "chosen-in-the-portal"), (user.Name, user.StartTime, user.EndTime, user.Notify, user.Password));
        Assert.Null(agent.Outputs["password"]);
    }

    [Fact]
    public async Task An_ignored_change_is_not_sent()
    {
        await using var desk = await Deployment.OpenAsync();
        var agent = await desk.CreateAsync(Values.Agent());
        desk.Account.Put(desk.Account.Find(101)! with { Name = "Renamed in the dashboard" });
        await desk.UpdateAsync(agent, Values.Agent().With("startTime", 8), "name");
        Assert.Equal(("Renamed in the dashboard", 8), (desk.Account.Find(101)!.Name, desk.Account.Find(101)!.StartTime));
    }

    [Fact]
    public async Task Whatever_is_ignored_altogether_is_neither_a_difference_nor_sent()
    {
        await using var desk = await Deployment.OpenAsync();
        var agent = await desk.CreateAsync(Values.Agent());
        desk.Account.Put(desk.Account.Find(101)! with { Name = "Renamed in the dashboard", Password = "chosen-in-the-portal" });
        agent = (await desk.RefreshAsync(agent))!;
        Assert.False((await desk.DiffAsync(agent, Values.Agent(102, name: "Asha"), "*")).HasChanges());
        Assert.Equal("startTime", (await desk.DiffAsync(agent, Values.Agent().With("startTime", 8), "[\"name\"]")).Changed());
        await desk.UpdateAsync(agent, Values.Agent(name: "Asha"), "*");
        Assert.Equal(("Renamed in the dashboard", "chosen-in-the-portal"), (desk.Account.Find(101)!.Name, desk.Account.Find(101)!.Password));
    }

    [Fact]
    public async Task A_user_that_exists_is_taken_over_and_updated_in_one_step_with_a_warning()
    {
        await using var desk = await Deployment.OpenAsync();
        desk.Account.Put(new SimulatedUser(101, "Somebody", "919876543101") { Password = "an-old-pass-word", StartTime = 1, EndTime = 24, Notify = true });

        var agent = await desk.CreateAsync(Values.Agent());
        var user = desk.Account.Find(101)!;
        Assert.Equal(("Manish", Values.Password, 9, 18), (user.Name, user.Password, user.StartTime, user.EndTime));
        Assert.Equal("Manish", agent.Outputs["name"]!.GetValue<string>());
        var warning = Assert.Single(await desk.Engine.LogsAsync());
        Assert.Equal(2, warning["severity"]!.GetValue<int>());
        Assert.Equal(agent.Urn, warning["urn"]!.GetValue<string>());
        var text = warning["message"]!.GetValue<string>();
        Assert.StartsWith("101 exists already; it was taken over and was updated: name Somebody to Manish, startTime 1 to 9", text, StringComparison.Ordinal);
        Assert.Contains("password set (hidden)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("pass-word", text, StringComparison.Ordinal);
        Assert.False((await desk.DiffAsync(agent, Values.Agent())).HasChanges());
    }

    [Fact]
    public async Task What_came_as_a_secret_is_not_told_when_a_user_is_taken_over()
    {
        await using var desk = await Deployment.OpenAsync();
        desk.Account.Put(new SimulatedUser(101, "Somebody", "919876543101") { Password = Values.Password, StartTime = 9, EndTime = 18, Notify = true });
        await desk.CreateAsync(Values.Agent().With("name", Values.Secret("Manish")));
        var text = Assert.Single(await desk.Engine.LogsAsync())["message"]!.GetValue<string>();
        Assert.Contains("name [secret]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Somebody", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_that_exists_as_wanted_is_taken_over_and_nothing_is_sent()
    {
        await using var desk = await Deployment.OpenAsync();
        desk.Account.Put(new SimulatedUser(101, "Manish", "919876543101") { Password = Values.Password, StartTime = 9, EndTime = 18, Notify = true });
        var agent = await desk.CreateAsync(Values.Agent());
        Assert.False((await desk.DiffAsync(agent, Values.Agent())).HasChanges());
        Assert.Equal(0, desk.Account.Calls.Update);
        var text = Assert.Single(await desk.Engine.LogsAsync())["message"]!.GetValue<string>();
        Assert.Contains("Another stack may manage it too", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FaultKind.Lost)]
    [InlineData(FaultKind.BadGatewayAfter)]
    [InlineData(FaultKind.Dropped)]
    [InlineData(FaultKind.InternalError)]
    [InlineData(FaultKind.Truncate)]
    [InlineData(FaultKind.Html)]
    public async Task A_lost_answer_is_settled_by_a_list(FaultKind fault)
    {
        await using var desk = await Deployment.OpenAsync(new SimulatorOptions { Faults = [new FaultRule(SimulatedEndpoints.Write, 1, fault, 1)] });
        var agent = await desk.CreateAsync(Values.Agent());
        Assert.Equal("Manish", desk.Account.Find(101)!.Name);
        Assert.Empty(await desk.Engine.LogsAsync());

        desk.Service.Api.Options = desk.Service.Api.Options with { Faults = [new FaultRule(SimulatedEndpoints.Write, 1, fault, 1)] };
        agent = await desk.UpdateAsync(agent, Values.Agent(name: "Asha"));
        Assert.Equal("Asha", desk.Account.Find(101)!.Name);
        Assert.False((await desk.DiffAsync(agent, Values.Agent(name: "Asha"))).HasChanges());

        await desk.NextAsync();
        desk.Service.Api.Options = desk.Service.Api.Options with { Faults = [new FaultRule(SimulatedEndpoints.Write, 1, fault, 1)] };
        await desk.DeleteAsync(agent);
        Assert.Null(desk.Account.Find(101));
    }

    [Fact]
    public async Task A_create_that_ends_unknown_is_an_error_and_the_next_one_takes_the_user_over()
    {
        // Processed, but neither the answer nor any list comes back.
        await using var desk = await Deployment.OpenAsync(new SimulatorOptions
        {
            Faults = [new FaultRule(SimulatedEndpoints.Add, 1, FaultKind.Lost, 1), new FaultRule(SimulatedEndpoints.List, 1, FaultKind.Html)],
        });
        var unknown = await Assert.ThrowsAsync<WireException>(() => desk.CreateAsync(Values.Agent()));
        Assert.Contains("not known whether 101 was added", unknown.Message, StringComparison.Ordinal);
        Assert.NotNull(desk.Account.Find(101));

        desk.Service.Api.Options = desk.Service.Api.Options with { Faults = [] };
        var agent = await desk.CreateAsync(Values.Agent());
        Assert.False((await desk.DiffAsync(agent, Values.Agent())).HasChanges());
    }

    [Theory]
    [InlineData("101")]
    [InlineData("101_1111112")]
    public async Task An_agent_is_imported_by_its_extension_or_id_without_its_password(string id)
    {
        await using var desk = await Deployment.OpenAsync();
        desk.Account.Put(new SimulatedUser(101, "Manish", "919876543101") { Password = Values.Password, StartTime = 9, EndTime = 18, Notify = true });
        var read = await desk.CallAsync("Read", new JsonObject { ["id"] = id, ["urn"] = Resource.UrnOf("a") });
        Assert.Equal("101_1111112", read["id"]!.GetValue<string>());
        Assert.True(JsonNode.DeepEquals(Values.Agent(password: null), read["inputs"]));
        Assert.DoesNotContain(Values.Password, read.ToJsonString(), StringComparison.Ordinal);

        var agent = new Resource(Resource.UrnOf("a"), "101_1111112", (JsonObject)read["inputs"]!, (JsonObject)read["properties"]!);
        var check = await desk.CallAsync("Check", new JsonObject { ["urn"] = agent.Urn, ["olds"] = agent.Inputs.DeepClone(), ["news"] = Values.Agent(password: null) });
        Assert.Equal("", check.Failures());
        Assert.False((await desk.DiffAsync(agent, Values.Agent(password: null))).HasChanges());

        // A password that the program gives is set, once.
        Assert.Equal("password", (await desk.DiffAsync(agent, Values.Agent(password: "a-new-pass-word"))).Changed());
        agent = await desk.UpdateAsync(agent, Values.Agent(password: "a-new-pass-word"));
        Assert.Equal("a-new-pass-word", desk.Account.Find(101)!.Password);
        Assert.False((await desk.DiffAsync(agent, agent.Inputs)).HasChanges());
    }

    [Fact]
    public async Task What_can_not_be_imported_says_so()
    {
        await using var desk = await Deployment.OpenAsync();
        Assert.Null((await desk.CallAsync("Read", new JsonObject { ["id"] = "101", ["urn"] = Resource.UrnOf("a") }))["id"]);
        var other = await Assert.ThrowsAsync<WireException>(() => desk.CallAsync("Read", new JsonObject { ["id"] = "101_7", ["urn"] = Resource.UrnOf("a") }));
        Assert.Contains("another account", other.Message, StringComparison.Ordinal);
        var none = await Assert.ThrowsAsync<WireException>(() => desk.CallAsync("Read", new JsonObject { ["id"] = "manish", ["urn"] = Resource.UrnOf("a") }));
        Assert.Contains("give the extension", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refresh_sees_what_was_edited_outside_telecmi_and_the_next_up_puts_it_right()
    {
        await using var desk = await Deployment.OpenAsync();
        var agent = await desk.CreateAsync(Values.Agent());
        desk.Account.Put(desk.Account.Find(101)! with { Name = "Edited", EndTime = 20, Password = "changed-in-the-portal" });

        agent = (await desk.RefreshAsync(agent))!;
        Assert.Equal("Edited", agent.Outputs["name"]!.GetValue<string>());
        Assert.Equal("Edited", agent.Inputs["name"]!.GetValue<string>());
        Assert.Equal(Values.Password, agent.Inputs["password"]!["value"]!.GetValue<string>());
        Assert.DoesNotContain("changed-in-the-portal", agent.Outputs.ToJsonString() + agent.Inputs.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal("endTime name", (await desk.DiffAsync(agent, Values.Agent())).Changed());
        agent = await desk.UpdateAsync(agent, Values.Agent());
        Assert.Equal("Manish", desk.Account.Find(101)!.Name);
        Assert.False((await desk.DiffAsync(agent, Values.Agent())).HasChanges());
    }

    [Fact]
    public async Task A_refresh_of_a_masked_phone_is_no_news()
    {
        await using var desk = await Deployment.OpenAsync(new SimulatorOptions { MaskPhones = true });
        var agent = await desk.CreateAsync(Values.Agent());
        var refreshed = (await desk.RefreshAsync(agent))!;
        Assert.True(JsonNode.DeepEquals(agent.Outputs, refreshed.Outputs));
        await desk.UpdateAsync(refreshed, Values.Agent(name: "Asha"));
        Assert.Equal("919876543101", desk.Account.Find(101)!.Phone);
    }

    [Fact]
    public async Task A_user_deleted_outside_telecmi_is_gone_after_a_refresh_that_looked_twice()
    {
        await using var desk = await Deployment.OpenAsync();
        var agent = await desk.CreateAsync(Values.Agent());
        desk.Account.Delete(101);
        var before = desk.Account.Calls.List;
        Assert.Null(await desk.RefreshAsync(agent));
        Assert.Equal(2, desk.Account.Calls.List - before);
    }

    [Fact]
    public async Task Before_a_refresh_an_update_of_a_deleted_user_fails_and_its_delete_succeeds()
    {
        await using var desk = await Deployment.OpenAsync();
        var agent = await desk.CreateAsync(Values.Agent());
        desk.Account.Delete(101);
        var gone = await Assert.ThrowsAsync<WireException>(() => desk.UpdateAsync(agent, Values.Agent(name: "Asha")));
        Assert.Contains("pulumi refresh", gone.Message, StringComparison.Ordinal);
        Assert.Null(desk.Account.Find(101));
        await desk.NextAsync();
        await desk.DeleteAsync(agent);
    }

    [Fact]
    public async Task Without_a_free_seat_the_refusal_names_deleteBeforeReplace()
    {
        await using var desk = await Deployment.OpenAsync(new SimulatorOptions { UserLimit = 1 });
        await desk.CreateAsync(Values.Agent());
        var full = await Assert.ThrowsAsync<WireException>(() => desk.CreateAsync(Values.Agent(102), "another"));
        Assert.Contains("deleteBeforeReplace", full.Message, StringComparison.Ordinal);
        Assert.Contains("limit", full.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_user_that_the_service_lists_twice_is_not_touched()
    {
        await using var desk = await Deployment.OpenAsync();
        var agent = await desk.CreateAsync(Values.Agent());
        desk.Service.Api.Options = desk.Service.Api.Options with { DoubledUsers = [101] };
        var doubled = await Assert.ThrowsAsync<WireException>(() => desk.UpdateAsync(agent, Values.Agent(name: "Asha")));
        Assert.Contains("twice", doubled.Message, StringComparison.Ordinal);
        Assert.Equal(0, desk.Account.Calls.Update);
    }

    [Fact]
    public async Task Every_user_is_listed_without_passwords()
    {
        await using var desk = await Deployment.OpenAsync();
        await desk.CreateAsync(Values.Agent());
        desk.Account.Put(new SimulatedUser(200, "Unmanaged", "919876543200") { Password = "of-somebody-else" });
        var agents = await desk.CallAsync("Invoke", new JsonObject { ["tok"] = "telecmi:index:getAgents", ["args"] = new JsonObject() });
        var list = (JsonArray)agents["return"]!["agents"]!;
        Assert.Equal([101, 200], list.Select(one => one!["extension"]!.GetValue<int>()));
        Assert.Equal("200_1111112", list[1]!["agentId"]!.GetValue<string>());
        Assert.DoesNotContain("password", agents.ToJsonString(), StringComparison.Ordinal);
    }
}
