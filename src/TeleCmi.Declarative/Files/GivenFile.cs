namespace TeleCmi.Declarative.Files;

/// <summary>
/// A file that a user hands over on the command line. It may be a pipe, such as <c>&lt;(decrypt file)</c>, and is read as it comes.
/// </summary>
public static class GivenFile
{
    // Whoever writes to a pipe waits for its reader as well: it is there at once, or was forgotten.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Opens it for reading.</summary>
    /// <exception cref="IOException">
    /// It cannot be read, is a folder, or a pipe that nobody writes to; see <see cref="FileFault"/>.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileStream Open(string path)
    {
        var full = WorkingFolder.Full(path);
        if (Directory.Exists(full))
        {
            throw new IOException("Not regular.", FileFault.NotRegular);
        }

        // Opened once: a writer that a first look had let go on would find that reader gone. The thread that waits in vain ends with the
        // process.
        var opened = Task.Run(() => File.OpenRead(full));
        return Task.WaitAny([opened], Patience) == 0
            ? opened.GetAwaiter().GetResult()
            : throw new IOException("No writer.", FileFault.NoWriter);
    }
}
