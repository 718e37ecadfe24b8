namespace TeleCmi.Cli.Tests;

/// <summary>Answers of updates and removals get lost: what a run says became of each is true, and the next run finishes the job.</summary>
public sealed class ChangeFaultTests
{
    public static TheoryData<string> Changes => ["lost", "dropped", "500", "503", "502-after", "429", "hang", "hang-after"];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Updates_and_removals_whose_answers_get_lost_are_settled_by_looking(string kind)
    {
        await using var centre = await CallCentre.OpenAsync();
        var stays = CallCentre.People(5, first: 500);
        var before = CallCentre.People(16);
        var leaving = CallCentre.People(16, first: 200);
        var after = before.ConvertAll(person => person with { StartTime = 6 });
        centre.Settle([.. stays, .. before, .. leaving]);
        centre.WriteRoster([.. stays, .. after]);
        centre.Trouble($"update:4:{kind},remove:4:{kind}");

        var run = await centre.ApplyAsync("--timeout", "1", "--prune", "--max-removals", "16");

        var outcomes = Faults.TrueOutcomes(run, 32, one => one < 200 ? centre.Account.Find(one)!.StartTime == 6 : centre.Account.Find(one) is null);
        Assert.True(run.Code == (outcomes.Values.All(Faults.Good) ? 0 : 1), $"The exit code does not fit the outcomes:\n{run}");
        Assert.InRange(centre.Account.Calls.List, 1, 3 * Faults.Sweeps(37));
        await Faults.ConvergesAsync(centre, [.. stays, .. after], "--prune", "--max-removals", "100%");
    }
}
