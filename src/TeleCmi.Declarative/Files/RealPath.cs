namespace TeleCmi.Declarative.Files;

/// <summary>Paths with every link followed, folders included: the runtime follows only the last part.</summary>
public static class RealPath
{
    private const int MaximumLinks = 40;

    /// <summary>How paths are compared: where <c>Agents.yaml</c> is the file <c>agents.yaml</c>, they are one.</summary>
    public static StringComparer Comparer { get; } = ComparerOf(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS());

    /// <summary>The absolute path without links. A part that does not exist stays as it is.</summary>
    /// <exception cref="IOException">The links lead in a circle, or one cannot be read; see <see cref="FileFault"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">A link may not be read.</exception>
    public static string Of(string path)
    {
        var full = WorkingFolder.Full(path);
        var links = 0;
        var done = Path.GetPathRoot(full)!;
        var left = new Stack<string>(Parts(full[done.Length..]));
        while (left.TryPop(out var part))
        {
            if (part == "..")
            {
                done = Path.GetDirectoryName(done) ?? done;
                continue;
            }

            var here = Path.Combine(done, part);
            if (new FileInfo(here).LinkTarget is not { } target)
            {
                done = here;
                continue;
            }

            if (++links > MaximumLinks)
            {
                throw new IOException("Too many links.", FileFault.Circle);
            }

            // A link to an absolute path begins anew; a relative one goes on from the folder that holds it.
            if (Path.IsPathRooted(target))
            {
                done = Path.GetPathRoot(WorkingFolder.Full(target))!;
                target = target[Path.GetPathRoot(target)!.Length..];
            }

            foreach (var next in Parts(target))
            {
                left.Push(next);
            }
        }

        return done;
    }

    internal static StringComparer ComparerOf(bool ignoresCase) => ignoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>True where a path lies in a folder, or deeper. Both without links.</summary>
    public static bool IsWithin(string path, string folder)
    {
        var relative = Path.GetRelativePath(folder, path);
        return relative != ".." && !Path.IsPathRooted(relative)
            && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    // Last part first: that is how a stack takes them.
    private static IEnumerable<string> Parts(string path)
        => path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part != ".").Reverse();
}
