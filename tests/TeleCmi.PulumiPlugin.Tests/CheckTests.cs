using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests;

/// <summary>What is wrong with an agent is said at its property, before anything is sent.</summary>
public sealed class CheckTests
{
    public static TheoryData<string, string, string> WrongValues => new()
    {
        { "extension", "99", "100 to 999" },
        { "extension", "1000", "100 to 999" },
        { "extension", "101.5", "whole number" },
        { "extension", "\"101\"", "whole number" },
        { "name", "\"\"", "empty" },
        { "name", "\"a\\u0007b\"", "control" },
        { "name", "5", "quote it" },
        { "phoneNumber", "919876543210", "quote it" },
        { "phoneNumber", "\"call me\"", "digits" },
        { "password", "\"\"", "empty" },
        { "password", "\"******\"", "mask" },
        { "password", "\" blank\"", "blank" },
        { "password", $"\"my {Deployment.Secret}\"", "app secret" },
        { "startTime", "0", "1 to 24" },
        { "endTime", "25", "1 to 24" },
        { "endTime", "9", "starts and ends" },
        { "smsAlert", "\"yes\"", "true or false" },
        { "phone_number", "\"919876543210\"", "phoneNumber" },
        { "colour", "\"red\"", "no such property" },
    };

    [Theory]
    [MemberData(nameof(WrongValues))]
    public async Task A_wrong_value_fails_at_its_own_property(string property, string json, string says)
    {
        await using var desk = await Deployment.OpenAsync();
        var failures = (await CheckAsync(desk, "a", Values.Agent().With(property, JsonNode.Parse(json)))).Failures();
        Assert.StartsWith($"{property}: ", failures, StringComparison.Ordinal);
        Assert.Contains(says, failures, StringComparison.Ordinal);
        Assert.DoesNotContain(Deployment.Secret, failures, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("extension")]
    [InlineData("name")]
    [InlineData("phoneNumber")]
    [InlineData("password")]
    public async Task What_a_new_agent_needs_is_asked_for(string property)
    {
        await using var desk = await Deployment.OpenAsync();
        var failures = (await CheckAsync(desk, "a", Values.Agent().Without(property))).Failures();
        Assert.StartsWith($"{property}: ", failures, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_hour_alone_is_half_a_shift()
    {
        await using var desk = await Deployment.OpenAsync();
        Assert.Contains("endTime", (await CheckAsync(desk, "a", Values.Agent().Without("endTime"))).Failures(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_that_is_there_already_may_leave_its_password_out()
    {
        await using var desk = await Deployment.OpenAsync();
        Assert.Equal("", (await CheckAsync(desk, "a", Values.Agent(password: null), olds: Values.Agent())).Failures());
    }

    [Fact]
    public async Task Inputs_come_back_as_they_were_given()
    {
        await using var desk = await Deployment.OpenAsync();
        var inputs = Values.Agent().With("phoneNumber", "+91 98765-43101").With("name", Values.Secret("Manish"));
        Assert.True(JsonNode.DeepEquals(inputs, (await CheckAsync(desk, "a", inputs))["inputs"]));
    }

    [Fact]
    public async Task Two_resources_can_not_claim_one_extension()
    {
        await using var desk = await Deployment.OpenAsync();
        Assert.Equal("", (await CheckAsync(desk, "first", Values.Agent())).Failures());
        Assert.Equal("", (await CheckAsync(desk, "first", Values.Agent())).Failures());
        var second = (await CheckAsync(desk, "second", Values.Agent())).Failures();
        Assert.StartsWith("extension: ", second, StringComparison.Ordinal);
        Assert.Contains(Resource.UrnOf("first"), second, StringComparison.Ordinal);

        // An extension that was given up is free.
        Assert.Equal("", (await CheckAsync(desk, "first", Values.Agent(102))).Failures());
        Assert.Equal("", (await CheckAsync(desk, "second", Values.Agent())).Failures());
    }

    [Theory]
    [InlineData("extension", Values.UnknownNumber)]
    [InlineData("name", Values.UnknownText)]
    [InlineData("phoneNumber", Values.UnknownText)]
    [InlineData("password", Values.UnknownText)]
    [InlineData("startTime", Values.UnknownNumber)]
    [InlineData("endTime", Values.UnknownNumber)]
    [InlineData("smsAlert", Values.UnknownFlag)]
    public async Task What_is_not_known_yet_passes_is_a_difference_and_stays_unknown_in_a_preview(string property, string unknown)
    {
        await using var desk = await Deployment.OpenAsync();
        var known = await desk.CreateAsync(Values.Agent());
        foreach (var value in new JsonNode[] { unknown, Values.Secret(unknown) })
        {
            var inputs = Values.Agent().With(property, value.DeepClone());
            Assert.Equal("", (await CheckAsync(desk, "someone", inputs, olds: known.Inputs)).Failures());

            var diff = await desk.DiffAsync(known, inputs);
            Assert.Equal(property, diff.Changed());
            Assert.Equal(property == "extension" ? 1 : 0, ((JsonArray)diff["replaces"]!).Count);

            var created = await desk.CallAsync("Create", new JsonObject { ["urn"] = known.Urn, ["properties"] = inputs.DeepClone(), ["preview"] = true });
            var promised = created["properties"]![property]!;
            Assert.Equal(Values.UnknownText, Values.IsSecret(promised) ? promised["value"]!.GetValue<string>() : promised.GetValue<string>());
            Assert.True(property != "password" || Values.IsSecret(promised));
            Assert.Equal(property == "extension" ? Values.UnknownText : known.Id, created["properties"]!["agentId"]!.GetValue<string>());
            Assert.Null(created["id"]);
        }

        // Outside of a preview there is nothing to send.
        await Assert.ThrowsAsync<WireException>(() => desk.CallAsync(
            "Create", new JsonObject { ["urn"] = Resource.UrnOf("b"), ["properties"] = Values.Agent(102).With(property, unknown) }));
        Assert.Equal(1, desk.Account.Calls.Add);
    }

    private static Task<JsonObject> CheckAsync(Deployment desk, string name, JsonObject news, JsonObject? olds = null)
        => desk.CallAsync("Check", new JsonObject { ["urn"] = Resource.UrnOf(name), ["news"] = news.DeepClone(), ["olds"] = olds?.DeepClone() ?? new JsonObject() });
}
