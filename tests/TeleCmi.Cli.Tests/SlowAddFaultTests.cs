namespace TeleCmi.Cli.Tests;

/// <summary>Adds that never answer, and a service that asks for patience.</summary>
public sealed class SlowAddFaultTests
{
    public static TheoryData<string, int> Adds => new()
    {
        { "add:4:hang", 60 }, { "add:4:hang-after", 60 }, { "add:4:429", 200 }, { "add:60:429:1", 200 }, { "add:100:503:1", 200 },
    };

    [Theory]
    [MemberData(nameof(Adds))]
    public async Task Adds_whose_answers_get_lost_are_settled_by_looking(string faults, int agents)
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(agents);
        var unmanaged = Person.Of(950);
        centre.Seat([unmanaged]);
        centre.WriteRoster(people);
        centre.Trouble(faults);

        var run = await centre.ApplyAsync("--timeout", "1");

        var outcomes = Faults.TrueOutcomes(run, agents, one => centre.Account.Find(one) is not null);
        Assert.True(run.Code == (outcomes.Values.All(Faults.Good) ? 0 : 1), $"The exit code does not fit the outcomes:\n{run}");
        Assert.InRange(centre.Account.Calls.List, 1, Faults.Sweeps(agents + 1));
        await Faults.ConvergesAsync(centre, [.. people, unmanaged]);
    }
}
