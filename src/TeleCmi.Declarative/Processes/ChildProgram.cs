using System.ComponentModel;
using System.Diagnostics;

namespace TeleCmi.Declarative.Processes;

/// <summary>What a child process is given: nothing of ours but this.</summary>
/// <param name="Folder">Where it starts.</param>
/// <param name="Arguments">Each one word, whatever it holds.</param>
/// <param name="Environment">All of its variables.</param>
internal sealed record ChildCall(string Folder, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Bytes of standard output; a process that writes more is ended.</summary>
    public int MaximumOutput { get; init; } = 1024 * 1024;
}

/// <summary>How a child process ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">What it wrote to standard output, up to the limit.</param>
/// <param name="IsCut">True where it wanted to write more than the limit.</param>
/// <param name="Error">
/// The beginning of standard error: a foreign text, to decide by; what is shown of it goes through the renderers' one way for such.
/// </param>
internal sealed record ChildEnd(int Code, byte[] Output, bool IsCut, string Error);

/// <summary>
/// A program of this machine, and the only way in which this product starts one. It is looked up once, in the absolute folders of PATH: the
/// runtime would look beside the executable and in the current folder first, where a stranger's tree may hold a program of that name.
/// </summary>
internal sealed class ChildProgram
{
    private const int KeptOfError = 16 * 1024;
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly string _path;

    private ChildProgram(string path) => _path = path;

    /// <summary>Finds a program; null where no absolute folder of the path holds it.</summary>
    /// <param name="name">Without a folder.</param>
    /// <param name="folders">As PATH has them.</param>
    public static ChildProgram? Find(string name, string? folders)
        => (folders ?? "").Split(Path.PathSeparator)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name))
            .FirstOrDefault(IsProgram) is { } path ? new ChildProgram(path) : null;

    /// <summary>Runs it to its end, without an input.</summary>
    /// <returns>Null where it could not be started.</returns>
    /// <exception cref="OperationCanceledException">Stopped; the process was killed.</exception>
    public async Task<ChildEnd?> RunAsync(ChildCall call, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        using var process = Start(call);
        if (process is null)
        {
            return null;
        }

        using var killed = stop.Register(process.Kill);
        process.StandardInput.Close();
        var error = ReadAsync(process.StandardError.BaseStream, KeptOfError, () => { });
        var output = ReadAsync(process.StandardOutput.BaseStream, call.MaximumOutput, process.Kill);
        await Task.WhenAll(output, error);
        await process.WaitForExitAsync(stop);
        stop.ThrowIfCancellationRequested();
        var said = System.Text.Encoding.UTF8.GetString(error.Result.Kept);
        return new ChildEnd(process.ExitCode, output.Result.Kept, output.Result.IsCut, said);
    }

    private Process? Start(ChildCall call)
    {
        var start = new ProcessStartInfo(_path, call.Arguments)
        {
            WorkingDirectory = call.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in call.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    // What is over the limit is read on and dropped: a process that waits for its reader would never end.
    private static async Task<(byte[] Kept, bool IsCut)> ReadAsync(Stream stream, int limit, Action tooMuch)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        var isCut = false;
        while (await stream.ReadAsync(buffer) is var count and > 0)
        {
            var room = Math.Min(count, limit - (int)kept.Length);
            kept.Write(buffer, 0, room);
            if (room < count && !isCut)
            {
                isCut = true;
                tooMuch();
            }
        }

        return (kept.ToArray(), isCut);
    }

    private static bool IsProgram(string path)
    {
        try
        {
            return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != UnixFileMode.None);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
