using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests.Hosted;

/// <summary>What a preview does not know yet, and what nobody may see.</summary>
public sealed class HostedUnknownStories
{
    private static readonly JsonObject Two = Roster.Of((101, "Manish"), (102, "Asha"));

    [Fact]
    public async Task An_unknown_member_is_a_change_of_it_and_an_error_of_the_run()
    {
        await using var desk = await Deployment.OpenAsync();
        var roster = await desk.UpAsync(Two);
        await desk.NextAsync();
        var unknown = Two.With(102, "name", Values.UnknownText);
        var (diff, promise) = await desk.PreviewAsync(unknown, roster);
        Assert.Equal("~ agents[\"102\"].name", diff!.Details());
        Assert.Equal("[101,102]", promise!["extensions"]!.ToJsonString());

        var refused = await Assert.ThrowsAsync<WireException>(() => desk.UpdateAsync(roster, unknown));
        Assert.Contains("agents[\"102\"].name is not known, though this is no preview", refused.Message, StringComparison.Ordinal);
        await desk.NextAsync();
        await desk.PreviewAsync(unknown, urn: Roster.Urn("new"));
        Assert.Equal(2, desk.Account.Calls.Write);
    }

    [Theory]
    [InlineData("agents", "dd056dcd-154b-4c76-9bd3-c8f88648b5ff")]
    [InlineData("file", Values.UnknownText)]
    public async Task An_unknown_map_or_file_is_a_change_whose_guards_wait_for_the_run(string name, string value)
    {
        await using var desk = await Deployment.OpenAsync();
        var roster = await desk.UpAsync(Two.With("prune", true));
        await desk.NextAsync();
        var unknown = new JsonObject { [name] = value, ["prune"] = true };
        var (diff, promise) = await desk.PreviewAsync(unknown, roster);
        Assert.Contains("agents", diff!.Changed(), StringComparison.Ordinal);
        Assert.Equal("6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", promise!["extensions"]!.GetValue<string>());
        (_, promise) = await desk.PreviewAsync(unknown, urn: Roster.Urn("new"));
        Assert.Equal("dd056dcd-154b-4c76-9bd3-c8f88648b5ff", promise!["agentIds"]!.GetValue<string>());
        await Assert.ThrowsAsync<WireException>(() => desk.UpdateAsync(roster, unknown));
        Assert.Equal(2, desk.Account.Calls.Write);
    }

    [Fact]
    public async Task What_came_as_a_secret_is_one_in_the_outputs_and_in_no_message()
    {
        await using var desk = await Deployment.OpenAsync();
        var inputs = Two.With(101, "name", Values.Secret("Canary Rao")).With(101, "phoneNumber", Values.Secret("+91 98765-43101"));
        await desk.PreviewAsync(inputs);
        await desk.NextAsync();
        var roster = await desk.UpAsync(inputs);
        Assert.Equal("Canary Rao", desk.Account.Find(101)!.Name);
        Assert.True(Values.IsSecret(roster.Outputs["agents"]!["101"]!["name"]));
        Assert.False(Values.IsSecret(roster.Outputs["agents"]!["102"]!["name"]));

        desk.Account.Put(Roster.User(101, "Canary Of The Desk"));
        await desk.NextAsync();
        var refreshed = await desk.RefreshAsync(roster);
        Assert.True(Values.IsSecret(refreshed!.Outputs["agents"]!["101"]!["name"]));
        await desk.UpAsync(inputs.Without(101), refreshed);

        // Secret as a whole.
        await desk.NextAsync();
        var whole = await desk.UpAsync(new JsonObject { ["agents"] = Values.Secret(Two["agents"]!.DeepClone()) }, urn: Roster.Urn("whole"));
        Assert.True(Values.IsSecret(whole.Outputs["agents"]!["102"]!["name"]));
        var told = await desk.ToldAsync();
        Assert.Contains("[secret]", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", told, StringComparison.Ordinal);
        Assert.DoesNotContain("43101", told, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", told + roster.Outputs.ToJsonString() + whole.Outputs.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_credentials_a_preview_is_by_the_record_and_says_so_once_and_a_refresh_says_what_to_set()
    {
        await using var desk = await Deployment.OpenAsync();
        var roster = await desk.UpAsync(Two);
        var lists = desk.Account.Calls.Total;
        desk.Account.Delete(102);
        desk.Variables.Remove("TELECMI_SECRET");
        await desk.NextAsync();
        var (diff, _) = await desk.PreviewAsync(Two.With(101, "name", "Manish Rao"), roster);
        Assert.Equal("~ agents[\"101\"].name", diff!.Details());
        await desk.DiffAsync(roster, Two.With(101, "name", "Manish Rao"));
        var told = await desk.ToldAsync();
        Assert.Single(told.Split("the account was not looked at")[1..]);

        await desk.NextAsync();
        var refused = await Assert.ThrowsAsync<WireException>(() => desk.PreviewAsync(Roster.Of().With("prune", true), roster));
        Assert.Contains("`allowEmpty: true`", refused.Message, StringComparison.Ordinal);
        refused = await Assert.ThrowsAsync<WireException>(() => desk.RefreshAsync(roster));
        Assert.Contains("TELECMI_SECRET", refused.Message, StringComparison.Ordinal);
        refused = await Assert.ThrowsAsync<WireException>(() => desk.UpdateAsync(roster, Two.With(101, "name", "Manish Rao")));
        Assert.Contains("TELECMI_SECRET", refused.Message, StringComparison.Ordinal);
        Assert.Equal(lists, desk.Account.Calls.Total);
    }
}
