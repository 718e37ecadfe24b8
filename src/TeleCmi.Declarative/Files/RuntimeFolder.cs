using TeleCmi.Declarative.Singles;

namespace TeleCmi.Declarative.Files;

/// <summary>The folder that processes of one user share while they run.</summary>
internal static class RuntimeFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The user's runtime folder, or one of ours alone under the temporary one.</summary>
    /// <exception cref="LedgerException">There is none that is ours alone.</exception>
    public static string Open(Func<string, string?> environment)
    {
        // A name that sudo or a container left over, of a folder that is not there or another's, is none.
        var path = environment("XDG_RUNTIME_DIR") is { Length: > 0 } runtime && Path.IsPathRooted(runtime)
            && (File.Exists(runtime) || (Directory.Exists(runtime) && (OperatingSystem.IsWindows() || Posix.IsOwn(runtime))))
            ? Path.Join(runtime, "telecmi")
            : Path.Join(Path.GetTempPath(), OperatingSystem.IsWindows() ? "telecmi" : $"telecmi-{Posix.UserId}");
        try
        {
            Own(path);
            return path;
        }
        catch (Exception fault) when (FileFault.Is(fault))
        {
            throw new LedgerException($"{path}: {FileFault.Describe(fault)}");
        }
    }

    private static void Own(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, OwnerOnly);
        if (new DirectoryInfo(path).LinkTarget is not null || !Posix.IsOwn(path))
        {
            throw new LedgerException($"{path} is a link or belongs to somebody else");
        }

        if (File.GetUnixFileMode(path) != OwnerOnly)
        {
            throw new LedgerException($"{path} is open to others; `chmod 700` it");
        }
    }
}
