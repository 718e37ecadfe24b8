using System.Text.RegularExpressions;

namespace TeleCmi.Cli.Tests.CiExamples;

/// <summary>A copy of examples/call-centre with an account and a server for git, worked in by the commands of its own README.</summary>
internal sealed class CopiedRepository : IAsyncDisposable
{
    private readonly Dictionary<string, string> _fences;
    private readonly CallCentre _centre;

    private CopiedRepository(CallCentre centre)
    {
        _centre = centre;
        _fences = Regex.Split(File.ReadAllText(Path.Combine(Original, "README.md")), "^## ", RegexOptions.Multiline)
            .Select(section => (Heading: section.Split('\n')[0], Commands: Regex.Matches(section, "^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)))
            .Where(section => section.Commands.Count > 0)
            .ToDictionary(section => section.Heading, section => string.Concat(section.Commands.Select(fence => fence.Groups[1].Value)), StringComparer.Ordinal);
        Unplayed = [.. _fences.Keys];
    }

    public static string Original { get; } = Path.GetFullPath(Path.Combine(Examples.Modules, "..", "..", "..", "..", "examples", "call-centre"));

    public SimulatedAccount Account => _centre.Account;

    /// <summary>The headings of the README whose commands did not run yet.</summary>
    public SortedSet<string> Unplayed { get; }

    private string Folder => Path.Combine(_centre.Folder, "roster");

    private string RosterPath => Path.Combine(Folder, "chennai", "agents.yaml");

    public static async Task<CopiedRepository> CopyAsync()
    {
        var copy = new CopiedRepository(await CallCentre.OpenAsync());
        (await copy.BashAsync(copy._centre.Folder, $"""
            git init --quiet --bare --initial-branch=main server.git
            git clone --quiet server.git roster
            cp -R '{Original}/.' roster
            cd roster && git checkout --quiet -b main
            sed 's/^CHENNAI_SECRET=.*/CHENNAI_SECRET={CallCentre.Secret}/' .env.example > chennai.env && chmod 600 chennai.env
            """)).Exits(0);
        return copy;
    }

    /// <summary>A change of the roster of Chennai, as somebody types it.</summary>
    public void Edit(string from, string to)
    {
        var roster = File.ReadAllText(RosterPath);
        Assert.Contains(from, roster, StringComparison.Ordinal);
        File.WriteAllText(RosterPath, roster.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>An entry at the end of the roster.</summary>
    public void Add(string entry) => File.AppendAllText(RosterPath, entry);

    /// <summary>An entry is deleted.</summary>
    public void Delete(int extension)
    {
        var roster = File.ReadAllText(RosterPath);
        var rest = Regex.Replace(roster, $@"\n  - extension: {extension}\n(    .*\n)+", "");
        Assert.NotEqual(roster, rest);
        File.WriteAllText(RosterPath, rest);
    }

    /// <summary>The commands under a heading of the README.</summary>
    public async Task<Ended> PlayAsync(string heading)
    {
        Unplayed.Remove(heading);
        return await RunAsync(_fences[heading]);
    }

    public Task<Ended> RunAsync(string script) => BashAsync(Folder, script);

    /// <summary>A branch is merged, and the pipeline does what the README says under "By hand".</summary>
    public async Task<Ended> MergeAsync(string branch)
    {
        (await RunAsync($"git switch --quiet main && git merge --quiet --ff-only {branch} && git push --quiet")).Exits(0);
        return await PlayAsync("By hand");
    }

    /// <summary>The same roster again plans nothing, and nothing lies about that git would take.</summary>
    public async Task IsSettledAsync()
    {
        Assert.Contains("No changes.", (await RunAsync(
            "telecmi plan -f chennai/agents.yaml --env-file chennai.env --prune --detailed-exitcode")).Exits(0).Out, StringComparison.Ordinal);
        Assert.Equal("", (await RunAsync("git status --porcelain")).Exits(0).Out);
    }

    public ValueTask DisposeAsync() => _centre.DisposeAsync();

    private async Task<Ended> BashAsync(string folder, string script)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = $"{Path.GetDirectoryName(Telecmi.Executable)}:{Environment.GetEnvironmentVariable("PATH")}",
            ["HOME"] = _centre.Folder,
            ["TELECMI_BASE_URL"] = _centre.Variables["TELECMI_BASE_URL"],
        };
        foreach (var who in new[] { "AUTHOR", "COMMITTER" })
        {
            (variables[$"GIT_{who}_NAME"], variables[$"GIT_{who}_EMAIL"]) = ("Leela", "leela@example.com");
        }

        using var run = Telecmi.StartProgram("bash", folder, variables, "-c", "set -euo pipefail\n" + script);
        run.EndInput();
        return await run.EndAsync();
    }
}
