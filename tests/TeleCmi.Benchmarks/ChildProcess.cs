using System.Diagnostics;

namespace TeleCmi.Benchmarks;

/// <summary>A process that has ended.</summary>
/// <param name="Milliseconds">From before its start to after its end.</param>
/// <param name="Output">Its standard output.</param>
internal sealed record ChildProcess(double Milliseconds, string Output)
{
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public static async Task<ChildProcess> RunAsync(
        string program, IEnumerable<string> arguments, string folder, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var milliseconds = watch.Elapsed.TotalMilliseconds;
        return process.ExitCode == 0 ? new ChildProcess(milliseconds, output)
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
    }

    public void Expect(string text)
    {
        if (!Output.Contains(text, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Expected \"{text}\" in: {Output}");
        }
    }
}
