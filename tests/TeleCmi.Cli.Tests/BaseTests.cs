
namespace TeleCmi.Cli.Tests;

/// <summary>A pull request is reviewed against its base: no credentials, no network, no secret, no trust.</summary>
public sealed class BaseTests
{
    [Fact]
    public async Task A_review_shows_what_the_pull_request_changes()
    {
        await using var centre = await ReviewedCentre.OpenAsync();
        var people = CallCentre.People(5);
        centre.WriteRoster(people);
        await centre.CommitAsync();
        centre.WriteRoster([people[0], people[1] with { EndTime = 22 }, people[2] with { PasswordEntry = "${ANOTHER}" }, people[3], Person.Of(300, "Kiran")]);

        var plan = (await centre.PlanAsync("HEAD", "--format", "json")).Exits(0).Json("telecmi-plan/1");

        Assert.Equal("HEAD", plan.GetProperty("base").GetString());
        Assert.False(plan.GetProperty("refreshed").GetBoolean());
        Assert.Equal(
            ["101 update end_time", "102 update password", "300 add name phone_number password start_time end_time sms_alert"], ReviewedCentre.Changes(plan));
        Assert.Equal([104], plan.GetProperty("kept").EnumerateArray().Select(kept => kept.GetProperty("extension").GetInt32()));
        Assert.Contains("104 remove", await centre.ReviewAsync("HEAD", "--prune"));
        Assert.Equal(0, centre.Centre.Account.Calls.Total);

        await centre.CommitAsync();
        Assert.Empty(await centre.ReviewAsync("HEAD"));
    }

    [Fact]
    public async Task A_field_that_becomes_managed_is_a_change()
    {
        await using var centre = await ReviewedCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101) with { SmsAlert = null }]);
        await centre.CommitAsync();
        centre.WriteRoster([Person.Of(101)]);

        Assert.Equal(["101 update sms_alert"], await centre.ReviewAsync("HEAD"));
    }

    [Fact]
    public async Task Nobody_is_blamed_for_what_others_added_since()
    {
        await using var centre = await ReviewedCentre.OpenAsync();
        var people = CallCentre.People(3);
        centre.WriteRoster(people);
        var parted = await centre.CommitAsync();
        await centre.MeanwhileAsync("others", () => centre.WriteRoster([.. people, .. CallCentre.People(4, first: 300)]));
        centre.WriteRoster([people[0] with { EndTime = 22 }, people[1]]);
        await centre.CommitAsync();

        Assert.Equal(["100 update end_time", "102 remove"], await centre.ReviewAsync("others", "--prune"));
        Assert.Equal(["100 update end_time", "102 remove"], await centre.ReviewAsync(parted, "--prune"));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    public async Task A_change_of_policy_is_the_line_after_the_title(string format)
    {
        await using var centre = await ReviewedCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(3), "policy: { max_removals: 2, min_on_duty: { \"9-11\": 2 } }");
        await centre.CommitAsync();
        centre.WriteRoster(CallCentre.People(3), "policy: { max_removals: 100%, min_on_duty: 0, unmanaged: ignore }");

        var lines = (await centre.PlanAsync("HEAD", "--format", format)).Exits(0).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains("The policy changes: max_removals: 2 -> 100%; unmanaged: drift -> ignore; min_on_duty: 2 -> 0 in hours 9-11.", string.Join('\n', lines[1..3]), StringComparison.Ordinal);
        Assert.Equal("policy_changed", ReviewedCentre.FirstWarning((await centre.PlanAsync("HEAD", "--format", "json")).Json("telecmi-plan/1")));
    }

    [Fact]
    public async Task The_rules_hold_in_a_review()
    {
        await using var centre = await ReviewedCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(20));
        await centre.CommitAsync();
        centre.WriteRoster([]);

        (await centre.PlanAsync("HEAD", "--prune", "--format", "json")).Exits(3).Json("telecmi-plan/1");
        (await centre.PlanAsync("HEAD", "--out", "x.plan.json")).Exits(1);
    }

    [Fact]
    public async Task A_revision_without_any_roster_knows_nobody()
    {
        await using var centre = await ReviewedCentre.OpenAsync();
        centre.Write("README.yaml", "hello: agents\n");
        await centre.CommitAsync();
        centre.WriteRoster(CallCentre.People(2));

        var plan = (await centre.PlanAsync("HEAD", "--format", "json")).Exits(0).Json("telecmi-plan/1");

        Assert.Equal(2, plan.GetProperty("summary").GetProperty("add").GetInt32());
        Assert.Equal("base_missing", ReviewedCentre.FirstWarning(plan));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("github")]
    [InlineData("markdown")]
    [InlineData("junit")]
    [InlineData("sarif")]
    public async Task A_roster_that_was_renamed_is_told_first_and_can_be_named(string format)
    {
        await using var centre = await ReviewedCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(5));
        await centre.CommitAsync();
        Directory.CreateDirectory(centre.PathOf("pune"));
        centre.WriteRoster(CallCentre.People(1));
        File.Move(centre.Centre.RosterPath, centre.PathOf("pune/team.yaml"));

        var told = (await centre.PlanAsync("HEAD", "--prune", "-f", "pune/team.yaml", "--format", format)).Exits(0).Out;

        Assert.Contains("no such roster, but another one", format == "text" ? told.Split('\n')[1] : told, StringComparison.Ordinal);
        Assert.Contains("HEAD:agents.yaml", told, StringComparison.Ordinal);
        Assert.Equal("other_roster", ReviewedCentre.FirstWarning((await centre.PlanAsync("HEAD", "-f", "pune/team.yaml", "--format", "json")).Json("telecmi-plan/1")));
        Assert.Equal(["101 remove", "102 remove", "103 remove"], (await centre.ReviewAsync("HEAD:agents.yaml", "--prune", "--max-removals", "9", "-f", "pune/team.yaml"))[..3]);
        await centre.FailsAsync("base_path_missing", "HEAD:pune/team.yaml", "-f", "pune/team.yaml");
    }

    [Fact]
    public async Task A_path_of_a_revision_counts_from_the_top_or_from_here()
    {
        await using var centre = await ReviewedCentre.OpenAsync();
        centre.Write("chennai/old.yaml", "agents:\n  - { extension: 101, name: Asha, phone_number: \"919876543210\" }\n");
        await centre.CommitAsync();
        centre.Write("chennai/agents.yaml", "agents: []\n");

        foreach (var revision in new[] { "HEAD:chennai/old.yaml", "HEAD:./old.yaml", "HEAD:../chennai/old.yaml", "HEAD^{/Roster}:chennai/old.yaml" })
        {
            var run = await Telecmi.RunAsync(centre.PathOf("chennai"), centre.Centre.Variables, null, "plan", "--base", revision, "--prune", "--allow-empty", "--format", "json");
            Assert.Equal(["101 remove"], ReviewedCentre.Changes(run.Exits(0).Json("telecmi-plan/1")));
        }
    }

    [Fact]
    public async Task A_roster_that_was_broken_when_the_branch_began_is_compared_with_the_mended_one()
    {
        await using var centre = await ReviewedCentre.OpenAsync();
        var people = CallCentre.People(2);
        centre.Centre.WriteRosterText("agents: 5\n");
        await centre.CommitAsync();
        await centre.MeanwhileAsync("mended", () => centre.WriteRoster(people));
        centre.WriteRoster([people[0], people[1] with { EndTime = 22 }]);
        await centre.CommitAsync();

        var plan = (await centre.PlanAsync("mended", "--format", "json")).Exits(0).Json("telecmi-plan/1");

        Assert.Equal(["101 update end_time"], ReviewedCentre.Changes(plan));
        Assert.Equal("base_replaced", ReviewedCentre.FirstWarning(plan));
    }

    [Theory]
    [InlineData("text", "NOT COMPARED with revision HEAD")]
    [InlineData("github", "::notice title=telecmi plan::NOT COMPARED.")]
    [InlineData("markdown", "### Plan: NOT COMPARED")]
    [InlineData("junit", "base_not_valid")]
    [InlineData("sarif", "review/base_not_valid")]
    public async Task A_base_that_is_no_roster_is_not_compared_and_not_annotated(string format, string title)
    {
        await using var centre = await ReviewedCentre.OpenAsync();
        centre.Centre.WriteRosterText("agents:\n  - extension: 99\n");
        await centre.CommitAsync();
        centre.WriteRoster(CallCentre.People(2));

        var run = (await centre.PlanAsync("HEAD", "--prune", "--detailed-exitcode", "--format", format)).Exits(0);
        var plan = (await centre.PlanAsync("HEAD", "--format", "json")).Exits(0).Json("telecmi-plan/1");

        Assert.Contains(title, format == "text" ? run.Out.Split('\n')[0] : run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("No changes", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("file=HEAD", run.Out, StringComparison.Ordinal);
        Assert.Contains("ROS", run.Out, StringComparison.Ordinal);
        Assert.False(plan.GetProperty("compared").GetBoolean());
        Assert.Empty(plan.GetProperty("changes").EnumerateArray());
        Assert.Equal("base_not_valid", ReviewedCentre.FirstWarning(plan));
    }

    [Theory]
    [InlineData("name: ${TELECMI_SECRET}")]
    [InlineData("name: Asha\n    password: { file: /etc/passwd }")]
    [InlineData("name: Asha\n    password: ${TELECMI_SECRET}")]
    public async Task A_strangers_roster_reveals_nothing(string entry)
    {
        await using var centre = await ReviewedCentre.OpenAsync();
        centre.WriteRoster([]);
        await centre.CommitAsync();
        centre.Centre.WriteRosterText($"agents:\n  - extension: 101\n    phone_number: \"919200000000\"\n    {entry}\n");

        foreach (var command in new string[][] { ["validate"], ["plan", "--base", "HEAD"], ["plan", "--no-refresh"] })
        {
            var run = await centre.Centre.RunAsync([.. command, "--format", "json"]);
            Assert.DoesNotContain(CallCentre.Secret, run.Out + run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("root:", run.Out + run.Error, StringComparison.Ordinal);
        }
    }
}
