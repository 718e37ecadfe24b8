using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests;

/// <summary>Secrets that the program did not wrap, and messages that would quote those that it did.</summary>
public sealed class SecretTests
{
    [Fact]
    public async Task A_password_and_an_app_secret_in_clear_are_wrapped_before_the_engine_records_them()
    {
        await using var desk = await Deployment.OpenAsync();
        var clear = Values.Agent(password: null).With("password", "canary-in-clear");
        var check = await desk.CallAsync("Check", new JsonObject { ["urn"] = Resource.UrnOf("someone"), ["news"] = clear.DeepClone() });
        Assert.True(Values.IsSecret(check["inputs"]!["password"]));
        Assert.True(JsonNode.DeepEquals(clear.Without("password"), ((JsonObject)check["inputs"]!).Without("password")));

        var unknown = await desk.CallAsync("Check", new JsonObject { ["urn"] = Resource.UrnOf("someone"), ["news"] = clear.With("password", Values.UnknownText) });
        Assert.True(JsonNode.DeepEquals(Values.Secret(Values.UnknownText), unknown["inputs"]!["password"]));

        var config = await desk.CallAsync("CheckConfig", new JsonObject { ["news"] = new JsonObject { ["secret"] = "canary-in-clear" } });
        Assert.Equal("", config.Failures());
        Assert.True(Values.IsSecret(config["inputs"]!["secret"]));

        // A state of before, that holds it in clear, is mended by a refresh.
        var agent = await desk.CreateAsync(clear);
        var refreshed = await desk.RefreshAsync(agent with { Inputs = clear });
        Assert.True(Values.IsSecret(refreshed!.Inputs["password"]));
        Assert.False((await desk.DiffAsync(agent with { Inputs = clear }, agent.Inputs)).HasChanges());
    }

    public static TheoryData<string, string> FailuresThatNameNothing => new()
    {
        { "password", "\" blank\"" },
        { "password", "null" },
        { "name", "null" },
        { "name", $"\"my {Deployment.Secret}\"" },
        { "name", $"\"{Deployment.Secret}\\u0007\"" },
        { "name", "{\"first\":\"canary\"}" },
        { "pasword", "\"canary-of-a-slip\"" },
    };

    [Fact]
    public async Task The_engine_prints_what_a_failure_names_so_none_names_what_is_missing_or_may_be_secret()
    {
        await using var desk = await Deployment.OpenAsync();
        foreach (var (property, json) in FailuresThatNameNothing.Select(row => row.Data))
        {
            await NamesNothingAsync(property, JsonNode.Parse(json));
        }

        await NamesNothingAsync("phoneNumber", Values.Secret("no phone"));
        await NamesNothingAsync("startTime", Values.Secret(77));
        var plain = await CheckAsync(Values.Agent().With("phoneNumber", "no phone").With("startTime", 77));
        Assert.Equal("phoneNumber startTime", plain.Named());

        foreach (var (setting, value) in new[] { ("secret", "canary\u0007"), ("scret", "canary"), ("baseUrl", "https://u:canary@h.example"), ("appId", Deployment.Secret) })
        {
            var check = await desk.CallAsync("CheckConfig", new JsonObject { ["news"] = new JsonObject { [setting] = value } });
            Assert.StartsWith($"{setting}: ", check.Failures(), StringComparison.Ordinal);
            Assert.Equal("", check.Named());
            Assert.DoesNotContain("canary", check.Failures(), StringComparison.Ordinal);
        }

        async Task NamesNothingAsync(string property, JsonNode? value)
        {
            var check = await CheckAsync(Values.Agent().With(property, value));
            Assert.StartsWith($"{property}: ", check.Failures(), StringComparison.Ordinal);
            Assert.Equal("", check.Named());
            Assert.DoesNotContain("canary", check.Failures(), StringComparison.Ordinal);
        }

        Task<JsonObject> CheckAsync(JsonObject news) => desk.CallAsync("Check", new JsonObject { ["urn"] = Resource.UrnOf("a"), ["news"] = news });
    }

    [Fact]
    public async Task What_came_as_a_secret_is_in_no_message()
    {
        await using var desk = await Deployment.OpenAsync(new SimulatorOptions { QuoteSecrets = true });
        desk.Account.Put(new SimulatedUser(101, "Canary Of The Desk", "919876543101"));
        var inputs = Values.Agent().With("name", Values.Secret("Canary")).With("phoneNumber", Values.Secret("+91 98765-43101")).With("startTime", Values.Secret(7));
        await desk.CreateAsync(inputs);
        var log = string.Concat((await desk.Engine.LogsAsync()).Select(one => (string?)one["message"]));
        Assert.Contains("[secret]", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", log, StringComparison.Ordinal);
        Assert.DoesNotContain("3101", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_secret_of_the_environment_is_that_of_its_account()
    {
        await using var desk = await Deployment.StartAsync();

        // The environment names 1111112; the program another account, whose own secret is not there.
        await desk.CallAsync("Configure", new JsonObject { ["args"] = new JsonObject { ["appId"] = "2222222" } });
        var missing = await Assert.ThrowsAsync<WireException>(() => desk.CreateAsync(Values.Agent()));
        Assert.Contains("TELECMI_SECRET_2222222", missing.Message, StringComparison.Ordinal);
        Assert.Equal(0, desk.Account.Calls.Total);

        desk.Variables["TELECMI_APPID"] = "2222222";
        desk.Variables["TELECMI_SECRET"] = "of-another-account";
        desk.Variables[$"TELECMI_SECRET_{Deployment.AppId}"] = Deployment.Secret + "\n";
        await desk.Plugin.DisposeAsync();
        await desk.StartPluginAsync();
        await desk.CallAsync("Configure", new JsonObject { ["args"] = new JsonObject { ["appId"] = $"{Deployment.AppId}" } });
        await desk.CreateAsync(Values.Agent());
        Assert.NotNull(desk.Account.Find(101));
    }
}
