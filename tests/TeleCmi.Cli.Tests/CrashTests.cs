using System.Text.Json;

namespace TeleCmi.Cli.Tests;

/// <summary>kill -9 at any moment: the state can be read, and the next run finishes what was begun.</summary>
public sealed class CrashTests
{
    public static TheoryData<int> Seeds
        => [.. Enumerable.Range(1, Environment.GetEnvironmentVariable("TELECMI_SOAK") == "1" ? 50 : 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_run_that_is_killed_at_any_moment_is_finished_by_the_next(int seed)
    {
#pragma warning disable CA5394 // Moments to try, not secrets.
        var random = new Random(seed);
        var at = random.Next(0, 202);
        var more = random.Next(0, 20);
#pragma warning restore CA5394
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { Latency = TimeSpan.FromMilliseconds(5) });
        var unmanaged = CallCentre.People(3, first: 950);
        var stays = CallCentre.People(20, first: 800);
        var leaving = CallCentre.People(40, first: 700);
        var before = CallCentre.People(40, first: 600);
        var after = before.ConvertAll(person => person with { StartTime = 5 });
        var joining = CallCentre.People(100);
        centre.Settle([.. stays, .. leaving, .. before]);
        centre.Seat(unmanaged);
        List<Person> wanted = [.. stays, .. after, .. joining];
        centre.WriteRoster(wanted);

        using (var running = centre.Start("apply", "--yes", "--prune", "--max-removals", "100%"))
        {
            running.EndInput();
            await running.UntilAsync(() => centre.Account.Calls.Write >= at);
            await Task.Delay(more, TestContext.Current.CancellationToken);
            running.Kill();
            await running.EndAsync();
        }

        // What was under way when it died still arrives.
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal("telecmi-state/1", centre.State().GetProperty("format").GetString());
        (await centre.RunAsync("state", "list", "--format", "json")).Exits(0).Json("telecmi-agents/1");
        if (seed % 2 == 0)
        {
            File.Delete(centre.StatePath + ".journal");
        }

        if (seed % 3 == 0)
        {
            wanted = [.. wanted.Where(person => person.Extension % 7 != 0)];
            centre.WriteRoster(wanted);
        }

        (await centre.ApplyAsync("--prune", "--max-removals", "100%")).Exits(0);

        centre.HasExactly([.. wanted, .. unmanaged]);
        Assert.Equal(wanted.Select(person => person.Extension).Order(), centre.State().GetProperty("agents").EnumerateArray().Select(one => one.GetProperty("extension").GetInt32()));
        Assert.Equal(JsonValueKind.Null, centre.State().GetProperty("pending").ValueKind);
        await centre.PlansNothingAsync("--prune");
        Assert.Empty(Directory.EnumerateFiles(centre.Folder, "*.tmp*"));
    }
}
