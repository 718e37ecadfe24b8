using System.Diagnostics;
using System.Text;

namespace TeleCmi.PulumiPlugin.Tests.Harness;

/// <summary>The built executable, started as the engine does. <c>TELECMI_NATIVE_PLUGIN</c> names another one than that beside the tests.</summary>
internal sealed class Plugin : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;

    private Plugin(Process process, int port)
    {
        (_process, Port) = (process, port);
        _error = process.StandardError.ReadToEndAsync();
    }

    public static string Executable { get; } = Environment.GetEnvironmentVariable("TELECMI_NATIVE_PLUGIN") is { Length: > 0 } native
        ? native
        : Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "pulumi-resource-telecmi.exe" : "pulumi-resource-telecmi");

    public int Port { get; }

    public int Id => _process.Id;

    /// <summary>Starts it and reads the port line.</summary>
    public static async Task<Plugin> StartAsync(string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var process = Process.Start(Start(folder, variables, arguments))!;
        var line = await process.StandardOutput.ReadLineAsync();
        Assert.Matches("^[0-9]+$", line);
        return new Plugin(process, int.Parse(line!));
    }

    /// <summary>Runs one that ends by itself.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(Start(Path.GetTempPath(), new Dictionary<string, string>(StringComparer.Ordinal), arguments))!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Interrupts it, as the engine does when it is done, and waits for the end.</summary>
    /// <returns>Everything it wrote: after the port line, and on standard error.</returns>
    public async Task<(int ExitCode, string Output, string Error)> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        return await EndAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>Waits for it to end by itself.</summary>
    public async Task<(int ExitCode, string Output, string Error)> EndAsync(TimeSpan patience)
    {
        var output = _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync().WaitAsync(patience);
        return (_process.ExitCode, await output, await _error);
    }

    private static ProcessStartInfo Start(string folder, IReadOnlyDictionary<string, string> variables, string[] arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(name => name is not ("PATH" or "HOME" or "TMPDIR" or "TEMP" or "TMP" or "SystemRoot") && !name.StartsWith("DOTNET_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
