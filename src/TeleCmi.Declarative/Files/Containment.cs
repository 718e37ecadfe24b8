namespace TeleCmi.Declarative.Files;

/// <summary>
/// Whether files of strangers stay where they seem to lie: no link may lead a path out of the git work tree that it is named in or, where there
/// is none, out of its own folder.
/// </summary>
public static class Containment
{
    /// <summary>True where the path as named stays within; it need not exist.</summary>
    /// <exception cref="IOException">A link cannot be read; see <see cref="FileFault"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">A link may not be read.</exception>
    public static bool Holds(string path)
    {
        // Sought from the path as named: a link to a folder must not choose its own work tree.
        var full = WorkingFolder.Full(path);
        var own = Path.GetDirectoryName(full) ?? full;
        return RealPath.IsWithin(RealPath.Of(full), RealPath.Of(WorkTree(own) ?? own));
    }

    private static string? WorkTree(string? folder)
    {
        while (folder is not null && !Path.Exists(Path.Combine(folder, ".git")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }
}
