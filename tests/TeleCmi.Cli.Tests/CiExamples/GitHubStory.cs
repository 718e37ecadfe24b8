using System.Text.Json;

namespace TeleCmi.Cli.Tests.CiExamples;

/// <summary>A call centre whose roster lies in a repository on GitHub.</summary>
internal sealed class GitHubStory : IAsyncDisposable
{
    private GitHubStory(CallCentre centre, Repository repository, List<Person> people) => (Centre, Repository, People) = (centre, repository, people);

    public CallCentre Centre { get; }

    public Repository Repository { get; }

    public List<Person> People { get; }

    public Dictionary<string, string> Contexts { get; } = new(StringComparer.Ordinal)
    {
        ["vars.TELECMI_APPID"] = $"{CallCentre.AppId}",
        ["vars.TELECMI_SOURCE"] = "telecmi",
        ["secrets.TELECMI_SECRET"] = CallCentre.Secret,
        ["secrets.TELECMI_PASSWORDS"] = $"AGENT_PASSWORD={CallCentre.Password}\n# the rest uses the same",
        ["github.token"] = "a-token",
        ["github.repository"] = "acme/roster",
        ["github.event.repository.private"] = "true",
        ["github.event.pull_request.head.repo.full_name"] = "acme/roster",
        ["github.event.pull_request.number"] = "7",
        ["needs.plan.outputs.changes"] = "true",
    };

    public static async Task<GitHubStory> BeginAsync()
    {
        var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(5);
        centre.Seat(people);
        var story = new GitHubStory(centre, await Repository.CreateAsync(Roster(centre, people)), people);
        story.Contexts["vars.TELECMI_REF"] = story.Repository.Source;
        return story;
    }

    public Task<string> PushAsync(IEnumerable<Person> people, string branch) => Repository.PushAsync(Roster(Centre, people), branch);

    public async Task<JobEnd> RunAsync(string workflow, string job, string commit)
    {
        var end = await new JobRun(Centre, Repository, Contexts).RunAsync(Workflow.Load(workflow), job, commit);
        Assert.DoesNotContain(CallCentre.Secret, end.Log + end.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain(CallCentre.Password, end.Log + end.Summary, StringComparison.Ordinal);
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

    private static string Roster(CallCentre centre, IEnumerable<Person> people)
    {
        centre.WriteRoster(people);
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
