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
    public Task Adds_whose_answers_get_lost_are_settled_by_looking(string faults, int agents) => Faults.OfAddsAsync(faults, agents);
}
