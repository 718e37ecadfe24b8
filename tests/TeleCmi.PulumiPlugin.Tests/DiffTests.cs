using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests;

/// <summary>Inputs are compared with the last outputs, the password with the last input.</summary>
public sealed class DiffTests
{
    private const int Update = 4;
    private const int UpdateReplace = 5;

    [Fact]
    public async Task The_same_inputs_again_change_nothing()
    {
        await using var desk = await Deployment.OpenAsync();
        var agent = await desk.CreateAsync(Values.Agent());
        Assert.False((await desk.DiffAsync(agent, agent.Inputs)).HasChanges());

        // Nor do other spellings of the same, and what is left out.
        Assert.False((await desk.DiffAsync(agent, Values.Agent().With("phoneNumber", "+91 (9876) 543-101"))).HasChanges());
        Assert.False((await desk.DiffAsync(agent, Values.Agent(password: null).Without("startTime").Without("endTime").Without("smsAlert"))).HasChanges());
    }

    [Theory]
    [InlineData("name", "\"Other\"")]
    [InlineData("phoneNumber", "\"910000000001\"")]
    [InlineData("startTime", "8")]
    [InlineData("endTime", "19")]
    [InlineData("smsAlert", "false")]
    [InlineData("password", "\"another-pass-word\"")]
    public async Task A_changed_field_is_an_update_of_that_field(string property, string json)
    {
        await using var desk = await Deployment.OpenAsync();
        var agent = await desk.CreateAsync(Values.Agent());
        var news = Values.Agent().With(property, property == "password" ? Values.Secret(JsonNode.Parse(json)!) : JsonNode.Parse(json));
        var diff = await desk.DiffAsync(agent, news);

        Assert.Equal(property, diff.Changed());
        Assert.True(diff["hasdetaileddiff"]!.GetValue<bool>());
        Assert.Equal(Update, diff["detaileddiff"]![property]!["kind"]!.GetValue<int>());
        Assert.Empty((JsonArray)diff["replaces"]!);

        Assert.False((await desk.DiffAsync(agent, news, property)).HasChanges());
        var updated = await desk.UpdateAsync(agent, news);
        Assert.False((await desk.DiffAsync(updated, news)).HasChanges());
    }

    [Fact]
    public async Task Another_extension_is_another_user()
    {
        await using var desk = await Deployment.OpenAsync();
        var agent = await desk.CreateAsync(Values.Agent());
        var diff = await desk.DiffAsync(agent, Values.Agent(102).With("phoneNumber", "919876543101"));
        Assert.Equal("extension", diff.Changed());
        Assert.Equal(UpdateReplace, diff["detaileddiff"]!["extension"]!["kind"]!.GetValue<int>());
        Assert.Equal("extension", diff["replaces"]![0]!.GetValue<string>());
        Assert.False(diff["deletebeforereplace"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_forced_replacement_of_the_same_extension_keeps_the_user()
    {
        await using var desk = await Deployment.OpenAsync();
        var agent = await desk.CreateAsync(Values.Agent());
        Assert.False((await desk.DiffAsync(agent, agent.Inputs))["deletebeforereplace"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_password_is_compared_with_the_one_last_given_whatever_the_outputs_say()
    {
        await using var desk = await Deployment.OpenAsync();
        var agent = await desk.CreateAsync(Values.Agent());
        var masked = agent with { Outputs = agent.Outputs.With("password", Values.Secret("of-another-day")) };
        Assert.False((await desk.DiffAsync(masked, agent.Inputs)).HasChanges());
        Assert.False((await desk.DiffAsync(agent with { Outputs = agent.Outputs.Without("password") }, agent.Inputs)).HasChanges());

        // One run without the variable, and with it again.
        var without = agent with { Inputs = agent.Inputs.Without("password") };
        Assert.False((await desk.DiffAsync(without, agent.Inputs)).HasChanges());
    }
}
