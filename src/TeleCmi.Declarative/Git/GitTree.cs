
namespace TeleCmi.Declarative.Git;

/// <summary>The files of one commit. Links are followed inside the tree of that commit, whatever the work tree holds.</summary>
/// <param name="repository">Of the commit.</param>
/// <param name="commit">By its id.</param>
/// <param name="revision">As the user named it.</param>
internal sealed class GitTree(GitRepository repository, string commit, string revision)
{
    private const int MaximumLinks = 40;
    private const int LongestLink = 4096;

    /// <summary>A file of the commit; null where the tree has nothing of that name.</summary>
    /// <param name="path">From the top, with slashes.</param>
    /// <param name="maximum">Bytes that it may have.</param>
    /// <param name="stop">Ends git.</param>
    /// <exception cref="GitException">There is something, but it can't be read: each reason is told apart.</exception>
    public async Task<byte[]?> ReadAsync(string path, int maximum, CancellationToken stop)
    {
        var what = $"{path} at {revision}";
        if (await FindAsync(path, what, stop) is not { } file)
        {
            return null;
        }

        if (await FilterAsync(file.Path, what, stop) is { } filter)
        {
            throw GitFault.Filtered(what, filter);
        }

        var content = await repository.RunAsync(["cat-file", "blob", file.Object], stop, maximum);
        return content.IsCut ? throw GitFault.TooLarge(what)
            : content.Code == 0 ? content.Output
            : throw GitFault.MissingObject(what);
    }

    /// <summary>Files that look like a roster; null where that could not be seen.</summary>
    /// <exception cref="GitException">git could not be started.</exception>
    public async Task<IReadOnlyList<string>?> RostersAsync(CancellationToken stop)
    {
        const string Roster = """^(\{[[:space:]]*)?["']?agents["']?[[:space:]]*:""";
        string[] search = ["grep", "--no-color", "--no-recurse-submodules", "-l", "-z", "-a", "-E", Roster, commit];
        var found = await repository.RunAsync([.. search, "--", "*.yaml", "*.yml", "*.json"], stop);
        var files = GitRepository.Text(found).Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(file => file[(commit.Length + 1)..]).ToList();

        // It goes on where a file is missing, says so on standard error alone, and ends with 1 where it found nothing.
        return files.Count > 0 || (found.Code == 1 && found.Error.Length == 0) ? files : null;
    }

    private async Task<Entry?> FindAsync(string path, string what, CancellationToken stop)
    {
        var done = new Stack<string>();
        var left = new Stack<string>(Parts(path));
        var links = 0;
        var last = default(Entry);
        while (left.TryPop(out var part))
        {
            if (part == "..")
            {
                if (!done.TryPop(out _))
                {
                    throw GitFault.NoFile(what, "leads out of the repository through a link");
                }

                continue;
            }

            done.Push(part);
            var entry = await EntryAsync(string.Join('/', done.Reverse()), what, stop);
            switch (entry?.Mode)
            {
                case null when links == 0:
                    return null;
                case null:
                    throw GitFault.NoFile(what, "is a link to what that revision does not have");
                case "160000":
                    throw GitFault.NoFile(what, "lies in a submodule, which is another repository");
                case "120000" when ++links > MaximumLinks:
                    throw GitFault.NoFile(what, "is a link that leads in circles");
                case "120000":
                    done.Pop();
                    Follow(await LinkAsync(entry.Object, what, stop), what, left);
                    break;
                case "040000":
                    break;
                default:
                    if (left.Count > 0)
                    {
                        return links == 0 ? null : throw GitFault.NoFile(what, "is a link to what that revision does not have");
                    }

                    break;
            }

            last = entry;
        }

        return last is { Mode: "100644" or "100755" } ? last : throw GitFault.NoFile(what, "is a folder");
    }

    private static void Follow(string target, string what, Stack<string> left)
    {
        if (target.StartsWith('/'))
        {
            throw GitFault.NoFile(what, "leads out of the repository through a link");
        }

        foreach (var part in Parts(target))
        {
            left.Push(part);
        }
    }

    private async Task<Entry?> EntryAsync(string path, string what, CancellationToken stop)
    {
        var listed = await repository.RunAsync(["--literal-pathspecs", "ls-tree", "-z", "--full-tree", commit, "--", path], stop);
        return listed.Code != 0 ? throw GitFault.MissingObject(what)
            : GitRepository.Text(listed).Split(' ', '\t') is [var mode, _, var id, ..] ? new Entry(path, mode, id)
            : null;
    }

    private async Task<string> LinkAsync(string id, string what, CancellationToken stop)
    {
        var target = await repository.RunAsync(["cat-file", "blob", id], stop, LongestLink);
        return target is { Code: 0, IsCut: false } ? GitRepository.Text(target) : throw GitFault.MissingObject(what);
    }

    // By the attributes of the work tree, whether this clone has set the filter up or not: a clone without it has the stored bytes only.
    private async Task<string?> FilterAsync(string path, string what, CancellationToken stop)
    {
        var asked = await repository.RunAsync(["check-attr", "-z", "filter", "--", path], stop);
        return asked.Code != 0 || GitRepository.Text(asked).Split('\0') is not [_, _, var value, ""]
            ? throw GitFault.MissingObject(what)
            : value is "unspecified" or "unset" or "set" or "" ? null : value;
    }

    // Last part first: that is how a stack takes them.
    private static IEnumerable<string> Parts(string path) => path.Split('/').Where(part => part is not ("" or ".")).Reverse();

    private sealed record Entry(string Path, string Mode, string Object);
}
