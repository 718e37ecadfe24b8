using System.Text.Json;

namespace TeleCmi.Cli.Tests.CiExamples;

/// <summary>A call centre whose roster lies in a repository on GitHub.</summary>
internal sealed class GitHubStory : IAsyncDisposable
{
    private GitHubStory(CallCentre centre, Repository repository, List<Person> people) => (Centre, Repository, People) = (centre, repository, people);

    /// <summary>The last commit of the pull request.</summary>
    public const string Head = "5ba1f0d4c3b2a1908f7e6d5c4b3a291807f6e5d4";

    public CallCentre Centre { get; }

    public Repository Repository { get; }

    public List<Person> People { get; }

    public Dictionary<string, string> Contexts { get; } = new(StringComparer.Ordinal)
    {
        ["secrets.CHENNAI_SECRET"] = CallCentre.Secret,
        ["secrets.AGENT_PASSWORD"] = CallCentre.Password,
        ["secrets.ANOTHER"] = "of another workflow",
        ["matrix.folder"] = "chennai",
        ["inputs.folder"] = "chennai",
        ["github.token"] = "a-token",
        ["github.repository"] = "acme/roster",
        ["github.event.repository.private"] = "true",
        ["github.event.pull_request.head.repo.full_name"] = "acme/roster",
        ["github.event.pull_request.number"] = "7",
        ["github.event.pull_request.head.sha"] = Head,
    };

    public static async Task<GitHubStory> BeginAsync()
    {
        var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(5);
        centre.Seat(people);
        return new GitHubStory(centre, await Repository.CreateAsync(Roster(centre, people), Place("chennai")), people);
    }

    public Task<string> PushAsync(IEnumerable<Person> people, string branch, string folder = "chennai")
        => Repository.PushAsync(Roster(Centre, people), branch, Place(folder));

    /// <summary>The account is as the roster says, and a state says so: what a first apply leaves.</summary>
    public async Task SettleAsync()
    {
        await RunAsync("telecmi-roster.yml", "plan", await PushAsync(People, "main"));
        Approve("by hand");
        Assert.True((await RunAsync("telecmi-roster.yml", "apply", await PushAsync(People, "main"))).Succeeded);
    }

    /// <summary>Takes the job's word for it that the plan was approved.</summary>
    public void Approve(string how) => Contexts["needs.plan.outputs.approved"] = how.Length > 0 ? "true" : "false";

    /// <summary>What GitHub would answer for one path.</summary>
    public void Answer(string file, string json) => File.WriteAllText(Path.Combine(Repository.Folder, file), json);

    /// <summary>The pull request was merged, and this is who reviewed which commit of it.</summary>
    public void Merge(string reviewed, string association = "MEMBER", string at = "2099-01-01T00:00:00Z")
    {
        Answer("pulls-of-commit.json", """[{"number":7,"merged_at":"2099-01-02T00:00:00Z"}]""");
        Answer("pull.json", $$$"""{"head":{"sha":"{{{Head}}}"}}""");
        Answer("reviews.json", $$$"""[{"state":"APPROVED","commit_id":"{{{reviewed}}}","author_association":"{{{association}}}","submitted_at":"{{{at}}}","user":{"login":"leela"}}]""");
    }

    /// <summary>Runs a job, with a release of telecmi or with one that the job itself builds.</summary>
    public async Task<JobEnd> RunAsync(string workflow, string job, string commit, bool isBuilt = false)
    {
        var read = Workflow.Load(workflow);
        var end = await new JobRun(Centre, Repository, Contexts).RunAsync(isBuilt ? read.FromSource() : read, job, commit);
        Assert.DoesNotContain(CallCentre.Secret, end.Log + end.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain(CallCentre.Password, end.Log + end.Summary, StringComparison.Ordinal);
        foreach (var (output, value) in end.Outputs)
        {
            Contexts[$"needs.{job}.outputs.{output}"] = value;
        }

        return end;
    }

    public bool IsDue(string workflow, string job) => new JobRun(Centre, Repository, Contexts).IsDue(Workflow.Text(Workflow.Load(workflow).Job(job), "if"));

    public List<string> Comments() => [.. Read("comments.json").Select(comment => comment.GetProperty("body").GetString()!)];

    public List<(int Number, string State, string Body)> Issues()
        => [.. Read("issues.json").Select(issue => (issue.GetProperty("number").GetInt32(), issue.GetProperty("state").GetString()!, issue.GetProperty("body").GetString()!))];

    public async ValueTask DisposeAsync()
    {
        Repository.Dispose();
        await Centre.DisposeAsync();
    }

    private static string Place(string folder) => $"{folder}/agents.yaml";

    private static string Roster(CallCentre centre, IEnumerable<Person> people)
    {
        centre.WriteRoster(people, $"appid: {CallCentre.AppId}\nsecret: ${{CHENNAI_SECRET}}\npolicy: {{ unmanaged: ignore }}");
        return File.ReadAllText(centre.RosterPath);
    }

    private List<JsonElement> Read(string file)
    {
        var path = Path.Combine(Repository.Folder, file);
        if (!File.Exists(path))
        {
            return [];
        }

        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }
}
