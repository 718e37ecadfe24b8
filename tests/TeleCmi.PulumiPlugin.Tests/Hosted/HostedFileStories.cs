using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests.Hosted;

/// <summary>A roster from a file: its agents are inputs, its passwords are nowhere.</summary>
public sealed class HostedFileStories
{
    private static readonly (int, string)[] Two = [(101, "Manish"), (102, "Asha")];
    private static readonly JsonObject ByFile = new() { ["file"] = "agents.yaml" };

    [Fact]
    public async Task The_agents_of_the_file_are_inputs_and_its_passwords_come_from_the_environment_alone()
    {
        await using var desk = await OpenAsync(Two);
        var roster = await desk.UpAsync(ByFile);
        Assert.Equal("101 Manish, 102 Asha", desk.Users());
        Assert.Equal("canary-of-101", desk.Account.Find(101)!.Password);
        Assert.Equal("Asha", roster.Inputs["agents"]!["102"]!["name"]!.GetValue<string>());
        Assert.Null(roster.Inputs["agents"]!["102"]!["password"]);
        await desk.AssertQuietAsync(ByFile, roster);

        // Another password, another name: a preview, a run, a refresh, a destroy.
        desk.Write(Roster.File((101, "Manish Rao"), (102, "Asha")));
        desk.Variables["AGENT_102_PASSWORD"] = "canary-the-second";
        await desk.NextAsync();
        var (diff, promise) = await desk.PreviewAsync(ByFile, roster);
        Assert.Equal("~ agents[\"101\"].name\n~ passwordFingerprints[\"102\"]", diff!.Details());
        roster = await desk.UpAsync(ByFile.With("prune", true).With("allowEmpty", true), roster);
        Assert.Equal(("Manish Rao", "canary-the-second"), (desk.Account.Find(101)!.Name, desk.Account.Find(102)!.Password));
        var refreshed = (await desk.RefreshAsync(roster))!;
        await desk.NextAsync();
        await desk.DropAsync(refreshed);
        Assert.Empty(desk.Account.All());

        var told = await desk.ToldAsync();
        Assert.All(
            new[] { roster.Inputs, roster.Outputs, refreshed.Outputs, diff, promise }.Select(one => one!.ToJsonString()).Append(told),
            text => Assert.DoesNotContain("canary", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_variable_that_is_not_set_warns_the_preview_and_stops_the_run_before_any_call()
    {
        await using var desk = await OpenAsync(Two);
        desk.Variables.Remove("AGENT_102_PASSWORD");
        await desk.NextAsync();
        await desk.PreviewAsync(ByFile);
        Assert.Contains("102", await desk.ToldAsync(), StringComparison.Ordinal);
        await desk.NextAsync();
        var refused = await Assert.ThrowsAsync<WireException>(() => desk.UpAsync(ByFile));
        Assert.Contains("102", refused.Message, StringComparison.Ordinal);
        Assert.Empty(desk.Account.All());
    }

    [Fact]
    public async Task The_policy_of_the_program_wins_over_that_of_the_file_member_by_member()
    {
        await using var desk = await OpenAsync(Two);
        desk.Write("policy: { max_removals: 1, min_on_duty: { 9-10: 1 }, passwords: initial }\n" + Roster.File(Two));
        var inputs = await desk.CheckedAsync(ByFile.With("policy", new JsonObject { ["maxRemovals"] = "50%" }));
        Assert.Equal("""{"minOnDuty":{"9":1,"10":1},"passwords":"initial","maxRemovals":"50%"}""".Length, inputs["policy"]!.ToJsonString().Length);
        Assert.Equal(("50%", "initial"), ((string)inputs["policy"]!["maxRemovals"]!, (string)inputs["policy"]!["passwords"]!));
        Assert.Equal(1, (int)inputs["policy"]!["minOnDuty"]!["10"]!);
    }

    [Fact]
    public async Task What_is_ignored_inside_the_file_stays_as_it_was_run_after_run()
    {
        await using var desk = await OpenAsync(Two);
        var roster = await desk.UpAsync(ByFile);
        desk.Write(Roster.File((101, "Manish Rao"), (102, "Asha")));
        string[] ignored = ["agents[\"101\"].name"];
        await desk.AssertQuietAsync(ByFile, roster, ignored);

        // The engine records what Check returned, the new name among it.
        roster = roster with { Inputs = await desk.CheckedAsync(ByFile, roster) };
        await desk.AssertQuietAsync(ByFile, roster, ignored);
        desk.Write(Roster.File((101, "Manish Rao"), (102, "Asha Rao")));
        await desk.NextAsync();
        roster = await desk.UpAsync(ByFile, roster, ignored: ignored);
        Assert.Equal("101 Manish, 102 Asha Rao", desk.Users());
        await desk.AssertQuietAsync(ByFile, roster, ignored);

        await desk.NextAsync();
        await desk.UpAsync(ByFile, roster);
        Assert.Equal("101 Manish Rao, 102 Asha Rao", desk.Users());
    }

    [Fact]
    public async Task A_password_that_is_ignored_stays_in_force()
    {
        await using var desk = await OpenAsync(Two);
        var roster = await desk.UpAsync(ByFile);
        desk.Variables["AGENT_101_PASSWORD"] = "another-one";
        desk.Variables["AGENT_102_PASSWORD"] = "another-one";
        string[] ignored = ["agents[\"101\"].password"];
        await desk.NextAsync();
        roster = await desk.UpAsync(ByFile, roster, ignored: ignored);
        Assert.Equal(("canary-of-101", "another-one"), (desk.Account.Find(101)!.Password, desk.Account.Find(102)!.Password));
        await desk.AssertQuietAsync(ByFile, roster, ignored);
        await desk.NextAsync();
        await desk.UpAsync(ByFile, roster);
        Assert.Equal("another-one", desk.Account.Find(101)!.Password);
    }

    [Theory]
    [InlineData("agents")]
    [InlineData("*")]
    public async Task A_roster_that_is_ignored_as_a_whole_stays_as_it_was(string ignored)
    {
        await using var desk = await OpenAsync(Two);
        var roster = await desk.UpAsync(ByFile.With("prune", true));
        desk.Write(Roster.File((101, "Manish Rao"), (103, "Ravi")));
        desk.Variables["AGENT_101_PASSWORD"] = "another-one";

        // The engine puts the recorded agents beside the file.
        var news = ByFile.With("prune", true).With("agents", roster.Inputs["agents"]!.DeepClone());
        await desk.AssertQuietAsync(news, roster, ignored);
        roster = await desk.UpdateAsync(roster, await desk.CheckedAsync(news, roster), ignored);
        Assert.Equal("101 Manish, 102 Asha", desk.Users());
        Assert.Equal("canary-of-101", desk.Account.Find(101)!.Password);

        // And where it does not, as what Check expanded is out of its reach.
        await desk.AssertQuietAsync(ByFile.With("prune", true), roster, ignored);
        await desk.UpdateAsync(roster, await desk.CheckedAsync(ByFile.With("prune", true), roster), ignored);
        Assert.Equal("101 Manish, 102 Asha", desk.Users());
    }

    [Fact]
    public async Task Passwords_of_the_environment_go_only_to_an_address_that_is_there_too()
    {
        await using var desk = await OpenAsync(Two);
        desk.Variables.Remove("TELECMI_BASE_URL");
        await desk.Plugin.DisposeAsync();
        await desk.StartPluginAsync();
        await desk.CallAsync("Configure", new JsonObject { ["args"] = new JsonObject { ["baseUrl"] = desk.Service.BaseAddress.ToString(), ["secret"] = Deployment.Secret } });
        var refused = await Assert.ThrowsAsync<WireException>(() => desk.UpAsync(ByFile));
        Assert.Contains("set TELECMI_BASE_URL in place of telecmi:baseUrl", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, desk.Account.Calls.Total);
    }

    private static async Task<Deployment> OpenAsync((int Extension, string Name)[] people)
    {
        var desk = await Deployment.OpenAsync();
        desk.Write(Roster.File(people));
        foreach (var extension in Enumerable.Range(101, 9))
        {
            desk.Variables[$"AGENT_{extension}_PASSWORD"] = $"{Roster.Password}{extension}";
        }

        await desk.NextAsync();
        return desk;
    }
}
