using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace TeleCmi.Cli.Tests.Harness;

/// <summary>The built executable, as its users start it. <c>TELECMI_NATIVE</c> names another one than that beside the tests.</summary>
internal static class Telecmi
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static string Executable { get; } = Environment.GetEnvironmentVariable("TELECMI_NATIVE") is { Length: > 0 } native
        ? native
        : Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "telecmi.exe" : "telecmi");

    public static async Task<Ended> RunAsync(string folder, IReadOnlyDictionary<string, string> variables, string? input, params string[] arguments)
    {
        using var running = Start(folder, variables, arguments);
        running.Type(input ?? "");
        running.EndInput();
        return await running.EndAsync();
    }

    public static StartedRun Start(string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
        => StartProgram(Executable, folder, variables, arguments);

    /// <summary>Any program, with the same clean environment; for a shell around telecmi.</summary>
    public static StartedRun StartProgram(string program, string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(name => !IsKept(name)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return new StartedRun(Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start."), Patience);
    }

    private static bool IsKept(string name)
        => name is "PATH" or "HOME" or "TMPDIR" or "TEMP" or "TMP" or "SystemRoot" || name.StartsWith("DOTNET_", StringComparison.Ordinal);
}

/// <summary>A telecmi that has been started.</summary>
internal sealed class StartedRun : IDisposable
{
    private readonly Process _process;
    private readonly TimeSpan _patience;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly StringBuilder _read = new();
    private readonly TaskCompletionSource<string> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<string> _out;
    private readonly Task<string> _error;

    public StartedRun(Process process, TimeSpan patience)
    {
        (_process, _patience) = (process, patience);
        _out = ReadAsync(process.StandardOutput);
        _error = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    public void Type(string text)
    {
        try
        {
            _process.StandardInput.Write(text);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It ended without reading; its exit code tells.
        }
    }

    public void EndInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // As above.
        }
    }

    /// <summary>The first line of standard output, as soon as it is there.</summary>
    public Task<string> LineAsync() => _firstLine.Task.WaitAsync(_patience);

    /// <summary>Waits until standard output shows these words.</summary>
    public Task SeesAsync(string words) => UntilAsync(() =>
    {
        lock (_read)
        {
            return _read.ToString().Contains(words, StringComparison.Ordinal);
        }
    });

    /// <summary>kill -9.</summary>
    public void Kill() => _process.Kill();

    /// <summary><c>kill -INT</c> and its like.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits until something is so, or the program has ended.</summary>
    public async Task UntilAsync(Func<bool> isSo)
    {
        var end = _watch.Elapsed + _patience;
        while (!isSo() && !HasEnded && _watch.Elapsed < end)
        {
            await Task.Delay(2);
        }
    }

    public async Task<Ended> EndAsync()
    {
        using var patience = new CancellationTokenSource(_patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            Assert.Fail($"It ran for more than {_patience.TotalSeconds} seconds.\n{await _out}\n{await _error}");
        }

        Assert.Empty(Explained.Missing(await _error));
        return new Ended(_process.ExitCode, await _out, await _error, _watch.Elapsed);
    }

    private async Task<string> ReadAsync(StreamReader output)
    {
        var buffer = new char[4096];
        while (await output.ReadAsync(buffer) is var count and > 0)
        {
            lock (_read)
            {
                _read.Append(buffer, 0, count);
                if (!_firstLine.Task.IsCompleted && _read.ToString().IndexOf('\n', StringComparison.Ordinal) is var end and >= 0)
                {
                    _firstLine.TrySetResult(_read.ToString(0, end));
                }
            }
        }

        _firstLine.TrySetResult(_read.ToString());
        return _read.ToString();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}

/// <summary>What a run left: its exit code and what it wrote.</summary>
internal sealed record Ended(int Code, string Out, string Error, TimeSpan Elapsed)
{
    /// <summary>Standard output as exactly one JSON document.</summary>
    public JsonElement Json()
    {
        try
        {
            using var document = JsonDocument.Parse(Out);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new Xunit.Sdk.XunitException($"Standard output is not one JSON document ({e.Message}):\n{this}");
        }
    }

    /// <summary>Standard output as one document of a format.</summary>
    public JsonElement Json(string format)
    {
        var json = Json();
        Assert.True(json.GetProperty("format").GetString() == format, $"Expected {format}:\n{this}");
        Assert.True(OutputSchemas.Problems(format, Out).FirstOrDefault() is var problem && problem is null, $"Not as docs/schemas says: {problem}\n{this}");
        return json;
    }

    public Ended Exits(int code)
    {
        Assert.True(Code == code, $"Expected exit code {code}:\n{this}");
        return this;
    }

    /// <summary>An error said to people: no stack trace, no name of a type of ours.</summary>
    public Ended SaysOnError(params string[] words)
    {
        foreach (var word in words)
        {
            Assert.True(Error.Contains(word, StringComparison.Ordinal), $"Expected \"{word}\" on standard error:\n{this}");
        }

        Assert.DoesNotContain("   at ", Error + Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Error + Out, StringComparison.Ordinal);
        return this;
    }

    public override string ToString() => $"exit {Code} after {Elapsed.TotalSeconds:F1} s\n--- stdout\n{Cut(Out)}\n--- stderr\n{Cut(Error)}";

    private static string Cut(string text) => text.Length <= 4000 ? text : text[..4000] + "...";
}
