namespace TeleCmi.Cli.Tests.CiExamples;

/// <summary>The three roads of examples/ci/github from a merge to the account: what was shown and approved, and nothing else, is applied.</summary>
public sealed class ApprovalTests
{
    [Fact]
    public async Task A_merge_applies_the_plan_that_its_pull_request_showed_and_its_reviewers_approved()
    {
        await using var story = await BeginAsync();
        List<Person> people = [.. story.People, Person.Of(300, "Kiran")];
        Assert.True((await story.RunAsync("telecmi-review.yml", "plan", await story.PushAsync(people, "change"))).Succeeded);
        Assert.Contains("approves this plan, fingerprint `", Assert.Single(story.Comments()), StringComparison.Ordinal);
        story.Merge(reviewed: GitHubStory.Head);
        var commit = await story.PushAsync(people, "main");

        var plan = await story.RunAsync("telecmi-roster.yml", "plan", commit);

        Assert.True(plan.Succeeded, plan.Log);
        Assert.Equal(("true", "true"), (plan.Outputs["changes"], plan.Outputs["approved"]));
        Assert.Contains("Approved by leela", plan.Summary, StringComparison.Ordinal);
        Assert.Equal(["chennai/telecmi.plan.json", "chennai/telecmi.state.json"], await story.Repository.KeptAsync());
        Assert.Equal(0, story.Centre.Account.Calls.Write);
        var apply = await story.RunAsync("telecmi-roster.yml", "apply", commit);
        Assert.True(apply.Succeeded, apply.Log);
        story.Centre.HasExactly(people);
        Assert.Equal(["chennai/telecmi.state.json"], await story.Repository.KeptAsync());

        // The same input again plans nothing.
        Assert.Equal("false", (await story.RunAsync("telecmi-roster.yml", "plan", commit)).Outputs["changes"]);
        Assert.False(story.IsDue("telecmi-roster.yml", "apply"));
    }

    [Theory]
    [InlineData("another commit was reviewed")]
    [InlineData("a stranger reviewed")]
    [InlineData("it was reviewed before it was shown")]
    [InlineData("the account changed since")]
    [InlineData("nobody merged it")]
    public async Task Any_other_plan_waits_for_an_approval_by_hand(string why)
    {
        await using var story = await BeginAsync();
        List<Person> people = [.. story.People, Person.Of(300, "Kiran")];
        await story.RunAsync("telecmi-review.yml", "plan", await story.PushAsync(people, "change"));
        if (why != "nobody merged it")
        {
            story.Merge(
                why.StartsWith("another", StringComparison.Ordinal) ? "0000000000000000000000000000000000000000" : GitHubStory.Head,
                why.StartsWith("a stranger", StringComparison.Ordinal) ? "NONE" : "MEMBER",
                why.EndsWith("shown", StringComparison.Ordinal) ? "2001-01-01T00:00:00Z" : "2099-01-01T00:00:00Z");
        }

        if (why.StartsWith("the account", StringComparison.Ordinal))
        {
            story.Centre.Seat([story.People[0] with { EndTime = 22 }]);
        }

        var commit = await story.PushAsync(people, "main");
        var plan = await story.RunAsync("telecmi-roster.yml", "plan", commit);
        Assert.True(plan.Succeeded, plan.Log);
        Assert.Equal("false", plan.Outputs["approved"]);
        Assert.Contains($"gh workflow run telecmi-apply.yml -f folder=chennai -f fingerprint={plan.Outputs["fingerprint"]}", plan.Summary, StringComparison.Ordinal);
        Assert.False((await story.RunAsync("telecmi-roster.yml", "apply", commit)).Succeeded);
        Assert.Equal(0, story.Centre.Account.Calls.Write);

        story.Contexts["inputs.fingerprint"] = plan.Outputs["fingerprint"];
        Assert.Equal("true", (await story.RunAsync("telecmi-roster.yml", "plan", commit)).Outputs["approved"]);
        var apply = await story.RunAsync("telecmi-roster.yml", "apply", commit);
        Assert.True(apply.Succeeded, apply.Log);
        story.Centre.HasExactly(people);
    }

    [Fact]
    public async Task Reviewers_of_the_environment_approve_where_there_really_are_some()
    {
        await using var story = await BeginAsync();
        List<Person> people = [.. story.People, Person.Of(300, "Kiran")];
        var commit = await story.PushAsync(people, "main");
        await story.RunAsync("telecmi-roster.yml", "plan", commit);
        story.Answer("environment.json", """{"protection_rules":[{"type":"branch_policy"}]}""");
        Assert.Contains("nobody approved this plan", (await story.RunAsync("telecmi-roster.yml", "apply", commit)).Log, StringComparison.Ordinal);
        Assert.Equal(0, story.Centre.Account.Calls.Write);

        await story.RunAsync("telecmi-roster.yml", "plan", commit);
        story.Answer("environment.json", """{"protection_rules":[{"type":"required_reviewers"}]}""");
        var apply = await story.RunAsync("telecmi-roster.yml", "apply", commit);
        Assert.True(apply.Succeeded, apply.Log);
        story.Centre.HasExactly(people);
    }

    [Fact]
    public async Task A_plan_is_applied_only_while_it_is_the_one_that_was_shown()
    {
        await using var story = await BeginAsync();
        var commit = await story.PushAsync([.. story.People, Person.Of(300)], "main");
        await story.RunAsync("telecmi-roster.yml", "plan", commit);
        story.Approve("by hand");
        story.Centre.Seat([Person.Of(300) with { EndTime = 22 }]);

        var apply = await story.RunAsync("telecmi-roster.yml", "apply", commit);

        Assert.False(apply.Succeeded);
        Assert.Contains("stale_plan", apply.Log, StringComparison.Ordinal);
        Assert.Equal(0, story.Centre.Account.Calls.Write);
    }

    [Fact]
    public async Task An_apply_that_fails_keeps_what_it_did_and_the_next_one_goes_on()
    {
        await using var story = await BeginAsync();
        List<Person> people = [.. story.People, .. CallCentre.People(6, first: 300)];
        var commit = await story.PushAsync(people, "main");
        await ApplyAsync(story, commit, succeeds: false, () => story.Centre.Account.UserLimit = story.People.Count + 2);
        Assert.Equal(["chennai/telecmi.state.json"], await story.Repository.KeptAsync());

        await ApplyAsync(story, commit, succeeds: true, () => story.Centre.Account.UserLimit = 1000);
        story.Centre.HasExactly(people);
    }

    [Fact]
    public async Task A_removal_over_the_limit_is_allowed_by_hand()
    {
        await using var story = await BeginAsync();
        var commit = await story.PushAsync(story.People[..1], "main");
        Assert.False((await story.RunAsync("telecmi-roster.yml", "plan", commit)).Succeeded);

        story.Contexts["inputs.max_removals"] = "4";
        await ApplyAsync(story, commit, succeeds: true, () => { });
        story.Centre.HasExactly(story.People[..1]);
    }

    [Fact]
    public async Task Two_rosters_in_two_folders_have_two_states()
    {
        await using var story = await BeginAsync();
        var mumbai = CallCentre.People(2, first: 200);
        var commit = await story.PushAsync(mumbai, "main", "mumbai");
        story.Contexts["inputs.folder"] = "mumbai";

        await ApplyAsync(story, commit, succeeds: true, () => { });

        Assert.Equal(["chennai/telecmi.state.json", "mumbai/telecmi.state.json"], await story.Repository.KeptAsync());
        story.Centre.HasExactly([.. story.People, .. mumbai]);
        foreach (var folder in new[] { "chennai", "mumbai" })
        {
            story.Contexts["inputs.folder"] = story.Contexts["matrix.folder"] = folder;
            Assert.Equal("false", (await story.RunAsync("telecmi-roster.yml", "plan", commit)).Outputs["changes"]);
            Assert.True((await story.RunAsync("telecmi-drift.yml", "drift", commit)).Succeeded);
        }
    }

    private static async Task<GitHubStory> BeginAsync()
    {
        Examples.Need("bash", "git", "curl", "tar", "jq");
        var story = await GitHubStory.BeginAsync();
        await story.SettleAsync();
        return story;
    }

    private static async Task ApplyAsync(GitHubStory story, string commit, bool succeeds, Action between)
    {
        var plan = await story.RunAsync("telecmi-roster.yml", "plan", commit);
        Assert.True(plan.Succeeded, plan.Log);
        story.Approve("by hand");
        between();
        var apply = await story.RunAsync("telecmi-roster.yml", "apply", commit);
        Assert.True(apply.Succeeded == succeeds, apply.Log);
    }
}
