
namespace TeleCmi.Declarative.Tests.States;

/// <summary>A folder of its own for each test, gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("telecmi-test-").FullName;

    public string this[string name] => System.IO.Path.Join(Path, name);

    public IEnumerable<string> Names => Directory.EnumerateFileSystemEntries(Path).Select(p => System.IO.Path.GetFileName(p)).Order(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>What only a Unix file system can show.</summary>
internal static class Unix
{
    public static void Only() => Assert.SkipWhen(OperatingSystem.IsWindows(), "permissions, links and flock are those of Unix");

    public static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    public static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
