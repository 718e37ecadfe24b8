namespace TeleCmi.Declarative.Files;

/// <summary>
/// Whether files of strangers stay where they seem to lie: no link may lead a path out of the git work tree that it is named in or, where
/// there is none, out of its own folder.
/// </summary>
public static class Containment
{
    /// <summary>True where the path as named stays within; it need not exist.</summary>
    /// <exception cref="IOException">A link cannot be read; see <see cref="FileFault"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">A link may not be read.</exception>
    public static bool Holds(string path)
    {
        // Sought from the path as named: a link to a folder must not choose its own work tree.
        var real = RealPath.Of(path);
        if (WorkTree.Of(path) is not { } tree)
        {
            var full = WorkingFolder.Full(path);
            return RealPath.IsWithin(real, RealPath.Of(Path.GetDirectoryName(full) ?? full));
        }

        // The repository is no part of its work tree: what lies in it may be a credential.
        var top = RealPath.Of(tree);
        return RealPath.IsWithin(real, top) && !RealPath.IsWithin(real, Path.Combine(top, WorkTree.Mark));
    }
}
