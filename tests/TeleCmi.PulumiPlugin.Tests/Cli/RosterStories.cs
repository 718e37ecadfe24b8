namespace TeleCmi.PulumiPlugin.Tests.Cli;

/// <summary>A whole roster whose component is renamed, or whose entries move.</summary>
public sealed class RosterStories
{
    private const string One = """{ extension: 101, name: One, phone_number: "919876543101", password: "${AGENT_PASSWORD:-a-pass-word}" }""";
    private const string Other = """{ extension: 102, name: Other, phone_number: "919876543102", password: "${AGENT_PASSWORD:-a-pass-word}" }""";

    [Fact]
    public async Task A_pruning_roster_is_renamed_and_an_entry_moves_to_another_roster_and_an_agent()
    {
        await using var stack = await Stack.OpenAsync();
        File.WriteAllText(Path.Combine(stack.Folder, "agents.yaml"), $"agents:\n  - {One}\n  - {Other}\n");
        File.WriteAllText(Path.Combine(stack.Folder, "night.yaml"), "agents: []\n");
        stack.Write(Roster("desk", "agents.yaml") + Roster("night", "night.yaml"));
        await stack.UpAsync();

        File.WriteAllText(Path.Combine(stack.Folder, "agents.yaml"), $"agents:\n  - {One}\n");
        File.WriteAllText(Path.Combine(stack.Folder, "night.yaml"), $"agents:\n  - {Other}\n");
        stack.Write("  explicit: { type: pulumi:providers:telecmi }\n" + Roster("day", "agents.yaml", "providers: [\"${explicit}\"]") + Roster("night", "night.yaml"));
        await stack.UpAsync();
        Assert.Equal(["101 One", "102 Other"], stack.Users);
        Assert.Equal(0, stack.Account.Calls.Remove);

        File.WriteAllText(Path.Combine(stack.Folder, "night.yaml"), "agents: []\n");
        await stack.UpAsync();
        Assert.Equal(["101 One"], stack.Users);
    }

    private static string Roster(string name, string file, string? options = null) => $$"""
          {{name}}:
            type: telecmi:AgentRoster
            properties: { file: {{file}}, prune: true, allowEmpty: true }
            options: { {{options}} }

        """;
}
