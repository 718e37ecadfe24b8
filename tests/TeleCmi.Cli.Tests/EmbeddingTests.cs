namespace TeleCmi.Cli.Tests;

/// <summary>examples/embedding, compiled into these tests, against the stand-in over HTTP.</summary>
public sealed class EmbeddingTests
{
    [Fact]
    public async Task A_program_of_ones_own_converges_and_the_command_finds_nothing_to_do()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(3));
        var output = new StringWriter();

        Assert.Equal(0, await Embedding.Roster.ConvergeAsync(centre.RosterPath, Variable(centre), output));
        Assert.Contains("Applied: 3 added.", output.ToString(), StringComparison.Ordinal);
        centre.HasExactly(CallCentre.People(3));
        Assert.Equal(0, await Embedding.Roster.ConvergeAsync(centre.RosterPath, Variable(centre), output));
        await centre.PlansNothingAsync("--state", Path.Combine(centre.Folder, "agents.state.json"));
    }

    [Fact]
    public async Task What_cannot_be_done_is_a_value_and_nothing_is_sent()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRosterText("agents: 5\n");
        var output = new StringWriter();

        Assert.Equal(1, await Embedding.Roster.ConvergeAsync(centre.RosterPath, Variable(centre), output));
        Assert.Matches("^ROS[0-9]{3}: ", output.ToString());
        Assert.Equal(0, centre.Account.Calls.Total);
    }

    private static Func<string, string?> Variable(CallCentre centre) => name => centre.Variables.GetValueOrDefault(name);
}
