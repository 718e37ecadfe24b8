namespace TeleCmi.Declarative.Files;

/// <summary>Opens a file only where it is a regular one, and never waits: a pipe without a writer would block a plain open.</summary>
public static class RegularFile
{
    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">What to open.</param>
    /// <param name="follow">False where a link at the path itself is an error.</param>
    /// <returns>Null where it is a folder, pipe or device.</returns>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileStream? Open(string path, bool follow = true)
    {
        var full = WorkingFolder.Full(path);
        if (Directory.Exists(full))
        {
            return null;
        }

        var handle = OperatingSystem.IsWindows()
            ? File.OpenHandle(full, share: FileShare.ReadWrite | FileShare.Delete)
            : Posix.OpenToRead(full, follow);
        var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);

        // Asked of the open file, so that nobody can put another one in its place meanwhile. Pipes do not seek.
        if (stream.CanSeek && FileIdentity.Of(handle) is not { IsRegular: false })
        {
            return stream;
        }

        stream.Dispose();
        return null;
    }

    /// <summary>
    /// For a file that something else opens, which would wait for the writer of a pipe: fails where it is there and not regular.
    /// </summary>
    /// <exception cref="IOException">It is no regular file, or cannot be read; see <see cref="FileFault"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static void CheckIfThere(string path)
    {
        try
        {
            using var stream = Open(path) ?? throw new IOException("Not regular.", FileFault.NotRegular);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            // It is made when it is written.
        }
    }

    /// <summary>The first bytes of a regular file, <paramref name="limit"/> at most, whoever else has it open.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="IOException">It is no regular file, or cannot be read; see <see cref="FileFault"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] ReadUpTo(string path, int limit, bool follow = true)
    {
        using var stream = Open(path, follow) ?? throw new IOException("Not regular.", FileFault.NotRegular);
        return BoundedRead.UpTo(stream, limit);
    }
}
