using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TeleCmi.Declarative.Rosters;

/// <summary>Opens a file only where it is a regular one with content, and never waits: a pipe without a writer would block a plain open.</summary>
internal static partial class RegularFile
{
    /// <summary>Opens a file for reading.</summary>
    /// <returns>Null where it is a folder, pipe, device, or empty.</returns>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileStream? Open(string path)
    {
        if (Directory.Exists(path))
        {
            return null;
        }

        var stream = new FileStream(Handle(path), FileAccess.Read, bufferSize: 0);

        // Asked of the open file, so that nobody can put another one in its place meanwhile: pipes do not seek, devices have no length.
        if (stream.CanSeek && stream.Length > 0)
        {
            return stream;
        }

        stream.Dispose();
        return null;
    }

    private static SafeFileHandle Handle(string path)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return File.OpenHandle(path);
        }

        // O_RDONLY is 0 everywhere; the others differ between the two systems.
        var (nonBlocking, closeOnExec, noTerminal) = OperatingSystem.IsLinux() ? (0x800, 0x80000, 0x100) : (0x4, 0x1000000, 0x20000);
        var descriptor = OpenFile(path, nonBlocking | closeOnExec | noTerminal);
        if (descriptor >= 0)
        {
            return new SafeFileHandle(descriptor, ownsHandle: true);
        }

        const int noEntry = 2, notFolder = 20;
        throw Marshal.GetLastPInvokeError() is noEntry or notFolder ? new FileNotFoundException() : new IOException();
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);
}
