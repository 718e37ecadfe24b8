using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests;

/// <summary>From the handshake to a configured provider.</summary>
public sealed class ConfigTests
{
    [Fact]
    public async Task The_engine_shakes_hands_and_learns_that_secrets_and_outputs_are_taken()
    {
        await using var desk = await Deployment.StartAsync();
        var handshake = await desk.CallAsync("Handshake", new JsonObject { ["engine_address"] = desk.Engine.Address });
        Assert.True(handshake["acceptSecrets"]!.GetValue<bool>());
        Assert.True(handshake["acceptOutputs"]!.GetValue<bool>());

        var info = await desk.CallAsync("GetPluginInfo", []);
        var configured = await desk.CallAsync("Configure", new JsonObject { ["args"] = new JsonObject() });
        Assert.Matches(@"^\d+\.\d+\.\d+(-[0-9a-z.]+)?$", info["version"]!.GetValue<string>()); // between two tags a pre-release
        Assert.True(configured["supportspreview"]!.GetValue<bool>());
        Assert.True(configured["acceptsecrets"]!.GetValue<bool>());
    }

    [Fact]
    public async Task What_is_not_implemented_says_so()
    {
        await using var desk = await Deployment.OpenAsync();
        Assert.Equal(12, (await Assert.ThrowsAsync<WireException>(() => desk.CallAsync("Parameterize", []))).Code);
        Assert.Equal(12, (await Assert.ThrowsAsync<WireException>(() => desk.CallAsync("GetMapping", []))).Code);
        var unknown = await Assert.ThrowsAsync<WireException>(() => desk.CallAsync("Invoke", new JsonObject { ["tok"] = "telecmi:index:nothing" }));
        Assert.Contains("telecmi:index:nothing", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configuration_comes_as_texts_and_as_what_it_is()
    {
        await using var desk = await Deployment.StartAsync();
        foreach (var news in new[]
        {
            new JsonObject { ["appId"] = "1111112", ["parallelism"] = "4", ["sandbox"] = "true", ["version"] = "0.1.0" },
            new JsonObject { ["appId"] = 1111112, ["parallelism"] = 4, ["sandbox"] = true },
        })
        {
            var check = await desk.CallAsync("CheckConfig", new JsonObject { ["news"] = news.DeepClone() });
            Assert.Equal("", check.Failures());
            Assert.True(JsonNode.DeepEquals(news, check["inputs"]));
        }
    }

    [Theory]
    [InlineData("appId", "twelve")]
    [InlineData("appId", "-1")]
    [InlineData("parallelism", "0")]
    [InlineData("parallelism", "65")]
    [InlineData("maxRemovals", "-1")]
    [InlineData("maxRemovals", "10%")]
    [InlineData("api", "v9")]
    [InlineData("sandbox", "yes")]
    [InlineData("baseUrl", "http://telecmi.example")]
    [InlineData("baseUrl", "https://user:topsecret@telecmi.example")]
    public async Task A_wrong_value_fails_at_its_own_property(string property, string value)
    {
        await using var desk = await Deployment.StartAsync();
        var check = await desk.CallAsync("CheckConfig", new JsonObject { ["news"] = new JsonObject { [property] = value } });
        Assert.StartsWith($"{property}: ", check.Failures(), StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", check.Failures(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<WireException>(() => desk.CallAsync("Configure", new JsonObject { ["args"] = new JsonObject { [property] = value } }));
    }

    [Fact]
    public async Task A_deployment_removes_as_many_agents_as_it_may_and_no_more()
    {
        await using var desk = await Deployment.OpenAsync();
        var (one, other) = (await desk.CreateAsync(Values.Agent()), await desk.CreateAsync(Values.Agent(102, "Asha"), "other"));
        await desk.NextAsync();
        await desk.CallAsync("Configure", new JsonObject { ["args"] = new JsonObject { ["maxRemovals"] = "1", ["api"] = "v2" } });

        await desk.DeleteAsync(one);
        var refused = await Assert.ThrowsAsync<WireException>(() => desk.DeleteAsync(other));
        Assert.Contains("telecmi:maxRemovals lets one deployment remove 1", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(desk.Account.Find(102));

        await desk.NextAsync();
        await desk.DeleteAsync(other);
        Assert.Null(desk.Account.Find(102));
    }

    [Fact]
    public async Task The_app_id_of_the_environment_is_recorded_and_the_secret_never()
    {
        await using var desk = await Deployment.StartAsync();
        var check = await desk.CallAsync("CheckConfig", new JsonObject { ["news"] = new JsonObject() });
        Assert.Equal($$"""{"appId":"{{Deployment.AppId}}"}""", check["inputs"]!.ToJsonString());
    }

    [Fact]
    public async Task An_account_once_recorded_stays_until_another_one_is_named()
    {
        await using var desk = await Deployment.StartAsync(null, "TELECMI_APPID");
        var recorded = new JsonObject { ["appId"] = "1111112" };
        Assert.Equal("1111112", await AppIdAsync([]));
        Assert.Equal("2222222", await AppIdAsync(new JsonObject { ["appId"] = "2222222" }));

        // What is not known in a plan is no other account.
        var unknown = new JsonObject { ["appId"] = Values.UnknownText };
        Assert.Equal(Values.UnknownText, await AppIdAsync(unknown));
        var diff = await desk.CallAsync("DiffConfig", new JsonObject { ["olds"] = recorded.DeepClone(), ["old_inputs"] = recorded.DeepClone(), ["news"] = unknown });
        Assert.False(diff.HasChanges());

        async Task<string> AppIdAsync(JsonObject news)
        {
            var check = await desk.CallAsync("CheckConfig", new JsonObject { ["olds"] = recorded.DeepClone(), ["news"] = news.DeepClone() });
            Assert.Equal("", check.Failures());
            return check["inputs"]!["appId"]!.GetValue<string>();
        }
    }

    [Fact]
    public async Task A_setting_or_an_argument_that_nobody_knows_is_an_error_with_the_nearest_name()
    {
        await using var desk = await Deployment.OpenAsync();
        foreach (var (written, meant) in new[] { ("sandBox", "sandbox"), ("base_url", "baseUrl"), ("appid", "appId"), ("paralelism", "parallelism") })
        {
            var check = await desk.CallAsync("CheckConfig", new JsonObject { ["news"] = new JsonObject { [written] = "true", ["__internal"] = new JsonObject() } });
            Assert.StartsWith($"{written}: ", check.Failures(), StringComparison.Ordinal);
            Assert.Contains($"did you mean {meant}?", check.Failures(), StringComparison.Ordinal);
            await Assert.ThrowsAsync<WireException>(() => desk.CallAsync("Configure", new JsonObject { ["args"] = new JsonObject { [written] = "true" } }));
        }

        var invoked = await Assert.ThrowsAsync<WireException>(
            () => desk.CallAsync("Invoke", new JsonObject { ["tok"] = "telecmi:index:getAgents", ["args"] = new JsonObject { ["extension"] = 300 } }));
        Assert.Contains("takes no arguments, so none of extension", invoked.Message, StringComparison.Ordinal);
        var roster = await Assert.ThrowsAsync<WireException>(() => desk.CallAsync("Construct", new JsonObject
        {
            ["type"] = "telecmi:index:AgentRoster",
            ["name"] = "desk",
            ["monitorEndpoint"] = desk.Engine.Address,
            ["inputs"] = new JsonObject { ["allow_empty"] = true },
        }));
        Assert.Contains("did you mean allowEmpty?", roster.Message, StringComparison.Ordinal);
        Assert.Equal(0, desk.Account.Calls.Total);
    }

    [Fact]
    public async Task Another_account_replaces_the_provider_and_another_pace_does_not()
    {
        await using var desk = await Deployment.StartAsync();
        var before = new JsonObject { ["appId"] = "1111112", ["parallelism"] = "8" };

        Assert.False((await DiffAsync(before)).HasChanges());
        var account = await DiffAsync(before.With("appId", "1111113"));
        Assert.Equal("appId", account["replaces"]![0]!.GetValue<string>());
        var pace = await DiffAsync(before.With("parallelism", "4").With("baseUrl", "https://proxy.example"));
        Assert.Equal("baseUrl parallelism", pace.Changed());
        Assert.Empty((JsonArray)pace["replaces"]!);
        var sandbox = await DiffAsync(before.With("sandbox", "true"));
        Assert.Equal("sandbox", sandbox["replaces"]![0]!.GetValue<string>());
        Assert.False((await DiffAsync(before.With("sandbox", "false"))).HasChanges());

        Task<JsonObject> DiffAsync(JsonObject news) => desk.CallAsync(
            "DiffConfig", new JsonObject { ["olds"] = before.DeepClone(), ["old_inputs"] = before.DeepClone(), ["news"] = news.DeepClone() });
    }

    [Fact]
    public async Task Without_a_secret_a_preview_works_and_the_first_call_that_needs_the_service_fails()
    {
        await using var desk = await Deployment.StartAsync(null, "TELECMI_SECRET");
        Assert.Equal("", (await desk.CallAsync("CheckConfig", new JsonObject { ["news"] = new JsonObject() })).Failures());
        await desk.CallAsync("Configure", new JsonObject { ["args"] = new JsonObject() });

        var preview = await desk.CallAsync("Create", new JsonObject { ["urn"] = Resource.UrnOf("a"), ["properties"] = Values.Agent(), ["preview"] = true });
        Assert.Equal($"101_{Deployment.AppId}", preview["properties"]!["agentId"]!.GetValue<string>());

        var create = await Assert.ThrowsAsync<WireException>(() => desk.CreateAsync(Values.Agent()));
        Assert.Contains("TELECMI_SECRET", create.Message, StringComparison.Ordinal);
        var read = await Assert.ThrowsAsync<WireException>(() => desk.CallAsync("Read", new JsonObject { ["id"] = "101", ["urn"] = Resource.UrnOf("a") }));
        Assert.Contains("TELECMI_SECRET", read.Message, StringComparison.Ordinal);
        Assert.Equal(0, desk.Account.Calls.Total);
    }

    [Fact]
    public async Task The_secret_may_come_from_the_configuration_as_a_secret()
    {
        await using var desk = await Deployment.StartAsync(null, "TELECMI_SECRET");
        await desk.CallAsync("Configure", new JsonObject { ["args"] = new JsonObject { ["secret"] = Values.Secret(Deployment.Secret) } });
        await desk.CreateAsync(Values.Agent());
        Assert.NotNull(desk.Account.Find(101));
    }

    [Fact]
    public async Task A_refused_secret_is_named_and_never_shown()
    {
        await using var desk = await Deployment.StartAsync(new SimulatorOptions { QuoteSecrets = true }, "TELECMI_SECRET");
        await desk.CallAsync("Configure", new JsonObject { ["args"] = new JsonObject { ["secret"] = "a-wrong-app-secret" } });
        var refused = await Assert.ThrowsAsync<WireException>(() => desk.CreateAsync(Values.Agent()));
        Assert.Contains("TELECMI_SECRET", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a-wrong-app-secret", refused.Message, StringComparison.Ordinal);
    }
}
