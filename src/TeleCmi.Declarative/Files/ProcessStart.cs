using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace TeleCmi.Declarative.Files;

/// <summary>
/// What a program does before anything else, whichever door it is. What lies in its memory and in its environment is for nobody else's
/// eyes, and what it opens later must not become its standard output.
/// </summary>
public static partial class ProcessStart
{
    private const int StandardOutput = 1;
    private const int ReadWrite = 2;
    private const int GetDescriptorFlags = 1;
    private const int CoreSize = 4;
    private const int SetDumpable = 4;
    private const nint Ignore = 1;

    // "The file would be too large" as a signal that ends the process; without it, it is an answer to the write.
    private const int FileSizeExceeded = 25;

    /// <summary>
    /// Opens those of the descriptors 0 to 2 that are closed to the null device; allows no core dump, no look into <c>/proc/PID/environ</c>
    /// by other programs, and no death by a limit on file sizes.
    /// </summary>
    /// <returns>False where standard output was closed: nothing that is written there arrives.</returns>
    public static bool Prepare()
    {
        _ = WorkingFolder.Path;
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        var isOpen = true;
        for (var descriptor = 0; descriptor <= 2; descriptor++)
        {
            if (Control(descriptor, GetDescriptorFlags) < 0)
            {
                // The lowest free number is the one that is given.
                _ = OpenFile("/dev/null", ReadWrite);
                isOpen &= descriptor != StandardOutput;
            }
        }

        _ = SetLimit(CoreSize, default);
        _ = SetSignal(FileSizeExceeded, Ignore);
        if (OperatingSystem.IsLinux())
        {
            _ = ControlProcess(SetDumpable, 0, 0, 0, 0);
        }

        return isOpen;
    }

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int descriptor, int command);

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetSignal(int signal, nint handler);

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ControlProcess(int option, nuint value, nuint third, nuint fourth, nuint fifth);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limit(nuint Current, nuint Maximum);
}
