using System.Text.Json;

namespace TeleCmi.Cli.Tests;

/// <summary>What all stories of lost answers look at.</summary>
internal static class Faults
{
    public static long Sweeps(int users) => 8 * Math.Max(1, (users + 9) / 10);

    public static bool Good(string outcome) => outcome is "changed" or "converged";

    /// <summary>One outcome for each change; what is said to be done is done, what is said not to be done is not.</summary>
    public static Dictionary<int, string> TrueOutcomes(Ended run, int changes, Func<int, bool> isDone)
    {
        var outcomes = run.Json("telecmi-apply/1").GetProperty("outcomes").EnumerateArray()
            .ToDictionary(one => one.GetProperty("extension").GetInt32(), one => one.GetProperty("outcome").GetString()!);
        Assert.Equal(changes, outcomes.Count);
        foreach (var (extension, outcome) in outcomes)
        {
            switch (outcome)
            {
                case "changed" or "converged":
                    Assert.True(isDone(extension), $"{extension} is said to be {outcome}, and is not:\n{run}");
                    break;
                case "failed" or "skipped":
                    Assert.False(isDone(extension), $"{extension} is said to be {outcome}, and yet is done:\n{run}");
                    break;
                default:
                    Assert.Equal("unknown", outcome);
                    break;
            }
        }

        return outcomes;
    }

    public static async Task ConvergesAsync(CallCentre centre, IReadOnlyCollection<Person> people, params string[] options)
    {
        centre.Trouble("");
        (await centre.ApplyAsync(options)).Exits(0);
        centre.HasExactly(people);
        Assert.Equal(JsonValueKind.Null, centre.State().GetProperty("pending").ValueKind);
        await centre.PlansNothingAsync(options);
    }

    /// <summary>Adds in trouble: what the run says became of each is true, and when the trouble is over the next run finishes the job.</summary>
    public static async Task OfAddsAsync(string faults, int agents)
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(agents);
        var unmanaged = Person.Of(950);
        centre.Seat([unmanaged]);
        centre.WriteRoster(people);
        centre.Trouble(faults);

        var run = await centre.ApplyAsync("--timeout", "1");

        var outcomes = TrueOutcomes(run, agents, one => centre.Account.Find(one) is not null);
        Assert.True(run.Code == (outcomes.Values.All(Good) ? 0 : 1), $"The exit code does not fit the outcomes:\n{run}");
        Assert.InRange(centre.Account.Calls.List, 1, Sweeps(agents + 1));
        await ConvergesAsync(centre, [.. people, unmanaged]);
    }
}
