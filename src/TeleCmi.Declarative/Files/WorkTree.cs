namespace TeleCmi.Declarative.Files;

/// <summary>The git work tree that a path, as it was named, lies in.</summary>
public static class WorkTree
{
    /// <summary>The name of what makes a folder one: a folder, or a file that names one elsewhere.</summary>
    internal const string Mark = ".git";

    /// <summary>
    /// The nearest folder above the path that holds a <c>.git</c>; null where there is none. A folder that a link inside a work tree leads
    /// to belongs to the tree that holds the link: whoever writes a tree must not choose by a link which repository is asked.
    /// </summary>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static string? Of(string path)
    {
        string? found = null;
        var isLedTo = false;
        for (var folder = Path.GetDirectoryName(WorkingFolder.Full(path)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if ((found is null || isLedTo) && Path.Exists(Path.Combine(folder, Mark)))
            {
                found = folder;
                isLedTo = false;
            }

            isLedTo |= new DirectoryInfo(folder).LinkTarget is not null;
        }

        return found;
    }
}
