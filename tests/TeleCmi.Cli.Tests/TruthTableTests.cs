using System.Text.Json;

namespace TeleCmi.Cli.Tests;

/// <summary>Every row of the table "What is planned when", for every command that plans.</summary>
public sealed class TruthTableTests
{
    private static readonly List<Person> Bystanders = CallCentre.People(2, first: 300);

    public static TheoryData<string> Rows => [.. Row.All.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Plan(string name)
    {
        var row = Find(name);
        await using var centre = await SetUpAsync(row);

        foreach (var (expected, options) in new (string, string[])[]
        {
            (row.Plan, []), (row.Pruned, ["--prune"]), (row.Blind, ["--no-refresh"]), (row.BlindPruned, ["--no-refresh", "--prune"]),
        })
        {
            var run = await centre.RunAsync(["plan", "--format", "json", "--detailed-exitcode", .. options]);
            var sees = !options.Contains("--no-refresh");
            var refusal = sees ? row.Refusal : null;
            var plan = run.Exits(refusal is not null ? 3 : expected == "-" || expected.StartsWith("kept", StringComparison.Ordinal) ? 0 : 2).Json("telecmi-plan/1");
            Check(expected, plan, $"plan {string.Join(' ', options)}");
            Assert.Equal(refusal is null ? [] : [refusal], plan.GetProperty("refusals").EnumerateArray().Select(one => one.GetProperty("rule").GetString()));
            Assert.Equal(sees, plan.GetProperty("refreshed").GetBoolean());
            Assert.Equal(sees && row is { Roster: null, State: null } ? 1 : 0, plan.GetProperty("summary").GetProperty("unmanaged").GetInt32());
        }

        Assert.Equal(0, centre.Account.Calls.Write);
        Assert.Equal(row.Live?.Live(), centre.Account.Find(101));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Apply(string name)
    {
        var row = Find(name);
        await using var centre = await SetUpAsync(row);

        await ApplyAsync(centre, row.Applied, [], row.Refusal);
        if (row.Refusal is null)
        {
            await centre.PlansNothingAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Apply_without_refresh(string name)
    {
        var row = Find(name);
        await using var centre = await SetUpAsync(row);

        await ApplyAsync(centre, row.AppliedBlind, ["--no-refresh"]);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Drift(string name)
    {
        var row = Find(name);
        await using var centre = await SetUpAsync(row);
        var state = centre.StateText();

        foreach (var (options, drifted) in new (string[], bool)[]
        {
            ([], row.Drift is "changed" or "missing" or "unmanaged"), (["--pending"], row.Drift != "-"),
        })
        {
            var report = (await centre.RunAsync(["drift", "--format", "json", .. options])).Exits(drifted ? 2 : 0).Json("telecmi-drift/1");
            var kinds = report.GetProperty("agents").EnumerateArray().Select(agent => $"{agent.GetProperty("extension")} {agent.GetProperty("kind").GetString()}");
            Assert.Equal(row.Drift == "-" ? [] : [$"101 {row.Drift}"], kinds);
            Assert.Equal(drifted, report.GetProperty("drifted").GetBoolean());
        }

        Assert.Equal(0, centre.Account.Calls.Write);
        Assert.Equal(state, centre.StateText());
        Assert.False(File.Exists(centre.StatePath + ".lock"));
    }

    [Fact]
    public async Task Apply_without_refresh_does_not_go_with_prune()
    {
        await using var centre = await SetUpAsync(Find("entry gone"));

        (await centre.ApplyAsync("--no-refresh", "--prune")).Exits(1).Json("telecmi-error/1");

        Assert.Equal(0, centre.Account.Calls.Total);
    }

    private static async Task ApplyAsync(CallCentre centre, (string Outcome, int Writes, Person? State, Person? Live) expected, string[] options, string? refusal = null)
    {
        var run = await centre.ApplyAsync(options);
        var applied = run.Exits(refusal is not null ? 3 : expected.Outcome.Contains("skipped", StringComparison.Ordinal) ? 1 : 0).Json("telecmi-apply/1");

        var outcomes = applied.GetProperty("outcomes").EnumerateArray().Where(one => one.GetProperty("extension").GetInt32() == 101)
            .Select(one => $"{one.GetProperty("action").GetString()} {one.GetProperty("outcome").GetString()}{(one.GetProperty("message").ValueKind == JsonValueKind.Null ? "" : "!")}");
        Assert.Equal(expected.Outcome, outcomes.SingleOrDefault("-"));
        Assert.Equal(expected.Writes, centre.Account.Calls.Write);
        Assert.Equal(expected.Live?.Live(), centre.Account.Find(101));
        var recorded = centre.Recorded(101);
        Assert.Equal(expected.State is null, recorded is null);
        if (expected.State is { } person && recorded is { } record)
        {
            Assert.Equal(
                (person.Name, person.Phone, person.StartTime, person.EndTime),
                (record.GetProperty("name").GetString(), record.GetProperty("phone_number").GetString(), record.GetProperty("start_time").GetInt32(), record.GetProperty("end_time").GetInt32()));
        }
    }

    private static async Task<CallCentre> SetUpAsync(Row row)
    {
        var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([.. Bystanders, .. With(row.Roster)]);
        centre.Record([.. Bystanders, .. With(row.State)]);
        centre.Seat([.. Bystanders, .. With(row.Live)]);
        return centre;
    }

    private static void Check(string expected, JsonElement plan, string what)
    {
        var words = expected.TrimEnd('!').Split(' ');
        var change = Of(plan, "changes");
        var kept = Of(plan, "kept");
        var actual = change is { } one ? one.GetProperty("action").GetString() : kept is { } stays ? $"kept:{stays.GetProperty("reason").GetString()}" : "-";
        Assert.True(words[0] == actual, $"{what}: expected {expected}, planned {actual}: {plan}");
        Assert.Equal(words.Contains("adopts"), change is { } adopting && adopting.GetProperty("adopts").GetBoolean());
        if (words is [_, "drift" or "differs"])
        {
            Assert.Equal(words[1], change!.Value.GetProperty("reason").GetString());
        }

        if (expected.EndsWith('!'))
        {
            Assert.Contains(plan.GetProperty("warnings").EnumerateArray(), warning => warning.GetProperty("extension") is { ValueKind: JsonValueKind.Number } on && on.GetInt32() == 101);
        }
    }

    private static JsonElement? Of(JsonElement plan, string list)
        => plan.GetProperty(list).EnumerateArray().Where(one => one.GetProperty("extension").GetInt32() == 101).Select(one => (JsonElement?)one).SingleOrDefault();

    private static Row Find(string name) => Row.All.Single(row => row.Name == name);

    private static IEnumerable<Person> With(Person? person) => person is null ? [] : [person];
}
