using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Secrets;

/// <summary>Files that are seen whole or not at all: the state, saved plans and reports.</summary>
public static class DurableFile
{
    /// <summary>Readable and writable by the owner only: for states and plans.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const int MaximumLinks = 40;

    /// <summary>The one temporary name that a write to this path uses; left over only by a crash.</summary>
    public static string TemporaryPathOf(string path) => path + ".tmp";

    /// <summary>
    /// Replaces a file in one step that also survives a power cut. A link at <paramref name="path"/> itself is replaced, not followed:
    /// pass it through <see cref="ResolveLinks"/> where it is to be kept.
    /// </summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="content">All of its new content.</param>
    /// <param name="mode">Permissions of the new file, less the umask; without meaning on Windows.</param>
    /// <exception cref="IOException">The old file is as it was, or the new one is there but may not survive a power cut; see <see cref="FileFault"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public static void WriteAtomically(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full) ?? throw new IOException("A root is no file.");
        if (folder is "/dev")
        {
            // A rename would replace the device itself, for every program on the machine.
            throw new IOException("A device is no file.");
        }

        var temporary = TemporaryPathOf(full);
        File.Delete(temporary);
        try
        {
            using (var file = CreateNew(temporary, mode))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            TryDelete(temporary);
            throw;
        }

        if (!OperatingSystem.IsWindows())
        {
            Posix.SyncFolder(folder);
        }
    }

    /// <summary>
    /// The path with every symbolic link on the way replaced by what it points to, the last one included, whether or not that exists.
    /// </summary>
    /// <exception cref="IOException">The links form a circle.</exception>
    public static string ResolveLinks(string path)
    {
        var links = 0;
        return Resolve(Path.GetFullPath(path));

        // The folder first: a relative target counts from where its link really is, and .NET would take ".." by its text.
        string Resolve(string full)
        {
            if (Path.GetDirectoryName(full) is not { } parent)
            {
                return full;
            }

            var folder = Resolve(parent);
            var here = Path.Join(folder, Path.GetFileName(full));
            if (new FileInfo(here).LinkTarget is not { } target)
            {
                return here;
            }

            return ++links <= MaximumLinks
                ? Resolve(Path.GetFullPath(Path.Combine(folder, target)))
                : throw new IOException("Too many links.");
        }
    }

    /// <summary>Creates a file that must not exist, not even as a link, with its mode from the first moment.</summary>
    internal static FileStream CreateNew(string path, UnixFileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        return new FileStream(path, options);
    }

    /// <summary>At most <paramref name="limit"/> bytes of a file, whoever else has it open.</summary>
    internal static byte[] ReadAtMost(string path, int limit)
    {
        using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return BoundedRead.UpTo(file, limit);
    }

    /// <summary>Deletes what is no longer needed; that it may stay does no harm.</summary>
    internal static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            // A leftover is unlinked by the next write.
        }
    }
}
