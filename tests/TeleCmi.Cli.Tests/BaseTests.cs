using System.Text.Json;

namespace TeleCmi.Cli.Tests;

/// <summary>A pull request is reviewed against its base: no credentials, no network, no secret, no trust.</summary>
public sealed class BaseTests
{
    [Fact]
    public async Task A_review_shows_what_the_pull_request_changes()
    {
        await using var centre = await OpenAsync();
        var people = CallCentre.People(5);
        centre.WriteRoster(people);
        await CommitAsync(centre);
        centre.WriteRoster([people[0], people[1] with { EndTime = 22 }, people[2] with { PasswordEntry = "${ANOTHER}" }, people[3], Person.Of(300, "Kiran")]);

        var plan = await ReviewAsync(centre);

        Assert.Equal("HEAD", plan.GetProperty("base").GetString());
        Assert.False(plan.GetProperty("refreshed").GetBoolean());
        Assert.Equal(
            ["101 update end_time", "102 update password", "300 add name phone_number password start_time end_time sms_alert"],
            plan.GetProperty("changes").EnumerateArray().Select(Line));
        Assert.Equal([104], plan.GetProperty("kept").EnumerateArray().Select(kept => kept.GetProperty("extension").GetInt32()));
        Assert.Contains("104 remove", (await ReviewAsync(centre, "--prune")).GetProperty("changes").EnumerateArray().Select(Line));
        Assert.Equal(0, centre.Account.Calls.Total);

        await CommitAsync(centre);
        Assert.Empty((await ReviewAsync(centre)).GetProperty("changes").EnumerateArray());
    }

    [Fact]
    public async Task A_field_that_becomes_managed_is_a_change()
    {
        await using var centre = await OpenAsync();
        centre.WriteRoster([Person.Of(101) with { SmsAlert = null }]);
        await CommitAsync(centre);
        centre.WriteRoster([Person.Of(101)]);

        Assert.Equal(["101 update sms_alert"], (await ReviewAsync(centre)).GetProperty("changes").EnumerateArray().Select(Line));
    }

    [Fact]
    public async Task A_change_of_policy_is_the_first_thing_said()
    {
        await using var centre = await OpenAsync();
        centre.WriteRoster(CallCentre.People(3), "policy: { max_removals: 2, min_on_duty: { \"9-11\": 2 } }");
        await CommitAsync(centre);
        centre.WriteRoster(CallCentre.People(3), "policy: { max_removals: 100%, min_on_duty: 0, unmanaged: ignore }");

        var text = (await centre.RunAsync("plan", "--base", "HEAD")).Exits(0).Out;

        Assert.Equal(
            "The policy changes: max_removals: 2 -> 100%; unmanaged: drift -> ignore; min_on_duty: 2 -> 0 in hours 9, 10, 11.", text.Split('\n')[0]);
        Assert.Equal("policy_changed", (await ReviewAsync(centre)).GetProperty("warnings")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_rules_hold_in_a_review()
    {
        await using var centre = await OpenAsync();
        centre.WriteRoster(CallCentre.People(20));
        await CommitAsync(centre);
        centre.WriteRoster([]);

        (await centre.RunAsync("plan", "--base", "HEAD", "--prune", "--format", "json")).Exits(3).Json("telecmi-plan/1");
        (await centre.RunAsync("plan", "--base", "HEAD", "--out", "x.plan.json")).Exits(1);
    }

    [Fact]
    public async Task A_revision_without_the_roster_knows_nobody()
    {
        await using var centre = await OpenAsync();
        File.WriteAllText(Path.Combine(centre.Folder, "README"), "hello");
        await CommitAsync(centre);
        centre.WriteRoster(CallCentre.People(2));

        var plan = await ReviewAsync(centre);

        Assert.Equal(2, plan.GetProperty("summary").GetProperty("add").GetInt32());
        Assert.Equal("base_missing", plan.GetProperty("warnings")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("--output=x")]
    [InlineData("nowhere")]
    [InlineData("HEAD:agents.yaml")]
    [InlineData("HEAD\nHEAD")]
    [InlineData("")]
    public async Task A_revision_that_is_none_reads_and_writes_nothing(string revision)
    {
        await using var centre = await OpenAsync();
        centre.WriteRoster(CallCentre.People(2));
        await CommitAsync(centre);
        var before = Directory.GetFileSystemEntries(centre.Folder).Order();

        var run = await centre.RunAsync("plan", $"--base={revision}");

        Assert.Equal("", run.Exits(1).Out);
        Assert.Equal(before, Directory.GetFileSystemEntries(centre.Folder).Order());
    }

    [Theory]
    [InlineData("name: ${TELECMI_SECRET}")]
    [InlineData("name: Asha\n    password: { file: /etc/passwd }")]
    [InlineData("name: Asha\n    password: ${TELECMI_SECRET}")]
    public async Task A_strangers_roster_reveals_nothing(string entry)
    {
        await using var centre = await OpenAsync();
        centre.WriteRoster([]);
        await CommitAsync(centre);
        centre.WriteRosterText($"agents:\n  - extension: 101\n    phone_number: \"919200000000\"\n    {entry}\n");

        foreach (var command in new string[][] { ["validate"], ["plan", "--base", "HEAD"], ["plan", "--no-refresh"] })
        {
            var run = await centre.RunAsync([.. command, "--format", "json"]);
            Assert.DoesNotContain(CallCentre.Secret, run.Out + run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("root:", run.Out + run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_roster_that_leads_out_of_its_work_tree_is_not_read()
    {
        await using var centre = await OpenAsync();
        centre.WriteRoster([]);
        await CommitAsync(centre);
        File.Delete(centre.RosterPath);
        File.CreateSymbolicLink(centre.RosterPath, "/proc/self/environ");

        Assert.DoesNotContain(CallCentre.Secret, (await centre.RunAsync("plan", "--base", "HEAD")).Exits(1).Error, StringComparison.Ordinal);
    }

    private static string Line(JsonElement change)
        => $"{change.GetProperty("extension")} {change.GetProperty("action").GetString()} {string.Join(' ', change.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("field").GetString()))}".Trim();

    private static async Task<JsonElement> ReviewAsync(CallCentre centre, params string[] options)
        => (await centre.RunAsync(["plan", "--base", "HEAD", "--format", "json", .. options])).Exits(0).Json("telecmi-plan/1");

    private static async Task<CallCentre> OpenAsync()
    {
        var centre = await CallCentre.OpenAsync();
        await GitAsync(centre, "init", "--quiet", "--initial-branch=main");

        // A review has none of these.
        centre.Variables.Remove("AGENT_PASSWORD");
        return centre;
    }

    private static async Task CommitAsync(CallCentre centre)
    {
        await GitAsync(centre, "add", "--all");
        await GitAsync(centre, "-c", "user.name=Story", "-c", "user.email=story@example.com", "-c", "commit.gpgsign=false", "commit", "--quiet", "--message", "Roster");
    }

    private static async Task GitAsync(CallCentre centre, params string[] arguments)
    {
        using var git = Telecmi.StartProgram("git", centre.Folder, new Dictionary<string, string>(), arguments);
        git.EndInput();
        (await git.EndAsync()).Exits(0);
    }
}
