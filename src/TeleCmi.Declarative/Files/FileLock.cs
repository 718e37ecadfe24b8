using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Files;

/// <summary>
/// A lock between processes that the kernel frees when its holder dies. We never delete its file: whoever waits on a deleted one would
/// share the lock with whoever makes it anew. Others do (<c>git clean</c>), so it counts only while its path names the file that is locked.
/// .NET's own file locks are not used, as they can be switched off and hide their errors.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly string _path;

    private FileLock(SafeFileHandle file, string path) => (_file, _path) = (file, path);

    /// <summary>False where somebody removed or replaced the file meanwhile: another run may hold a lock of that name as well.</summary>
    public bool IsStillNamed => FileIdentity.Of(_file) is { } locked ? FileIdentity.Of(_path) == locked : IsHeld(_path);

    /// <summary>Takes the lock; null where another holds it.</summary>
    /// <exception cref="IOException">It cannot be taken at all, for example because its path is a link.</exception>
    public static FileLock? TryTake(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return TryTakeOnWindows(path);
        }

        while (true)
        {
            CreateIfMissing(path);
            var taken = new FileLock(OpenRegular(path), path);
            try
            {
                if (!Posix.TryLock(taken._file))
                {
                    taken._file.Dispose();
                    return null;
                }

                if (taken.IsStillNamed)
                {
                    return taken;
                }
            }
            catch (IOException)
            {
                taken._file.Dispose();
                throw;
            }

            // Removed between opening and locking: what is locked is no longer what others will find.
            taken._file.Dispose();
        }
    }

    /// <summary>True where a process holds the lock; false where nobody does, or there is none.</summary>
    public static bool IsHeld(string path)
    {
        try
        {
            using var file = OperatingSystem.IsWindows()
                ? File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite)
                : Posix.OpenExisting(path);
            return !OperatingSystem.IsWindows() && !Posix.TryLock(file);
        }
        catch (IOException fault)
        {
            return fault.HResult == FileFault.IsInUse;
        }
    }

    /// <summary>What the holder wrote into the file, as far as it can be read.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static byte[] ReadHolder(string path)
    {
        // Not by .NET's own opening on Unix: that takes a shared lock of the very kind that is held here, and fails.
        using var file = OperatingSystem.IsWindows()
            ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
            : OpenRegular(path);
        var content = new byte[LockNote.MaximumBytes];
        return content[..RandomAccess.Read(file, content, fileOffset: 0)];
    }

    /// <summary>Writes who holds it. A disk that is full does not cost the lock.</summary>
    public void Sign(LockHolder holder)
    {
        try
        {
            RandomAccess.SetLength(_file, 0);
            RandomAccess.Write(_file, LockNote.Write(holder), fileOffset: 0);
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            // Waiting processes then speak of "another process".
        }
    }

    /// <summary>Frees the lock, and takes the name off it first.</summary>
    public void Dispose()
    {
        if (_file.IsClosed)
        {
            return;
        }

        try
        {
            RandomAccess.SetLength(_file, 0);
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            // A stale name on a free lock is never read.
        }

        _file.Dispose();
    }

    [UnsupportedOSPlatform("windows")]
    private static SafeFileHandle OpenRegular(string path)
    {
        var file = Posix.OpenExisting(path);
        if (FileIdentity.Of(file) is not { IsRegular: false })
        {
            return file;
        }

        file.Dispose();
        throw new IOException("Not regular.", FileFault.NotRegular);
    }

    private static void CreateIfMissing(string path)
    {
        try
        {
            DurableFile.CreateNew(path, DurableFile.OwnerOnly).Dispose();
        }
        catch (IOException) when (new FileInfo(path) is { Exists: true } or { LinkTarget: not null })
        {
            // Somebody made it before; opening it tells whether it is any good.
        }
    }

    // Others may read who holds it, but not open it as the holder does.
    private static FileLock? TryTakeOnWindows(string path)
    {
        try
        {
            return new FileLock(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read), path);
        }
        catch (IOException e) when (e.HResult == FileFault.IsInUse)
        {
            return null;
        }
    }
}
