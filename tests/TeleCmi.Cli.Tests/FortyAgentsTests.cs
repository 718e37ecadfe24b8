namespace TeleCmi.Cli.Tests;

/// <summary>A desk of forty, in the words of who runs it: each change is one edit or one command, and one plan that says so.</summary>
public sealed class FortyAgentsTests
{
    [Fact]
    public async Task Shifts_get_names_one_agent_moves_one_leaves_and_an_edit_of_the_dashboard_is_accepted()
    {
        await using var centre = await CallCentre.OpenAsync();
        var desk = CallCentre.People(40, first: 101).Select((person, i) => i % 3 == 0 ? person : person with { StartTime = 7, EndTime = 15 }).ToList();
        centre.WriteRoster(desk);
        (await centre.ApplyAsync()).Exits(0);

        // Three names for the hours that are there, and one that is new: only who gets other hours changes.
        const string Shifts = "shifts:\n  early: { start_time: 7, end_time: 15 }\n  day: { start_time: 9, end_time: 18 }\n  late: { start_time: 14, end_time: 22 }";
        var roster = Named(desk, Shifts).Replace(Shifted(desk[0], "day"), Shifted(desk[0], "late"), StringComparison.Ordinal);
        centre.WriteRosterText(roster);
        Assert.Equal(["101 update"], Changes(await centre.PlanAsync()));
        (await centre.ApplyAsync()).Exits(0);
        desk[0] = desk[0] with { StartTime = 14, EndTime = 22 };

        // Somebody moves to another extension.
        centre.WriteRosterText(roster = roster.Replace("extension: 105", "extension: 205", StringComparison.Ordinal));
        var move = await centre.PlanAsync("--prune");
        Assert.Equal(["105 remove", "205 add"], Changes(move));
        Assert.Contains(move.GetProperty("warnings").EnumerateArray(), one => one.GetProperty("code").GetString() == "moved"
            && one.GetProperty("message").GetString()!.Contains("from 105 to 205", StringComparison.Ordinal));
        centre.Variables["AGENT_105_PASSWORD"] = CallCentre.Password;
        (await centre.ApplyAsync("--prune")).Exits(0);
        desk[4] = desk[4] with { Extension = 205 };

        // Somebody leaves.
        var entry = Entry(desk[9]);
        centre.WriteRosterText(roster = roster.Replace(entry, "", StringComparison.Ordinal));
        Assert.Equal(["110 remove"], Changes(await centre.PlanAsync("--prune")));
        (await centre.ApplyAsync("--prune")).Exits(0);
        desk.RemoveAt(9);

        // Somebody was edited in the dashboard, and that is how it should be.
        desk[1] = desk[1] with { Name = "Asha Rao", StartTime = 8 };
        centre.Account.Put(desk[1].Live());
        Assert.Equal("Wrote agents.yaml:\n  ~ 102 \"Asha Rao\"  name, start_time\n", (await centre.RunAsync("import", "102", "--write")).Exits(0).Out);
        await centre.PlansNothingAsync("--prune");
        Assert.StartsWith(Shifts, await File.ReadAllTextAsync(centre.RosterPath, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        centre.HasExactly(desk);
    }

    private static string Named(IEnumerable<Person> desk, string shifts) => $"{shifts}\nagents:\n{string.Concat(desk.Select(Entry))}";

    private static string Entry(Person person) => Shifted(person, person.StartTime == 9 ? "day" : "early");

    private static string Shifted(Person person, string shift)
        => (person with { StartTime = null, EndTime = null }).Entry().Replace("    sms_alert", $"    shift: {shift}\n    sms_alert", StringComparison.Ordinal);

    private static IEnumerable<string> Changes(System.Text.Json.JsonElement plan)
        => plan.GetProperty("changes").EnumerateArray().Select(change => $"{change.GetProperty("extension").GetInt32()} {change.GetProperty("action").GetString()}");
}
