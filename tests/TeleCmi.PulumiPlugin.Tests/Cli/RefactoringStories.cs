namespace TeleCmi.PulumiPlugin.Tests.Cli;

/// <summary>What people do with programs and states: nobody is lost by it, and who stays is not removed and added again.</summary>
public sealed class RefactoringStories
{
    [Fact]
    public async Task Every_refactoring_at_once_keeps_every_user()
    {
        await using var stack = await Stack.OpenAsync();
        stack.Write(
            Stack.Agent("renamed", 101, "Renamed") + Stack.Agent("one", 102, "One") + Stack.Agent("other", 103, "Other")
            + Stack.Agent("elsewhere", 104, "Elsewhere") + Stack.Agent("tainted", 105, "Tainted") + Stack.Agent("forced", 106, "Forced")
            + Stack.Agent("first", 107, "First", "replaceOnChanges: [name], deleteBeforeReplace: true") + Stack.Agent("lost", 108, "Lost")
            + Stack.Agent("moved", 109, "Moved") + Stack.Agent("leaves", 110, "Leaves"));
        await stack.UpAsync();
        Assert.Equal(10, stack.Account.All().Count);

        await stack.RunAsync("state", "taint", "urn:pulumi:dev::desk::telecmi:index:Agent::tainted", "--yes");
        var state = await stack.StateAsync();
        state["deployment"]!["resources"]!.AsArray().Single(one => one!["urn"]!.GetValue<string>().EndsWith("::lost", StringComparison.Ordinal))!["outputs"] = new System.Text.Json.Nodes.JsonObject();
        await stack.ImportAsync(state);

        stack.Write(
            "  explicit: { type: pulumi:providers:telecmi }\n"
            + Stack.Agent("anew", 101, "Renamed") + Stack.Agent("one", 103, "Other") + Stack.Agent("other", 102, "One")
            + Stack.Agent("elsewhere", 104, "Elsewhere", "provider: \"${explicit}\"") + Stack.Agent("tainted", 105, "Tainted") + Stack.Agent("forced", 106, "Forced")
            + Stack.Agent("first", 107, "Second", "replaceOnChanges: [name], deleteBeforeReplace: true") + Stack.Agent("lost", 108, "Lost")
            + Stack.Agent("moved", 119, "Moved"));
        var told = await stack.UpAsync("--replace", "urn:pulumi:dev::desk::telecmi:index:Agent::forced");
        Assert.Equal(
            ["101 Renamed", "102 One", "103 Other", "104 Elsewhere", "105 Tainted", "106 Forced", "107 Second", "108 Lost", "119 Moved"], stack.Users);
        Assert.Equal(3, stack.Account.Calls.Remove);
        Assert.Contains("101 stays", told, StringComparison.Ordinal);
        await stack.RunAsync("preview", "--expect-no-changes", "--refresh");
    }
}
