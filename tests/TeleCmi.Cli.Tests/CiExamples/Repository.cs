namespace TeleCmi.Cli.Tests.CiExamples;

/// <summary>A repository on a server, with a clone to work in.</summary>
internal sealed class Repository : IDisposable
{
    private int _checkedOut;

    private Repository(string folder) => Folder = folder;

    public string Folder { get; }

    public string Work => Path.Combine(Folder, "work");

    /// <summary>Where the server's repositories lie; those of others too.</summary>
    public string Server => $"file://{Folder}";

    /// <summary>What telecmi is fetched from.</summary>
    public ServedRelease Release { get; private set; } = null!;

    /// <summary>A commit of the repository <c>telecmi</c>, which stands for telecmi's sources, for a workflow that builds them.</summary>
    public string Source { get; private set; } = "";

    private string Bare => Path.Combine(Folder, "server.git");

    /// <summary>With a roster on main and the example's files where its README says.</summary>
    public static async Task<Repository> CreateAsync(string roster, string place = "agents.yaml")
    {
        var repository = new Repository(Directory.CreateTempSubdirectory("telecmi-ci-").FullName);
        await GitAsync(repository.Folder, "init", "--quiet", "--bare", "--initial-branch=main", repository.Bare);
        await GitAsync(repository.Folder, "clone", "--quiet", repository.Bare, repository.Work);
        await GitAsync(repository.Work, "checkout", "--quiet", "-b", "main");
        repository.Release = await ServedRelease.OfBuiltAsync(repository.Folder);
        foreach (var folder in new[] { ".github", "ci" })
        {
            Directory.CreateDirectory(Path.Combine(repository.Work, folder));
            File.Copy(Path.Combine(Examples.Folder, "telecmi-state.sh"), Path.Combine(repository.Work, folder, "telecmi-state.sh"));
            await GitAsync(repository.Work, "add", "--chmod=-x", $"{folder}/telecmi-state.sh"); // as the web page or Windows leave it
        }

        File.Copy(Path.Combine(Examples.Folder, "install-telecmi.sh"), Path.Combine(repository.Work, "ci", "install-telecmi.sh"));
        File.Copy(repository.Release.SumsPath, Path.Combine(repository.Work, "ci", "telecmi.SHA256SUMS"));

        // This machine stands for the image: there is no container here.
        var pipeline = await File.ReadAllTextAsync(Path.Combine(Examples.Folder, "gitlab", ".gitlab-ci.yml"));
        var ours = System.Text.RegularExpressions.Regex.Replace(pipeline, "default:\n  image: buildpack-deps:.*\n", "");
        Assert.NotEqual(pipeline, ours);
        await File.WriteAllTextAsync(Path.Combine(repository.Work, ".gitlab-ci.yml"), ours);
        await repository.PushAsync(roster, "main", place);
        await GitAsync(repository.Work, "remote", "set-head", "origin", "main");
        return repository;
    }

    /// <summary>Commits a roster and pushes it.</summary>
    /// <returns>The commit.</returns>
    public async Task<string> PushAsync(string roster, string branch, string place = "agents.yaml")
    {
        await GitAsync(Work, "checkout", "--quiet", "-B", branch);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Work, place))!);
        await File.WriteAllTextAsync(Path.Combine(Work, place), roster);
        await GitAsync(Work, "add", "--all");
        await GitAsync(Work, "-c", "user.name=Story", "-c", "user.email=story@example.com", "-c", "commit.gpgsign=false", "commit", "--quiet", "--allow-empty", "--message", "Roster");
        await GitAsync(Work, "push", "--quiet", "--force", "origin", branch);
        return (await GitAsync(Work, "rev-parse", "HEAD")).Trim();
    }

    /// <summary>Makes those sources.</summary>
    public async Task MakeSourceAsync()
    {
        var source = Path.Combine(Folder, "telecmi");
        Directory.CreateDirectory(Path.Combine(source, "src", "TeleCmi.Cli"));
        await File.WriteAllTextAsync(Path.Combine(source, "src", "TeleCmi.Cli", "README"), "sources");
        await GitAsync(source, "init", "--quiet");
        await GitAsync(source, "add", "--all");
        await GitAsync(source, "-c", "user.name=Story", "-c", "user.email=story@example.com", "-c", "commit.gpgsign=false", "commit", "--quiet", "--message", "Sources");
        await GitAsync(Folder, "clone", "--quiet", "--bare", source, "telecmi.git");
        Source = (await GitAsync(source, "rev-parse", "HEAD")).Trim();
    }

    /// <summary>A fresh clone at a commit, as a runner has it.</summary>
    public async Task<string> CheckOutAsync(string commit)
    {
        var folder = Path.Combine(Folder, $"runner-{++_checkedOut}");
        await GitAsync(Folder, "clone", "--quiet", Bare, folder);
        await GitAsync(folder, "checkout", "--quiet", "--detach", commit);
        return folder;
    }

    /// <summary>From now on the clone's server is a fork.</summary>
    /// <returns>Where the project is that it was forked from.</returns>
    public async Task<string> ForkAsync()
    {
        await GitAsync(Folder, "clone", "--quiet", "--bare", Bare, "fork.git");
        await GitAsync(Work, "remote", "set-url", "origin", Path.Combine(Folder, "fork.git"));
        return Bare;
    }

    /// <summary>The files on the branch that keeps the state.</summary>
    public async Task<string[]> KeptAsync()
        => (await GitAsync(Bare, "ls-tree", "-r", "--name-only", "telecmi-state")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static async Task<string> GitAsync(string folder, params string[] arguments)
    {
        using var git = Telecmi.StartProgram("git", folder, new Dictionary<string, string>(), arguments);
        git.EndInput();
        return (await git.EndAsync()).Exits(0).Out;
    }
}

/// <summary>Where the examples lie, and the tools that read them.</summary>
internal static class Examples
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "ci-examples");

    /// <summary>A folder of stand-ins for programs that a runner has.</summary>
    public static string FakesFolder { get; } = Path.Combine(AppContext.BaseDirectory, "CiExamples");

    /// <summary>npm packages; what <c>.ci/run</c> installs.</summary>
    public static string Modules { get; } = Path.Combine(Source(), "node_modules");

    /// <summary>Skips the test where a program is not there.</summary>
    public static void Need(params string[] programs)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        foreach (var program in programs)
        {
            Assert.SkipUnless(path.Any(folder => File.Exists(Path.Combine(folder, program))), $"SKIPPED: {program} is not installed.");
        }
    }

    /// <summary>Skips the test where an npm package is not there.</summary>
    public static void NeedPackage(string package)
    {
        Need("node");
        Assert.SkipUnless(Directory.Exists(Path.Combine(Modules, package)), $"SKIPPED: the npm package {package} is not installed; `npm ci` in tests/TeleCmi.Cli.Tests/CiExamples does it.");
    }

    private static string Source([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
