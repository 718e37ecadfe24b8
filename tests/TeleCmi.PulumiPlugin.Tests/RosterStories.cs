using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests;

/// <summary>The component: a whole roster, registered with the engine's monitor.</summary>
public sealed class RosterStories
{
    private const string TwoAgents = """
        agents:
          - { extension: 101, name: Manish, phone_number: "919876543101", password: "${AGENT_101_PASSWORD:-${AGENT_PASSWORD}}", protected: true }
          - { extension: 102, name: Ravi, phone_number: "919876543102", password: "${AGENT_102_PASSWORD:-${AGENT_PASSWORD}}", start_time: 7, end_time: 15 }
        """;

    [Fact]
    public async Task Each_entry_becomes_an_agent_and_the_second_up_changes_nothing()
    {
        await using var desk = await OpenAsync(TwoAgents);
        var component = await ConstructAsync(desk);
        Assert.Equal([101, 102], desk.Account.All().Select(user => user.Extension).Order());
        Assert.Equal(Values.Password, desk.Account.Find(101)!.Password);
        Assert.Equal("urn:pulumi:test::desk::telecmi:index:AgentRoster::desk", component["urn"]!.GetValue<string>());
        Assert.Equal("[101,102]", component["state"]!["extensions"]!.ToJsonString());
        Assert.Equal("102_1111112", component["state"]!["agentIds"]!["102"]!.GetValue<string>());

        var writes = desk.Account.Calls.Write;
        await ConstructAsync(desk);
        Assert.Equal(writes, desk.Account.Calls.Write);

        File.WriteAllText(Path.Combine(desk.Folder, "agents.yaml"), TwoAgents.Replace("Ravi", "Ravi Shankar", StringComparison.Ordinal));
        await ConstructAsync(desk);
        Assert.Equal("Ravi Shankar", desk.Account.Find(102)!.Name);
        Assert.Equal(writes + 1, desk.Account.Calls.Write);
    }

    [Fact]
    public async Task What_is_registered_says_who_owns_protects_and_keeps_it()
    {
        await using var desk = await OpenAsync(TwoAgents);
        await ConstructAsync(desk, request: new JsonObject
        {
            ["parent"] = "urn:pulumi:test::desk::pulumi:pulumi:Stack::desk-test",
            ["providers"] = new JsonObject { ["telecmi"] = "urn:pulumi:test::desk::pulumi:providers:telecmi::account::some-id" },
            ["dependencies"] = new JsonArray("urn:pulumi:test::desk::some:index:Thing::thing"),
        });
        var registered = await desk.Engine.RegisteredAsync();
        var component = registered[0];
        Assert.False(component["custom"]!.GetValue<bool>());
        Assert.False(component["remote"]!.GetValue<bool>());
        Assert.Equal("telecmi:index:AgentRoster", component["type"]!.GetValue<string>());
        Assert.Equal("urn:pulumi:test::desk::pulumi:pulumi:Stack::desk-test", component["parent"]!.GetValue<string>());

        var agents = registered.Where(one => (string?)one["type"] == "telecmi:index:Agent").OrderBy(one => one["name"]!.GetValue<string>(), StringComparer.Ordinal).ToList();
        Assert.Equal(["desk-101", "desk-102"], agents.Select(one => one["name"]!.GetValue<string>()));
        Assert.Equal([true, false], agents.Select(one => one["protect"]!.GetValue<bool>()));
        Assert.All(agents, one =>
        {
            Assert.True(one["custom"]!.GetValue<bool>());
            Assert.True(one["retainondelete"]!.GetValue<bool>());
            Assert.Equal(Providers.ProviderSchema.Version, one["version"]!.GetValue<string>());
            Assert.EndsWith("AgentRoster::desk", one["parent"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.EndsWith("::account::some-id", one["provider"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.EndsWith("Thing::thing", one["dependencies"]![0]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.True(Values.IsSecret(one["object"]!["password"]));
        });
        Assert.Equal(component["type"]!.GetValue<string>(), registered[^1]["urn"]!.GetValue<string>().Split("::")[2].Split('$')[^1]);
    }

    [Fact]
    public async Task Agents_belong_to_the_provider_that_constructs_their_roster()
    {
        await using var desk = await OpenAsync(TwoAgents);
        const string Urn = "urn:pulumi:test::desk::pulumi:providers:telecmi::default";
        await desk.CallAsync("Configure", new JsonObject { ["args"] = new JsonObject(), ["urn"] = Urn, ["id"] = "an-id" });
        await ConstructAsync(desk);
        Assert.All(
            (await desk.Engine.RegisteredAsync()).Where(one => (string?)one["type"] == "telecmi:index:Agent"),
            one => Assert.Equal($"{Urn}::an-id", one["provider"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Only_a_roster_that_prunes_lets_users_go()
    {
        await using var desk = await OpenAsync(TwoAgents);
        await ConstructAsync(desk, new JsonObject { ["prune"] = true });
        Assert.All((await desk.Engine.RegisteredAsync()).Where(one => (string?)one["type"] == "telecmi:index:Agent"), one => Assert.False(one["retainondelete"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task A_wrong_roster_says_every_line_and_registers_nothing()
    {
        await using var desk = await OpenAsync("""
            agents:
              - { extension: 99, name: A, phone_number: "919876543101" }
              - { extension: 102, name: B, phone: "919876543102" }
            """);
        var wrong = await Assert.ThrowsAsync<WireException>(() => ConstructAsync(desk));
        Assert.Contains("agents.yaml:2:18: error ROS031", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("agents.yaml:3:", wrong.Message, StringComparison.Ordinal);
        Assert.Empty(await desk.Engine.RegisteredAsync());
    }

    [Fact]
    public async Task A_roster_that_is_not_there_is_named()
    {
        await using var desk = await OpenAsync(TwoAgents);
        var missing = await Assert.ThrowsAsync<WireException>(() => ConstructAsync(desk, new JsonObject { ["file"] = "people.yaml" }));
        Assert.Contains("people.yaml", missing.Message, StringComparison.Ordinal);
        var property = await Assert.ThrowsAsync<WireException>(() => ConstructAsync(desk, new JsonObject { ["path"] = "people.yaml" }));
        Assert.Contains("path", property.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_roster_must_be_meant()
    {
        await using var desk = await OpenAsync("agents: []");
        var empty = await Assert.ThrowsAsync<WireException>(() => ConstructAsync(desk));
        Assert.Contains("allowEmpty", empty.Message, StringComparison.Ordinal);
        var component = await ConstructAsync(desk, new JsonObject { ["allowEmpty"] = true });
        Assert.Equal("[]", component["state"]!["extensions"]!.ToJsonString());
    }

    [Fact]
    public async Task The_roster_of_another_account_is_refused()
    {
        await using var desk = await OpenAsync("appid: 7\n" + TwoAgents);
        var other = await Assert.ThrowsAsync<WireException>(() => ConstructAsync(desk));
        Assert.Contains("appid", other.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(desk.Account.All());
    }

    [Fact]
    public async Task A_path_that_is_not_known_yet_registers_no_agent()
    {
        await using var desk = await OpenAsync(TwoAgents);
        foreach (var unknown in new JsonNode[] { Values.UnknownText, Values.Output(null) })
        {
            await desk.Engine.DeployAsync(desk.Plugin.Port, preview: true);
            var component = await desk.CallAsync("Construct", Request(desk, new JsonObject { ["file"] = unknown }, preview: true));
            Assert.DoesNotContain(await desk.Engine.RegisteredAsync(), one => (string?)one["type"] == "telecmi:index:Agent");
            Assert.Equal("6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", component["state"]!["extensions"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task A_path_from_another_resource_is_read_and_a_preview_writes_nothing()
    {
        await using var desk = await OpenAsync(TwoAgents);
        await desk.Engine.DeployAsync(desk.Plugin.Port, preview: true);
        var component = await desk.CallAsync("Construct", Request(desk, new JsonObject { ["file"] = Values.Output("agents.yaml") }, preview: true));
        Assert.Equal("101_1111112", component["state"]!["agentIds"]!["101"]!.GetValue<string>());
        Assert.Equal(0, desk.Account.Calls.Write);
    }

    [Fact]
    public async Task A_password_whose_variable_is_unset_is_told_once_and_left_alone()
    {
        await using var desk = await OpenAsync(TwoAgents);
        await ConstructAsync(desk);
        desk.Variables.Remove("AGENT_PASSWORD");
        await desk.NextAsync();

        var writes = desk.Account.Calls.Write;
        await ConstructAsync(desk);
        Assert.Equal(writes, desk.Account.Calls.Write);
        Assert.Contains("2 passwords have no value in this run", Assert.Single(await desk.Engine.LogsAsync())["message"]!.GetValue<string>(), StringComparison.Ordinal);

        // A new agent needs it.
        File.AppendAllText(Path.Combine(desk.Folder, "agents.yaml"), "\n  - { extension: 103, name: New, phone_number: \"919876543103\", password: \"${AGENT_PASSWORD}\" }\n");
        var needed = await Assert.ThrowsAsync<WireException>(() => ConstructAsync(desk));
        Assert.Contains("password", needed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sandbox_needs_no_account_no_variable_and_keeps_its_users_with_dummy_passwords()
    {
        await using var desk = await Deployment.StartAsync(null, "TELECMI_APPID", "TELECMI_SECRET", "TELECMI_BASE_URL");
        File.WriteAllText(Path.Combine(desk.Folder, "agents.yaml"), TwoAgents);
        var config = new JsonObject { ["sandbox"] = "true" };
        await desk.CallAsync("Configure", new JsonObject { ["args"] = config.DeepClone() });
        await ConstructAsync(desk);

        // Another process, as every deployment is.
        await desk.Plugin.StopAsync();
        await desk.StartPluginAsync();
        await desk.CallAsync("Configure", new JsonObject { ["args"] = config.DeepClone() });
        await ConstructAsync(desk);
        var agents = await desk.CallAsync("Invoke", new JsonObject { ["tok"] = "telecmi:index:getAgents", ["args"] = new JsonObject() });
        Assert.Equal(2, ((JsonArray)agents["return"]!["agents"]!).Count);

        // A real password given by hand never reaches it.
        await desk.CreateAsync(Values.Agent(105));
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Path.Combine(desk.Folder, ".telecmi")), file => File.ReadAllText(file).Contains(Values.Password, StringComparison.Ordinal));
        Assert.Equal(0, desk.Account.Calls.Total);
    }

    [Theory]
    [InlineData("pulumi.1111112.users.json")]
    [InlineData("pulumi.1111112.users.json.lock")]
    public async Task The_sandbox_writes_through_no_link_that_a_tree_brings_along(string name)
    {
        await using var desk = await Deployment.StartAsync(null, "TELECMI_APPID", "TELECMI_SECRET", "TELECMI_BASE_URL");
        Directory.CreateDirectory(Path.Combine(desk.Folder, ".telecmi"));
        File.CreateSymbolicLink(Path.Combine(desk.Folder, ".telecmi", name), "../elsewhere");
        await desk.CallAsync("Configure", new JsonObject { ["args"] = new JsonObject { ["sandbox"] = "true", ["appId"] = "1111112" } });

        var refused = await Assert.ThrowsAsync<WireException>(() => desk.CreateAsync(Values.Agent()));

        Assert.Contains($"{name} is a link", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(desk.Folder, "elsewhere")));
    }

    [Fact]
    public async Task A_roster_is_spoken_of_in_the_words_of_Pulumi()
    {
        await using var desk = await OpenAsync("secret: ${UNSET_APP_SECRET:?the command's}\n" + TwoAgents);
        var missing = await Assert.ThrowsAsync<WireException>(() => ConstructAsync(desk, new JsonObject { ["file"] = "other.yaml" }));
        Assert.Contains("the roster does not exist", missing.Message, StringComparison.Ordinal);
        IsOfPulumi(missing.Message);

        // The roster's own `secret` is the command's: it is not looked up.
        File.AppendAllText(Path.Combine(desk.Folder, "agents.yaml"), "\n  - { extension: 103, name: New, phone_number: \"919876543103\", password: \"${UNSET_PASSWORD}\" }\n");
        await Assert.ThrowsAsync<WireException>(() => ConstructAsync(desk));
        var log = string.Concat((await desk.Engine.LogsAsync()).Select(one => (string?)one["message"]));
        Assert.Contains("1 password has no value in this run", log, StringComparison.Ordinal);
        IsOfPulumi(log);

        static void IsOfPulumi(string message) => Assert.DoesNotMatch("telecmi init| -f|--[a-z]", message);
    }

    [Fact]
    public async Task Options_that_do_not_reach_the_agents_and_a_roster_that_is_not_known_yet_are_told()
    {
        await using var desk = await OpenAsync(TwoAgents);
        await ConstructAsync(desk, request: new JsonObject { ["customTimeouts"] = new JsonObject() });
        Assert.DoesNotContain("do not reach", await LogAsync(), StringComparison.Ordinal);
        await ConstructAsync(desk, request: new JsonObject { ["ignoreChanges"] = new JsonArray("name"), ["customTimeouts"] = new JsonObject { ["create"] = "5m" } });
        Assert.Contains("customTimeouts, ignoreChanges: these options do not reach", await LogAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("not known", await LogAsync(), StringComparison.Ordinal);

        await desk.Engine.DeployAsync(desk.Plugin.Port, preview: true);
        await desk.CallAsync("Construct", Request(desk, new JsonObject { ["file"] = Values.UnknownText }, preview: true, name: "desk"));
        Assert.Contains("the roster is not known", await LogAsync(), StringComparison.Ordinal);

        async Task<string> LogAsync() => string.Concat((await desk.Engine.LogsAsync()).Select(one => (string?)one["message"]));
    }

    [Fact]
    public async Task Two_hundred_rosters_at_once_do_not_wait_for_each_other()
    {
        await using var desk = await OpenAsync("agents: []");
        await desk.Engine.DeployAsync(desk.Plugin.Port, preview: false);
        var components = await Task.WhenAll(Enumerable.Range(100, 200).Select(extension =>
        {
            var file = $"roster-{extension}.yaml";
            File.WriteAllText(Path.Combine(desk.Folder, file), $$"""
                agents:
                  - { extension: {{extension}}, name: Agent, phone_number: "919876543{{extension}}", password: "${AGENT_PASSWORD}" }
                """);
            return desk.CallAsync("Construct", Request(desk, new JsonObject { ["file"] = file }, preview: false, name: $"desk{extension}"));
        }));
        Assert.Equal(200, components.Select(one => one["urn"]!.GetValue<string>()).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(200, desk.Account.All().Count);
    }

    private static async Task<Deployment> OpenAsync(string roster)
    {
        var desk = await Deployment.StartAsync();
        desk.Variables["AGENT_PASSWORD"] = Values.Password;
        await desk.Plugin.DisposeAsync();
        await desk.StartPluginAsync();
        await desk.CallAsync("Configure", new JsonObject { ["args"] = new JsonObject() });
        File.WriteAllText(Path.Combine(desk.Folder, "agents.yaml"), roster);
        return desk;
    }

    private static async Task<JsonObject> ConstructAsync(Deployment desk, JsonObject? inputs = null, JsonObject? request = null)
    {
        await desk.Engine.DeployAsync(desk.Plugin.Port, preview: false);
        var construct = Request(desk, inputs ?? [], preview: false);
        foreach (var (name, value) in request ?? [])
        {
            construct[name] = value?.DeepClone();
        }

        return await desk.CallAsync("Construct", construct);
    }

    private static JsonObject Request(Deployment desk, JsonObject inputs, bool preview, string name = "desk") => new()
    {
        ["type"] = "telecmi:index:AgentRoster",
        ["name"] = name,
        ["monitorEndpoint"] = desk.Engine.Address,
        ["inputs"] = inputs,
        ["dryRun"] = preview,
        ["accepts_output_values"] = true,
    };
}
