using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace TeleCmi.Reports.Tests;

/// <summary>Programs of others that read our reports. They live in <c>consumers/</c>; <c>npm ci</c> brings them.</summary>
internal static class Consumer
{
    public static readonly string Folder = Here();

    /// <summary>What a script prints about some documents; the test is skipped where node or its packages are not there.</summary>
    public static async Task<JsonElement> AskAsync<T>(string script, IReadOnlyCollection<T> documents, params string[] arguments)
    {
        RequirePackages();
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, script), .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var node = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        var output = node.StandardOutput.ReadToEndAsync();
        var error = node.StandardError.ReadToEndAsync();
        try
        {
            await node.StandardInput.WriteAsync(JsonSerializer.Serialize(documents, JsonSerializerOptions.Web));
            node.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all: its own words, below, say why.
        }

        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await error);
        using var answer = JsonDocument.Parse(await output);
        return answer.RootElement.Clone();
    }

    private static void RequirePackages()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            Assert.Skip("The consumers are not installed: run `npm ci` in tests/TeleCmi.Reports.Tests/consumers.");
        }

        if ((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .All(folder => !File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node"))))
        {
            Assert.Skip("There is no node on the PATH.");
        }
    }

    private static string Here([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here) ?? "", "consumers");
}
