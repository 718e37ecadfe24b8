
namespace TeleCmi.Cli.Tests.CiExamples;

/// <summary>examples/ci/gitlab, run by a program that reads such files as GitLab does, and checks them against GitLab's schema first.</summary>
public sealed class GitLabTests
{
    [Fact]
    public async Task A_merge_request_is_reviewed_a_push_is_planned_and_an_approved_plan_is_applied()
    {
        Examples.Need("bash", "git", "rsync", "curl", "tar");
        Examples.NeedPackage("gitlab-ci-local");
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(4);
        centre.Seat(people);
        centre.WriteRoster(people);
        using var repository = await Repository.CreateAsync(await File.ReadAllTextAsync(centre.RosterPath, TestContext.Current.CancellationToken));
        people = [.. people, Person.Of(300, "Kiran")];
        centre.WriteRoster(people);
        await repository.PushAsync(await File.ReadAllTextAsync(centre.RosterPath, TestContext.Current.CancellationToken), "change");

        var review = await RunAsync(centre, repository, "review", "CI_PIPELINE_SOURCE=merge_request_event", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main");

        Assert.Contains("json schema validated", review.Exits(0).Out + review.Error, StringComparison.Ordinal);
        File.Copy(Path.Combine(Examples.Folder, "gitlab", ".gitlab-ci.yml"), Path.Combine(repository.Work, "as-published.yml"));
        Assert.Contains("json schema validated", await ListAsync(repository, "as-published.yml", 0), StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(repository.Work, "broken.yml"), "review:\n  script: [true]\n  artifacts: { reports: { nonsense: x } }\n", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("json schema validated", await ListAsync(repository, "broken.yml", 1), StringComparison.Ordinal);
        Assert.Contains("Kiran", review.Out, StringComparison.Ordinal);
        Assert.Equal(0, centre.Account.Calls.Total);

        await repository.PushAsync(await File.ReadAllTextAsync(centre.RosterPath, TestContext.Current.CancellationToken), "main");
        (await RunAsync(centre, repository, "plan", "CI_PIPELINE_SOURCE=push", "CI_COMMIT_BRANCH=main", "CI_DEFAULT_BRANCH=main")).Exits(0);
        Assert.Equal(0, centre.Account.Calls.Write);
        (await RunAsync(centre, repository, "apply", "CI_PIPELINE_SOURCE=push", "CI_COMMIT_BRANCH=main", "CI_DEFAULT_BRANCH=main")).Exits(0);
        centre.HasExactly(people);
        Assert.Equal(["telecmi.state.json"], await repository.KeptAsync());

        (await RunAsync(centre, repository, "drift", "CI_PIPELINE_SOURCE=schedule")).Exits(0);
        centre.Seat([people[0] with { EndTime = 22 }]);
        Assert.NotEqual(0, (await RunAsync(centre, repository, "drift", "CI_PIPELINE_SOURCE=schedule")).Code);
    }

    [Fact]
    public async Task The_button_of_one_pipeline_applies_no_plan_of_another()
    {
        Examples.Need("bash", "git", "rsync", "curl", "tar");
        Examples.NeedPackage("gitlab-ci-local");
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(3);
        centre.Seat(people);
        centre.WriteRoster(people);
        using var repository = await Repository.CreateAsync(await File.ReadAllTextAsync(centre.RosterPath, TestContext.Current.CancellationToken));
        people = [.. people, Person.Of(300, "Kiran")];
        centre.WriteRoster(people);
        await repository.PushAsync(await File.ReadAllTextAsync(centre.RosterPath, TestContext.Current.CancellationToken), "main");
        (await PushAsync("plan", 1)).Exits(0);
        centre.Seat([people[0] with { EndTime = 22 }]);
        centre.WriteRoster(people, "# a remark");
        await repository.PushAsync(await File.ReadAllTextAsync(centre.RosterPath, TestContext.Current.CancellationToken), "main");
        (await PushAsync("plan", 2)).Exits(0);
        Assert.Equal(["telecmi.plan.1.json", "telecmi.plan.2.json"], await repository.KeptAsync());

        Assert.Contains("stale_plan", await OutAsync(1), StringComparison.Ordinal);

        Assert.Equal(0, centre.Account.Calls.Write);
        Assert.Equal(["telecmi.plan.2.json"], await repository.KeptAsync());
        await OutAsync(2, 0);
        centre.HasExactly(people);

        Task<Ended> PushAsync(string job, int pipeline)
            => RunAsync(centre, repository, job, "CI_PIPELINE_SOURCE=push", "CI_COMMIT_BRANCH=main", "CI_DEFAULT_BRANCH=main", $"CI_PIPELINE_ID={pipeline}");

        async Task<string> OutAsync(int pipeline, int? code = null)
        {
            var end = await PushAsync("apply", pipeline);
            Assert.True(code is null ? end.Code != 0 : end.Code == code, end.ToString());
            return end.Out + end.Error;
        }
    }

    [Fact]
    public async Task A_merge_request_of_a_fork_is_compared_with_the_project_that_it_goes_to()
    {
        Examples.Need("bash", "git", "rsync", "curl", "tar");
        Examples.NeedPackage("gitlab-ci-local");
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(4));
        using var repository = await Repository.CreateAsync(await File.ReadAllTextAsync(centre.RosterPath, TestContext.Current.CancellationToken));
        var project = await repository.ForkAsync();
        centre.WriteRoster(CallCentre.People(3));
        await repository.PushAsync(await File.ReadAllTextAsync(centre.RosterPath, TestContext.Current.CancellationToken), "main");

        var review = await RunAsync(
            centre, repository, "review", "CI_PIPELINE_SOURCE=merge_request_event", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main", $"CI_MERGE_REQUEST_PROJECT_URL={project}");

        Assert.Contains("103 \"Agent 103\"", review.Exits(0).Out, StringComparison.Ordinal);
        Assert.Contains("remove", review.Out, StringComparison.Ordinal);
    }

    private static async Task<string> ListAsync(Repository repository, string file, int code)
    {
        using var run = Telecmi.StartProgram(
            "node", repository.Work, new Dictionary<string, string>(StringComparer.Ordinal) { ["HOME"] = repository.Folder },
            Path.Combine(Examples.Modules, ".bin", "gitlab-ci-local"), "--file", file, "--list");
        run.EndInput();
        var end = await run.EndAsync();
        return end.Exits(code).Out + end.Error;
    }

    private static async Task<Ended> RunAsync(CallCentre centre, Repository repository, string job, params string[] pipeline)
    {
        var passwords = Path.Combine(repository.Folder, "passwords.env");
        await File.WriteAllTextAsync(passwords, $"AGENT_PASSWORD={CallCentre.Password}\n");
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
            ["HOME"] = repository.Folder,
        };
        string[] set = [.. pipeline, $"TELECMI_APPID={CallCentre.AppId}", $"TELECMI_BASE_URL={centre.Variables["TELECMI_BASE_URL"]}", $"TELECMI_RELEASES={repository.Release.Url}", .. job == "review" ? Array.Empty<string>() : [$"TELECMI_SECRET={CallCentre.Secret}", $"TELECMI_PASSWORDS={passwords}"]];
        using var run = Telecmi.StartProgram(
            "node", repository.Work, variables,
            [Path.Combine(Examples.Modules, ".bin", "gitlab-ci-local"), "--needs=false", .. set.SelectMany(one => new[] { "--variable", one }), job]);
        run.EndInput();
        var end = await run.EndAsync();
        Assert.DoesNotContain(CallCentre.Secret, end.Out + end.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(CallCentre.Password, end.Out + end.Error, StringComparison.Ordinal);
        return end;
    }
}
