using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests.Hosted;

/// <summary>Inputs that cannot be meant; no failure names a property, whose values the engine would print.</summary>
public sealed class HostedCheckTests
{
    private static readonly JsonObject One = Roster.Of((101, "Manish"));

    public static TheoryData<string, string> Slips => new()
    {
        { """{ "agnts": {}, "agents": {} }""", "agnts: a Roster has no such property; did you mean agents?" },
        { "{}", "file: give either `file` or `agents`" },
        { """{ "file": "agents.yaml", "agents": {} }""", "file: give either `file` or `agents`" },
        { """{ "agents": { "1o1": { "name": "M", "phoneNumber": "919876543101" } } }""", "agents[?].extension: " },
        { """{ "agents": { "0101": { "name": "M", "phoneNumber": "919876543101" } } }""", "agents[?].extension: " },
        { """{ "agents": { "101": { "name": "M", "phoneNumber": "no phone" } } }""", "agents[101].phoneNumber: " },
        { """{ "agents": { "101": { "name": "M", "phoneNumber": "919876543101", "startTime": 77, "endTime": 18 } } }""", "agents[101].startTime: " },
        { """{ "agents": { "101": { "name": "M" } } }""", "agents[101].phoneNumber: " },
        { """{ "agents": { "101": { "name": "M", "phoneNumber": "919876543101", "protectd": true } } }""", "agents[101]: an agent has no protectd; did you mean protected?" },
        { """{ "agents": { "101": { "name": "M", "phoneNumber": "919876543101", "protected": "yes" } } }""", "agents[101].protected: must be true or false" },
        { """{ "agents": { "101": "Manish" } }""", "agents[101]: an agent must be an object" },
        { """{ "agents": [ "Manish" ] }""", "agents: must be a map of agents, by extension" },
        { """{ "agents": {}, "prune": "yes" }""", "prune: must be true or false" },
        { """{ "agents": {}, "policy": { "maxRemoval": "3" } }""", "policy: a policy has no maxRemoval; did you mean maxRemovals?" },
        { """{ "agents": {}, "policy": { "maxRemovals": "many" } }""", "policy: maxRemovals must be a text" },
        { """{ "agents": {}, "policy": { "maxRemovals": 3 } }""", "policy: maxRemovals must be a text" },
        { """{ "agents": {}, "policy": { "passwords": "never" } }""", "policy: passwords must be " },
        { """{ "agents": {}, "policy": { "minOnDuty": { "9-30": 2 } } }""", "policy: minOnDuty must map hours" },
        { """{ "agents": {}, "policy": { "minOnDuty": 2 } }""", "policy: minOnDuty must map hours" },
        { """{ "agents": {}, "policy": "strict" }""", "policy: must be an object of maxRemovals, minOnDuty, passwords" },
        { """{ "agents": {}, "appid": "2222222" }""", "appid: is 2222222, and the provider's is 1111112" },
        { """{ "agents": {}, "appid": "mine" }""", "appid: the app id must be a positive number" },
        { """{ "file": "missing.yaml" }""", "file: " },
        { """{ "file": 7 }""", "file: must be the path of a roster" },
    };

    [Fact]
    public async Task Each_slip_is_one_clear_line()
    {
        await using var desk = await Deployment.OpenAsync();
        foreach (var (json, reason) in Slips.Select(row => row.Data))
        {
            var check = await CheckAsync(desk, (JsonObject)JsonNode.Parse(json)!);
            Assert.StartsWith(reason, check.Failures(), StringComparison.Ordinal);
            Assert.DoesNotContain('\n', check.Failures());
            Assert.Equal("", check.Named());
        }

        Assert.Equal(0, desk.Account.Calls.Total);
    }

    [Fact]
    public async Task A_secret_is_in_no_failure_and_goes_on_as_a_secret()
    {
        await using var desk = await Deployment.OpenAsync();
        foreach (var bad in new[]
        {
            One.With(101, "password", Values.Secret(" canary with blanks ")),
            One.With(101, "password", "canary\u0007"),
            One.With(101, "name", Values.Secret("canary\u0007")),
            One.With(101, "name", $"canary {Deployment.Secret}"),
            One.With(101, "phoneNumber", Values.Secret("canary")),
            One.With("policy", Values.Secret(new JsonObject { ["passwords"] = "canary" })),
        })
        {
            var check = await CheckAsync(desk, bad);
            Assert.NotEqual("", check.Failures());
            Assert.Equal("", check.Named());
            Assert.DoesNotContain("canary", check.Failures(), StringComparison.Ordinal);
            Assert.DoesNotContain(Deployment.Secret, check.Failures(), StringComparison.Ordinal);
        }

        var inputs = await desk.CheckedAsync(One.With(101, "password", "in-clear"));
        Assert.True(Values.IsSecret(inputs["agents"]!["101"]!["password"]));
    }

    [Theory]
    [InlineData("agents:\n  - { extension: 101, name: M, phone_number: no }\n", "phone_number")]
    [InlineData("agents: [\n", "agents.yaml")]
    [InlineData("appid: 2222222\nagents: []\n", "is the roster of 2222222, and the provider's account is 1111112")]
    public async Task A_file_that_cannot_be_meant_is_told_as_the_command_does(string yaml, string reason)
    {
        await using var desk = await Deployment.OpenAsync();
        desk.Write(yaml);
        var check = await CheckAsync(desk, new JsonObject { ["file"] = "agents.yaml" });
        Assert.StartsWith("file: ", check.Failures(), StringComparison.Ordinal);
        Assert.Contains(reason, check.Failures(), StringComparison.Ordinal);
        Assert.Equal("", check.Named());
    }

    private static Task<JsonObject> CheckAsync(Deployment desk, JsonObject news)
        => desk.CallAsync("Check", new JsonObject { ["urn"] = Roster.Urn(), ["news"] = news.DeepClone() });
}
