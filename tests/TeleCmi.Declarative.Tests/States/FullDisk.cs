using System.Runtime.InteropServices;

namespace TeleCmi.Declarative.Tests.States;

/// <summary>Lets a file that this process has open run out of space, as the kernel would report it.</summary>
internal static class FullDisk
{
    public static void TakesThePlaceOf(string path)
    {
        var descriptor = Directory.EnumerateFileSystemEntries("/proc/self/fd").Single(fd => new FileInfo(fd).LinkTarget == path);
        using var full = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        Assert.NotEqual(-1, Duplicate((int)full.DangerousGetHandle(), int.Parse(Path.GetFileName(descriptor))));
    }

    [DllImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static extern int Duplicate(int from, int to);
}
