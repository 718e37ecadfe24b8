using System.Text;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Processes;

namespace TeleCmi.Declarative.Git;

/// <summary>
/// The repository of one work tree, for reading. Its tree may be a stranger's: git gets no variable of ours but those below, fetches
/// nothing, runs no hook, monitor, filter or textconv, and finds its repository from the folder that was named alone.
/// </summary>
internal sealed class GitRepository
{
    // What was approved is compared, not what a replacement in this clone shows in its place. Each of the next three closes a way by which
    // a repository runs commands; the last makes git tell of every doubled name.
    private static readonly string[] Settings =
    [
        "--no-replace-objects", "-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false",
        "-c", "core.hooksPath=/dev/null", "-c", "core.warnAmbiguousRefs=true",
    ];

    private readonly ChildProgram _git;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly string[] _place;

    private GitRepository(ChildProgram git, IReadOnlyDictionary<string, string> environment, string top, string[] place)
        => (_git, _environment, Top, _place) = (git, environment, top, place);

    /// <summary>The work tree's folder, as it was named.</summary>
    public string Top { get; }

    /// <summary>Opens the repository of the work tree that a file, as named, lies in.</summary>
    /// <param name="file">Needs not exist.</param>
    /// <param name="environment">Variables of this process.</param>
    /// <param name="stop">Ends git.</param>
    /// <exception cref="GitException">There is no git, no repository, or git refuses it.</exception>
    public static async Task<GitRepository> OpenAsync(string file, Func<string, string?> environment, CancellationToken stop)
    {
        var top = WorkTree.Of(file) ?? throw GitFault.NoRepository(file);
        var git = ChildProgram.Find("git", environment("PATH")) ?? throw GitFault.NoGit();
        var closed = new GitRepository(git, Variables(environment), top, []);

        // git looks for itself once, so that its check of the owner holds. What it found must be what was meant.
        var found = await closed.RunAsync(["rev-parse", "--absolute-git-dir", "--show-toplevel"], stop);
        if (found.Code != 0)
        {
            throw found.Error.Contains("safe.directory", StringComparison.Ordinal) ? GitFault.OtherOwner(RealPath.Of(top))
                : Reason(found) is { } reason ? GitFault.BadRepository(top, reason)
                : GitFault.NoRepository(file);
        }

        var lines = Text(found).Split('\n');
        return lines is [var folder, var tree, ""] && RealPath.Comparer.Equals(RealPath.Of(tree), RealPath.Of(top))
            ? new GitRepository(git, closed._environment, top, [$"--git-dir={folder}", $"--work-tree={tree}"])
            : throw GitFault.NoRepository(file);
    }

    /// <summary>The commit that a name stands for.</summary>
    /// <exception cref="GitException">None, more than one, or it is not here.</exception>
    public async Task<string> CommitAsync(string revision, CancellationToken stop)
    {
        var isFull = await IsFullAsync(NameIn(revision), stop);
        var asked = await RunAsync(["rev-parse", "--verify", "--end-of-options", $"{revision}^{{commit}}"], stop);
        if (!isFull && asked.Error.Contains(" is ambiguous", StringComparison.Ordinal))
        {
            throw GitFault.Ambiguous(revision, await CandidatesAsync(revision, stop));
        }

        if (asked.Code == 0 && IsObject(Line(asked)))
        {
            return Line(asked);
        }

        var named = await RunAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", revision], stop);
        if (named.Code != 0 || !IsObject(Line(named)))
        {
            throw GitFault.NoRevision(revision);
        }

        var type = await RunAsync(["cat-file", "-t", Line(named)], stop);
        throw type.Code == 0 && Line(type) is "tree" or "blob"
            ? GitFault.NoCommit(revision, Line(type))
            : GitFault.MissingCommit(revision);
    }

    /// <summary>Where the history of a commit and that of HEAD parted.</summary>
    /// <param name="commit">By its id.</param>
    /// <param name="revision">As the user named it.</param>
    /// <param name="stop">Ends git.</param>
    /// <exception cref="GitException">They have no common history here, or it is not readable.</exception>
    public async Task<string> MergeBaseAsync(string commit, string revision, CancellationToken stop)
    {
        var head = await CommitOfHeadAsync(stop);
        var asked = head is null ? null : await RunAsync(["merge-base", commit, head], stop);
        if (asked is { Code: 0 })
        {
            return Line(asked);
        }

        throw asked is null or { Code: 1 }
            ? GitFault.NoCommonHistory(revision, Line(await RunAsync(["rev-parse", "--is-shallow-repository"], stop)) == "true")
            : GitFault.MissingObject($"The history of {revision}");
    }

    /// <summary>Runs git in this repository.</summary>
    /// <exception cref="GitException">It could not be started.</exception>
    internal async Task<ChildEnd> RunAsync(IEnumerable<string> arguments, CancellationToken stop, int maximumOutput = 1024 * 1024)
    {
        var call = new ChildCall(Top, [.. Settings, .. _place, .. arguments], _environment) { MaximumOutput = maximumOutput };
        return await _git.RunAsync(call, stop) ?? throw GitFault.NoGit();
    }

    /// <summary>What git printed.</summary>
    internal static string Text(ChildEnd end) => Encoding.UTF8.GetString(end.Output);

    private static string Line(ChildEnd end) => Text(end).TrimEnd();

    // The one text of git that is shown: it alone knows which line of which file stands in its way. Null where it sees no repository at
    // all.
    private static string? Reason(ChildEnd end)
    {
        const string Mark = "fatal: ";
        const int Longest = 200;
        var lines = end.Error.Split('\n');
        var at = Array.FindIndex(lines, line => line.StartsWith(Mark, StringComparison.Ordinal));
        var reason = at < 0 ? "" : string.Join(' ', lines[at..].Select(line => line.Trim()))[Mark.Length..].TrimEnd();
        return reason.Length == 0 || reason.StartsWith("not a git repository (", StringComparison.Ordinal) ? null
            : reason.Length > Longest ? reason[..Longest] + "..." : reason;
    }

    private static Dictionary<string, string> Variables(Func<string, string?> environment)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // What git says is decided by, and never shown: it must not be translated.
            ["LANG"] = "C",
            ["GIT_NO_LAZY_FETCH"] = "1",
            ["GIT_ALLOW_PROTOCOL"] = "none", // Windows has no empty variables
            ["GIT_TERMINAL_PROMPT"] = "0",
        };
        // Without SystemRoot no program of Windows starts in order; the others are where git looks for the user's settings there.
        foreach (var name in new[] { "PATH", "HOME", "SystemRoot", "USERPROFILE", "HOMEDRIVE", "HOMEPATH" })
        {
            if (environment(name) is { } value)
            {
                variables[name] = value;
            }
        }

        return variables;
    }

    /// <summary>The commit that is checked out; null where there is none yet.</summary>
    // Not by CommitAsync: a branch that is called HEAD must not stop a review of another one.
    public async Task<string?> CommitOfHeadAsync(CancellationToken stop)
        => await RunAsync(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], stop) is { Code: 0 } head ? Line(head) : null;

    private static string NameIn(string revision)
    {
        var end = revision.AsSpan().IndexOfAny("^~") is var at and >= 0 ? at : revision.Length;
        return revision[..(revision.IndexOf("@{", StringComparison.Ordinal) is var log and >= 0 && log < end ? log : end)];
    }

    // git takes these as they stand before it looks for anything longer. But where there is no ref of that name it looks on, and
    // whoever may push a tag could call it so.
    private async Task<bool> IsFullAsync(string name, CancellationToken stop)
        => name.StartsWith("refs/", StringComparison.Ordinal)
            ? await RunAsync(["show-ref", "--verify", "--quiet", "--", name], stop) is { Code: 0 } ? true : throw GitFault.NoRevision(name)
            : name.Length is 40 or 64 && IsObject(name);

    private async Task<List<string>> CandidatesAsync(string revision, CancellationToken stop)
    {
        const int NamedAtMost = 10;
        var name = NameIn(revision);
        string[] full = [$"refs/{name}", $"refs/tags/{name}", $"refs/heads/{name}", $"refs/remotes/{name}", $"refs/remotes/{name}/HEAD"];
        var refs = Text(await RunAsync(["for-each-ref", "--format=%(refname)", .. full], stop)).Split('\n').Where(full.Contains).ToList();
        if (name == "HEAD")
        {
            refs.Insert(0, name);
        }

        if (name.Length is < 4 or > 40 || !name.All(char.IsAsciiHexDigit))
        {
            return refs;
        }

        var objects = Text(await RunAsync(["rev-parse", $"--disambiguate={name}"], stop));
        foreach (var one in objects.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(NamedAtMost))
        {
            if (Line(await RunAsync(["cat-file", "-t", one], stop)) is "commit" or "tag")
            {
                refs.Add(one);
            }
        }

        return refs;
    }

    private static bool IsObject(string text) => text.Length > 0 && text.All(char.IsAsciiHexDigit);
}
