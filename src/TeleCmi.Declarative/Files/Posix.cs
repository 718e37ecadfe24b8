using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace TeleCmi.Declarative.Files;

/// <summary>
/// The few calls on files that .NET does not offer or does not check: open without following or waiting, what was opened, flock, fsync of a
/// folder.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static partial class Posix
{
    private const int ReadWrite = 2;
    private const int LockExclusive = 2;
    private const int LockNonBlocking = 4;
    private const int NoEntry = 2;
    private const int Interrupted = 4;
    private const int NotFolder = 20;

    // These numbers are part of each system's binary interface, so they cannot change under us.
    private static int CloseOnExec => OperatingSystem.IsLinux() ? 0x80000 : OperatingSystem.IsFreeBSD() ? 0x100000 : 0x1000000;

    private static int NonBlocking => OperatingSystem.IsLinux() ? 0x800 : 0x4;

    private static int NoTerminal => OperatingSystem.IsLinux() ? 0x100 : OperatingSystem.IsFreeBSD() ? 0x8000 : 0x20000;

    private static int NoFollow => !OperatingSystem.IsLinux() ? 0x100
        : RuntimeInformation.ProcessArchitecture
            is Architecture.Arm or Architecture.Armv6 or Architecture.Arm64 or Architecture.Ppc64le ? 0x8000
        : 0x20000;

    /// <summary>The errno of a file that another has locked.</summary>
    public static int WouldBlock => OperatingSystem.IsLinux() ? 11 : 35;

    private static int TooManyLinks => OperatingSystem.IsLinux() ? 40 : 62;

    /// <summary>Opens an existing file to read and write; a link is an error.</summary>
    /// <exception cref="IOException">Its HResult is the errno.</exception>
    public static SafeFileHandle OpenExisting(string path) => Open(path, ReadWrite | NoFollow | NonBlocking | NoTerminal | CloseOnExec);

    /// <summary>Opens to read, without waiting for the other end of a pipe.</summary>
    /// <param name="path">What to open.</param>
    /// <param name="follow">False where a link is an error.</param>
    /// <exception cref="IOException">Its HResult is the errno.</exception>
    public static SafeFileHandle OpenToRead(string path, bool follow)
        => Open(path, NonBlocking | NoTerminal | CloseOnExec | (follow ? 0 : NoFollow));

    /// <summary>Takes an exclusive lock that ends with the handle, also when the process is killed; false where another holds it.</summary>
    /// <exception cref="IOException">The file system cannot lock; its HResult is the errno.</exception>
    public static bool TryLock(SafeFileHandle file)
    {
        while (FLock(file, LockExclusive | LockNonBlocking) != 0)
        {
            var errno = Marshal.GetLastPInvokeError();
            if (errno == WouldBlock)
            {
                return false;
            }

            // Once more where a signal came between.
            if (errno != Interrupted)
            {
                throw Failure(errno);
            }
        }

        return true;
    }

    /// <summary>Makes a rename inside the folder survive a power cut.</summary>
    /// <exception cref="IOException">Its HResult is the errno.</exception>
    public static void SyncFolder(string folder)
    {
        using var handle = Open(folder, CloseOnExec);

        // By .NET: it knows that macOS needs another call for a power cut, and that some file systems have nothing to sync in a folder.
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>The user that this process acts as.</summary>
    public static uint UserId => EffectiveUser();

    /// <summary>
    /// True where a file or folder belongs to that user; a link is not followed. Where the system has no such call, its temporary folders
    /// are each user's own.
    /// </summary>
    /// <exception cref="IOException">Its HResult is the errno.</exception>
    public static bool IsOwn(string path) => !OperatingSystem.IsLinux()
        || (FileIdentity.OwnerOf(path) ?? throw Failure(Marshal.GetLastPInvokeError())) == UserId;

    // Two arguments only: the third of the real function is variadic, and passed differently on some systems.
    private static SafeFileHandle Open(string path, int flags)
    {
        var descriptor = OpenFile(path, flags);
        if (descriptor >= 0)
        {
            return new SafeFileHandle(descriptor, ownsHandle: true);
        }

        var errno = Marshal.GetLastPInvokeError();
        throw errno is NoEntry or NotFolder ? new FileNotFoundException()
            : errno == TooManyLinks && (flags & NoFollow) != 0 ? new IOException("A link.", FileFault.IsLink)
            : Failure(errno);
    }

    private static IOException Failure(int errno) => new("A system call failed.", errno);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int FLock(SafeFileHandle file, int operation);
}
