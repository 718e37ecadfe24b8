namespace TeleCmi.Declarative.Files;

/// <summary>
/// Where relative paths begin. Asked for once: somebody may remove the folder while a run goes on, and from then on the system has no
/// answer, not even for a message about that.
/// </summary>
public static class WorkingFolder
{
    /// <summary>An absolute path; null where the folder was gone before this program started.</summary>
    public static string? Path { get; } = Ask();

    /// <summary>A path as an absolute one; links are not followed.</summary>
    /// <exception cref="DirectoryNotFoundException">It is relative, and there is no folder that it could begin at.</exception>
    /// <exception cref="IOException">It cannot be a path.</exception>
    public static string Full(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
        {
            throw new IOException("No path.", FileFault.NotRegular);
        }

        try
        {
            var root = System.IO.Path.IsPathFullyQualified(path) ? "/" : null;
            return System.IO.Path.GetFullPath(path, Path ?? root ?? throw new DirectoryNotFoundException());
        }
        catch (ArgumentException)
        {
            throw new IOException("No path.", FileFault.NotRegular);
        }
    }

    private static string? Ask()
    {
        try
        {
            return Directory.GetCurrentDirectory();
        }
        catch (Exception gone) when (FileFault.Is(gone))
        {
            return null;
        }
    }
}
