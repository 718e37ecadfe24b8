using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Declarative.Git;

/// <summary>
/// The roster that a review compares with: that of the merge base, as a pull request is judged, so that nobody is blamed for what others
/// added. Only a path that the tree lacks counts as new; whatever else keeps it from being read is a failure.
/// </summary>
public static class EarlierRosters
{
    /// <summary>Reads it, or says why it can't be read.</summary>
    /// <param name="file">The roster, as the user named it.</param>
    /// <param name="named"><c>REV</c> or <c>REV:PATH</c>, as the user gave it.</param>
    /// <param name="environment">Gives a variable's value or null.</param>
    /// <param name="stop">Ends git.</param>
    public static async Task<Result<EarlierRoster>> LoadAsync(
        string file, string named, Func<string, string?> environment, CancellationToken stop)
    {
        var name = RevisionName.Parse(named);
        if (name.Revision.Length == 0 || name.Path is "")
        {
            return Failure.Of("usage", "--base needs a revision, and got an empty one. Is the variable set that it was to come from?",
                "telecmi plan --base REV, or --base REV:PATH");
        }

        if (file == RosterFile.StandardInput)
        {
            return Failure.Of("usage", "--base compares a file with its earlier version; give the file with -f.");
        }

        try
        {
            return await LoadAsync(file, name, environment, stop);
        }
        catch (GitException unread)
        {
            return Failure.Of(unread.Diagnostic);
        }
    }

    private static async Task<EarlierRoster> LoadAsync(
        string file, RevisionName name, Func<string, string?> environment, CancellationToken stop)
    {
        var repository = await GitRepository.OpenAsync(file, environment, stop);
        var path = PathOf(repository, name.Path, file);
        var commit = await repository.CommitAsync(name.Revision, stop);
        var parted = await repository.MergeBaseAsync(commit, name.Revision, stop);
        var first = await ReadAsync(new GitTree(repository, parted, name.Revision), name, path, stop);
        if (first is not EarlierRoster.Invalid || parted == commit)
        {
            return first;
        }

        // Somebody mended it since; where it is gone since, there is nothing to compare with all the same.
        return await ReadAsync(new GitTree(repository, commit, name.Revision), name, path, stop) is EarlierRoster.Found mended
            ? mended with
            {
                Instead = $"The roster is not valid at the merge base {parted[..10]}: compared with that of {name.Revision} itself, with"
                    + " all that others changed there.",
            }
            : first;
    }

    private static async Task<EarlierRoster> ReadAsync(GitTree tree, RevisionName name, string path, CancellationToken stop)
    {
        if (await tree.ReadAsync(path, RosterFile.MaximumBytes, stop) is not { } content)
        {
            return name.Path is null
                ? new EarlierRoster.Missing((await tree.RostersAsync(stop))?.Select(other => $"{name.Revision}:{other}").ToImmutableArray())
                : throw GitFault.PathMissing($"{name.Revision}:{name.Path}");
        }

        var loaded = RosterLoader.Load($"{name.Revision}:{path}", content);
        return loaded.Roster is { } roster ? new EarlierRoster.Found(roster, null) : new EarlierRoster.Invalid(loaded.Diagnostics);
    }

    // As named, not where links of the work tree lead: the tree of the revision has links of its own.
    internal static string PathOf(GitRepository repository, string? given, string file)
    {
        var fromHere = given is null || given.StartsWith("./", StringComparison.Ordinal)
            || given.StartsWith("../", StringComparison.Ordinal);
        var path = fromHere ? Path.GetRelativePath(repository.Top, WorkingFolder.Full(given ?? file)) : given!;
        return OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path;
    }
}
