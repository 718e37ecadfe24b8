namespace TeleCmi.Cli.Tests.CiExamples;

/// <summary>examples/ci/github, step by step against the stand-in service.</summary>
public sealed class GitHubTests
{
    private static readonly string[] Workflows = ["telecmi-review.yml", "telecmi-apply.yml", "telecmi-roster.yml", "telecmi-drift.yml"];

    public static TheoryData<string> Files => [.. Workflows];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Is_valid_by_the_published_schema(string file)
    {
        await PublishedSchema.AcceptsAsync("validateWorkflow", Path.Combine(Examples.Folder, "github", "workflows", file));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Keeps_the_rules_for_rosters_of_strangers(string file)
    {
        var workflow = Workflow.Load(file);
        var text = File.ReadAllText(Path.Combine(Examples.Folder, "github", "workflows", file));

        Assert.All(workflow.Actions(), action => Assert.Matches("^([a-z/-]+@[0-9a-f]{40}|telecmi-declarative/telecmi/setup-telecmi@COMMIT)$", action));
        Assert.DoesNotContain("\n  pull_request_target", text, StringComparison.Ordinal);
        Assert.DoesNotContain("upload-artifact", text, StringComparison.Ordinal);
        Assert.DoesNotContain("cancel-in-progress: true", text, StringComparison.Ordinal);
        Assert.Contains("\npermissions: {}\n", text, StringComparison.Ordinal);
        Assert.All(workflow.Jobs().Values, job => Assert.NotEmpty(Workflow.Pairs(job, "permissions"))); // of the job that needs them
        Assert.DoesNotContain("vars.", text, StringComparison.Ordinal); // runs of forks are given none
        Assert.DoesNotMatch(@"(?<!bash )\.github/telecmi-state\.sh (fetch|keep)", text); // copied by the web page, it has lost its mode bit
        Assert.All(
            workflow.Jobs().Values.SelectMany(Workflow.Steps).Where(step => Workflow.Text(step, "uses")?.StartsWith("actions/checkout", StringComparison.Ordinal) == true),
            step => Assert.Contains(("persist-credentials", "false"), Workflow.Pairs(step, "with")));
        Assert.All(
            workflow.Jobs().Where(job => Workflow.Text(job.Value, "if") is null),
            job => Assert.Equal("Refuse a public repository", Workflow.Text(Workflow.Steps(job.Value).First(), "name")));
        Assert.DoesNotContain(".telecmi-source", text, StringComparison.Ordinal);
        Assert.DoesNotContain(workflow.Environments(), value => value.Contains("secrets.", StringComparison.Ordinal)); // of one step, never of a job
        Assert.All(workflow.Scripts().Where(script => script.Contains("SECRETS", StringComparison.Ordinal)), script =>
        {
            Assert.StartsWith("umask 077\ntrap 'rm -f \"$RUNNER_TEMP/secrets.env\"' EXIT\n", script, StringComparison.Ordinal);
            Assert.Contains("\nunset SECRETS\n", script, StringComparison.Ordinal);
        });
        Assert.DoesNotContain("toJSON(secrets)", workflow.Name == "telecmi-review.yml" ? text[..text.IndexOf("  plan:", StringComparison.Ordinal)] : "", StringComparison.Ordinal);
    }

    /// <summary>TELECMI_UPDATE_GOLDEN=1 copies them.</summary>
    [Fact]
    public void The_repository_to_copy_has_these_very_files()
    {
        var top = CopiedRepository.Original;
        var copies = Workflows.ToDictionary(file => Path.Combine("github", "workflows", file), file => Path.Combine(top, ".github", "workflows", file), StringComparer.Ordinal);
        copies["telecmi-state.sh"] = Path.Combine(top, ".github", "telecmi-state.sh");
        copies["install-telecmi.sh"] = Path.Combine(top, "ci", "install-telecmi.sh");
        copies[Path.Combine("pre-commit", ".pre-commit-config.yaml")] = Path.Combine(top, ".pre-commit-config.yaml");
        foreach (var (file, copy) in copies)
        {
            if (Environment.GetEnvironmentVariable("TELECMI_UPDATE_GOLDEN") == "1")
            {
                File.Copy(Path.Combine(Examples.Folder, file), copy, overwrite: true);
            }

            Assert.Equal(File.ReadAllText(Path.Combine(Examples.Folder, file)), File.ReadAllText(copy));
        }

        Assert.Equal(Workflows.Order(StringComparer.Ordinal), Directory.EnumerateFiles(Path.Combine(top, ".github", "workflows")).Select(Path.GetFileName).Order(StringComparer.Ordinal)!);
    }

    [Fact]
    public async Task A_pull_request_of_a_fork_is_reviewed_without_a_secret_and_without_a_call()
    {
        Examples.Need("bash", "git", "curl", "tar");
        await using var story = await GitHubStory.BeginAsync();
        var commit = await story.PushAsync([.. story.People[..4], Person.Of(300, "Kiran")], "fork");
        story.Contexts["github.event.pull_request.head.repo.full_name"] = "stranger/roster";

        var review = await story.RunAsync("telecmi-review.yml", "review", commit);

        Assert.True(review.Succeeded, review.Log);
        Assert.Contains("Kiran", review.Summary, StringComparison.Ordinal);
        Assert.Equal(0, story.Centre.Account.Calls.Total);
        Assert.False(story.IsDue("telecmi-review.yml", "plan"));
        Assert.False((await story.RunAsync("telecmi-review.yml", "review", await story.Repository.PushAsync("agents: 5\n", "fork", "chennai/agents.yaml"))).Succeeded);
    }

    [Fact]
    public async Task What_a_branch_brings_takes_part_in_no_build_and_no_fetch_of_the_state()
    {
        Examples.Need("bash", "git", "curl", "tar", "jq");
        await using var story = await GitHubStory.BeginAsync();
        foreach (var name in new[] { "Directory.Build.targets", "global.json", ".telecmi-source/src/TeleCmi.Cli/TeleCmi.Cli.csproj" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(story.Repository.Work, name))!);
            await File.WriteAllTextAsync(Path.Combine(story.Repository.Work, name), "<Project/>", TestContext.Current.CancellationToken);
        }

        await File.WriteAllTextAsync(Path.Combine(story.Repository.Work, ".github", "telecmi-state.sh"), "echo the script of the branch; exit 9\n", TestContext.Current.CancellationToken);
        var commit = await story.PushAsync([.. story.People, Person.Of(300, "Kiran")], "change");
        await story.Repository.MakeSourceAsync();

        foreach (var job in new[] { "review", "plan" })
        {
            var end = await story.RunAsync("telecmi-review.yml", job, commit, isBuilt: true);
            Assert.True(end.Succeeded, end.Log);
            Assert.Contains("built in ", end.Log, StringComparison.Ordinal);
            Assert.DoesNotContain("the script of the branch", end.Log, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_pull_request_of_a_colleague_has_one_comment_that_updates_itself()
    {
        Examples.Need("bash", "git", "curl", "tar", "jq");
        await using var story = await GitHubStory.BeginAsync();
        var first = await story.PushAsync([.. story.People, Person.Of(300, "Kiran")], "change");
        Assert.True(story.IsDue("telecmi-review.yml", "plan"));
        Assert.True((await story.RunAsync("telecmi-review.yml", "plan", first)).Succeeded);
        Assert.Contains("Kiran", Assert.Single(story.Comments()), StringComparison.Ordinal);

        var second = await story.RunAsync("telecmi-review.yml", "plan", await story.PushAsync([.. story.People, Person.Of(301, "Zubin")], "change"));

        Assert.True(second.Succeeded, second.Log);
        var comment = Assert.Single(story.Comments());
        Assert.Contains("Zubin", comment, StringComparison.Ordinal);
        Assert.DoesNotContain("Kiran", comment, StringComparison.Ordinal);
        Assert.Equal(0, story.Centre.Account.Calls.Write);
    }

    [Fact]
    public async Task A_public_repository_is_refused()
    {
        Examples.Need("bash", "git", "curl", "tar");
        await using var story = await GitHubStory.BeginAsync();
        story.Contexts["github.event.repository.private"] = "false";

        Assert.False((await story.RunAsync("telecmi-roster.yml", "plan", await story.PushAsync(story.People, "main"))).Succeeded);

        Assert.Equal(0, story.Centre.Account.Calls.Total);
    }

    [Fact]
    public async Task The_nightly_job_has_one_open_issue_while_there_is_drift()
    {
        Examples.Need("bash", "git", "curl", "tar", "jq");
        await using var story = await GitHubStory.BeginAsync();
        var commit = await story.PushAsync([.. story.People, Person.Of(300)], "main");
        await story.RunAsync("telecmi-roster.yml", "plan", commit);
        story.Approve("by hand");
        await story.RunAsync("telecmi-roster.yml", "apply", commit);

        Assert.Empty(await NightAsync());
        story.Centre.Seat([story.People[0] with { Name = "Second" }]);
        Assert.Equal(["1 open Second"], await NightAsync());
        story.Centre.Seat([story.People[0] with { Name = "Third" }]);
        Assert.Equal(["1 open Third"], await NightAsync());
        story.Centre.Seat([story.People[0]]);
        Assert.Equal(["1 closed Third"], await NightAsync());
        story.Centre.Account.Delete(300);
        Assert.Equal(["1 closed Third", "2 open"], (await NightAsync()).Select(issue => issue.TrimEnd()));

        async Task<List<string>> NightAsync()
        {
            var night = await story.RunAsync("telecmi-drift.yml", "drift", commit);
            Assert.True(night.Succeeded, night.Log);
            Assert.All(story.Issues().Where(issue => issue.State == "open"), issue => Assert.Contains("#### What to do", issue.Body, StringComparison.Ordinal));
            return [.. story.Issues().Select(issue => $"{issue.Number} {issue.State} {new[] { "Second", "Third" }.FirstOrDefault(name => issue.Body.Contains(name, StringComparison.Ordinal))}")];
        }
    }

    [Fact]
    public async Task A_night_without_the_service_is_no_night_without_drift()
    {
        Examples.Need("bash", "git", "curl", "tar", "jq");
        await using var story = await GitHubStory.BeginAsync();
        var commit = await story.PushAsync(story.People, "main");

        Assert.False((await story.RunAsync("telecmi-drift.yml", "drift", commit)).Succeeded);

        Assert.Empty(story.Issues());
    }
}
