using System.Text.Json;

namespace TeleCmi.Cli.Tests.Harness;

/// <summary>A call centre whose roster lies in a git repository. A review of it has neither credentials nor passwords.</summary>
internal sealed class ReviewedCentre : IAsyncDisposable
{
    private ReviewedCentre(CallCentre centre) => Centre = centre;

    public CallCentre Centre { get; }

    public string Folder => Centre.Folder;

    public static async Task<ReviewedCentre> OpenAsync(bool inRepository = true)
    {
        var centre = new ReviewedCentre(await CallCentre.OpenAsync());
        centre.Centre.Variables.Remove("AGENT_PASSWORD");
        centre.Centre.Variables["HOME"] = centre.Folder;
        if (inRepository)
        {
            await centre.GitAsync("init", "--quiet", "--initial-branch=main");
        }

        return centre;
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
    }

    /// <summary>A roster of these people, as <see cref="CallCentre.WriteRoster"/> writes one.</summary>
    public void WriteRoster(IEnumerable<Person> people, string head = "") => Centre.WriteRoster(people, head);

    /// <summary>Commits all that is there.</summary>
    /// <returns>The commit.</returns>
    public async Task<string> CommitAsync()
    {
        await GitAsync("add", "--all");
        await GitAsync("-c", "user.name=Story", "-c", "user.email=story@example.com", "-c", "commit.gpgsign=false", "commit", "--quiet", "--allow-empty", "--message", "Roster");
        return await GitAsync("rev-parse", "HEAD");
    }

    /// <summary>A roster of these people on a branch that begins here; then back to where we were.</summary>
    public async Task MeanwhileAsync(string branch, Action change)
    {
        await GitAsync("checkout", "--quiet", "-b", branch);
        change();
        await CommitAsync();
        await GitAsync("checkout", "--quiet", "-");
    }

    public async Task<string> GitAsync(params string[] arguments)
    {
        using var git = Telecmi.StartProgram("git", Folder, new Dictionary<string, string> { ["HOME"] = Folder }, arguments);
        git.EndInput();
        return (await git.EndAsync()).Exits(0).Out.Trim();
    }

    /// <summary>Takes the content of a file of a revision out of the object store.</summary>
    public async Task LoseAsync(string name)
    {
        var id = await GitAsync("rev-parse", name);
        File.Delete(PathOf($".git/objects/{id[..2]}/{id[2..]}"));
    }

    public Task<Ended> PlanAsync(string revision, params string[] options) => Centre.RunAsync(["plan", $"--base={revision}", .. options]);

    /// <summary>What a review shows, a line for each change.</summary>
    public async Task<string[]> ReviewAsync(string revision, params string[] options)
        => [.. Changes((await PlanAsync(revision, ["--format", "json", .. options])).Exits(0).Json("telecmi-plan/1"))];

    /// <summary>A review that can't be made: exit 1, with this code and no plan.</summary>
    public async Task<string> FailsAsync(string code, string revision, params string[] options)
    {
        var run = await PlanAsync(revision, ["--format", "json", .. options]);
        var error = run.Exits(1).Json("telecmi-error/1").GetProperty("errors")[0];
        Assert.True(error.GetProperty("code").GetString() == code, run.ToString());
        return error.GetProperty("message").GetString()!;
    }

    public static IEnumerable<string> Changes(JsonElement plan) => plan.GetProperty("changes").EnumerateArray().Select(change =>
        $"{change.GetProperty("extension")} {change.GetProperty("action").GetString()} {string.Join(' ', change.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("field").GetString()))}".Trim());

    public static string? FirstWarning(JsonElement plan) => plan.GetProperty("warnings")[0].GetProperty("code").GetString();

    public ValueTask DisposeAsync() => Centre.DisposeAsync();
}
