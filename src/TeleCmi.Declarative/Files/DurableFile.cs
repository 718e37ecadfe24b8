using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace TeleCmi.Declarative.Files;

/// <summary>Files that are seen whole or not at all: the state, saved plans and reports.</summary>
public static class DurableFile
{
    /// <summary>Readable and writable by the owner only: for states and plans.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Readable by everybody: for what is shown to others.</summary>
    public const UnixFileMode Readable = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    // Of all files of ours in a folder, whatever they become: a name of any length still has room for it.
    private const string TemporaryPrefix = ".telecmi-";
    private const string TemporarySuffix = ".tmp";
    private const int MaximumTries = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>
    /// Replaces a file in one step that also survives a power cut. A link at <paramref name="path"/> itself is replaced, not followed:
    /// pass it through <see cref="RealPath.Of"/> where it is to be kept.
    /// </summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="content">All of its new content.</param>
    /// <param name="mode">Permissions of the new file, less the umask; without meaning on Windows.</param>
    /// <exception cref="IOException">
    /// The old file is as it was, or the new one is there but may not survive a power cut; see <see cref="FileFault"/>.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public static void WriteAtomically(string path, ReadOnlySpan<byte> content, UnixFileMode mode) => Write(path, content, mode, null);

    /// <summary>The same for a file that is there: its permissions are kept, whatever the umask.</summary>
    /// <param name="path">As above.</param>
    /// <param name="content">As above.</param>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var kept = OperatingSystem.IsWindows() ? Readable : File.GetUnixFileMode(WorkingFolder.Full(path));
        Write(path, content, kept, kept);
    }

    private static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode, UnixFileMode? exact)
    {
        var full = WorkingFolder.Full(path);
        var folder = Path.GetDirectoryName(full) ?? throw new IOException("A root is no file.", FileFault.NotRegular);
        if (folder is "/dev")
        {
            // A rename would replace the device itself, for every program on the machine.
            throw new IOException("A device is no file.", FileFault.NotRegular);
        }

        CleanUp(folder);
        var (temporary, file) = CreateTemporary(folder, mode);
        try
        {
            using (file)
            {
                file.Write(content);
                if (!OperatingSystem.IsWindows() && exact is { } permissions)
                {
                    File.SetUnixFileMode(file.SafeFileHandle, permissions);
                }

                file.Flush(flushToDisk: true);
                if (!OperatingSystem.IsWindows())
                {
                    // Still open, so that its lock shows others that it is no leftover.
                    File.Move(temporary, full, overwrite: true);
                }
            }

            if (OperatingSystem.IsWindows())
            {
                Patiently(() => File.Move(temporary, full, overwrite: true));
            }
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

    /// <summary>Windows moves nothing over a file that somebody reads, another run or a virus scanner; they are soon done.</summary>
    internal static void Patiently(Action move)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                move();
                return;
            }
            catch (Exception busy) when (tries < MaximumTries
                && busy is UnauthorizedAccessException or IOException { HResult: FileFault.IsInUse })
            {
                Thread.Sleep(Pause);
            }
        }
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
            // A leftover is unlinked by a later write.
        }
    }

    // A random name: two runs that write one file do not meet, and nobody can lay something in its way.
    private static (string Path, FileStream File) CreateTemporary(string folder, UnixFileMode mode)
    {
        while (true)
        {
            var path = Path.Join(folder, $"{TemporaryPrefix}{RandomNumberGenerator.GetHexString(16, lowercase: true)}{TemporarySuffix}");
            try
            {
                var file = CreateNew(path, mode);
                if (OperatingSystem.IsWindows() || !IsLocked(file) || FileIdentity.Of(path) == FileIdentity.Of(file.SafeFileHandle))
                {
                    return (path, file);
                }

                file.Dispose();
            }
            catch (IOException taken) when (!OperatingSystem.IsWindows() && taken.HResult == Posix.WouldBlock)
            {
                // As below, but before .NET had opened it.
            }

            // Another run took it for a leftover, in the moment before it was locked.
        }
    }

    // Where a file system has no locks, nothing is ever taken for a leftover.
    [UnsupportedOSPlatform("windows")]
    private static bool IsLocked(FileStream file)
    {
        try
        {
            return Posix.TryLock(file.SafeFileHandle);
        }
        catch (IOException)
        {
            return false;
        }
    }

    // What a run left that was killed while it wrote: nobody holds its lock.
    private static void CleanUp(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var left in Leftovers(folder))
        {
            try
            {
                using var file = Posix.OpenExisting(left);
                if (Posix.TryLock(file))
                {
                    TryDelete(left);
                }
            }
            catch (IOException)
            {
                // Another user's, or gone meanwhile.
            }
        }
    }

    private static string[] Leftovers(string folder)
    {
        try
        {
            return Directory.GetFiles(folder, $"{TemporaryPrefix}*{TemporarySuffix}");
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            return []; // What is wrong with the folder, the write itself tells.
        }
    }
}
