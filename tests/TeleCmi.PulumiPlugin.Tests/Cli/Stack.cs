using System.Diagnostics;
using System.Text.Json.Nodes;

namespace TeleCmi.PulumiPlugin.Tests.Cli;

/// <summary>
/// A YAML program and a stack of it, driven by the real CLI: backend, home and runtime folder in a folder of its own, the account a stand-in
/// over HTTP, the plugin the built executable.
/// </summary>
internal sealed class Stack : IAsyncDisposable
{
    // `stack init` of the same program makes the same files each time: it runs once, and the others take a copy.
    private static readonly Lazy<Task<IReadOnlyDictionary<string, byte[]>>> Begun = new(BeginAsync);

    private Stack(SimulatorServer service, string folder) => (Service, Folder) = (service, folder);

    public SimulatorServer Service { get; }

    public SimulatedAccount Account => Service.Account;

    public string Folder { get; }

    /// <summary>Variables of the environment in place of the usual ones; an empty one is unset.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>Skips the test, and says why, where the CLI is not installed.</summary>
    public static async Task<Stack> OpenAsync()
    {
        foreach (var program in (string[])["pulumi", "pulumi-language-yaml"])
        {
            var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
            Assert.SkipUnless(path.Any(folder => File.Exists(Path.Combine(folder, program))), $"SKIPPED: {program} is not on PATH");
        }

        var begun = await Begun.Value;
        var stack = await MakeAsync();
        foreach (var (name, content) in begun)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(stack.Folder, name))!);
            await File.WriteAllBytesAsync(Path.Combine(stack.Folder, name), content);
        }

        return stack;
    }

    private static async Task<Stack> MakeAsync()
    {
        var service = await SimulatorServer.StartAsync(new SimulatorOptions { AppId = Deployment.AppId, Secret = Deployment.Secret });
        var stack = new Stack(service, Directory.CreateTempSubdirectory("telecmi-cli-").FullName);
        foreach (var name in (string[])["home", "state", "run"])
        {
            Directory.CreateDirectory(Path.Combine(stack.Folder, name));
        }

        stack.Write("");
        return stack;
    }

    private static async Task<IReadOnlyDictionary<string, byte[]>> BeginAsync()
    {
        await using var first = await MakeAsync();
        await first.RunAsync("stack", "init", "dev");
        return Directory.GetFiles(first.Folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(first.Folder, file), File.ReadAllBytes, StringComparer.Ordinal);
    }

    /// <summary>Writes the program: what stands under <c>resources:</c>.</summary>
    public void Write(string resources) => File.WriteAllText(Path.Combine(Folder, "Pulumi.yaml"), $$"""
        name: desk
        runtime: yaml
        plugins:
          providers:
            - name: telecmi
              path: {{Path.GetDirectoryName(Plugin.Executable)}}
        resources:
        {{(resources.Length == 0 ? "  {}" : resources)}}
        """);

    /// <summary>One agent of a program.</summary>
    public static string Agent(string name, int extension, string person, string? options = null) => $$"""
          {{name}}:
            type: telecmi:Agent
            properties: { extension: {{extension}}, name: {{person}}, phoneNumber: "91987654{{Phone(person)}}", password: pass-word-of-{{person}} }
            options: { {{options}} }

        """;

    /// <summary>Runs the CLI; a failure is told with all that it said.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var (exitCode, output) = await TryAsync(arguments);
        Assert.True(exitCode == 0, $"pulumi {string.Join(' ', arguments)}: {exitCode}\n{output}");
        return output;
    }

    /// <summary>Runs the CLI, which shall fail.</summary>
    public async Task<string> FailAsync(params string[] arguments)
    {
        var (exitCode, output) = await TryAsync(arguments);
        Assert.True(exitCode != 0, $"pulumi {string.Join(' ', arguments)} did not fail:\n{output}");
        return output;
    }

    /// <summary>Runs commands that call the CLI.</summary>
    public async Task<string> RunScriptAsync(string commands)
    {
        var (exitCode, output) = await TryAsync("bash", ["-c", "set -euo pipefail\n" + commands]);
        Assert.True(exitCode == 0, $"{commands}: {exitCode}\n{output}");
        return output;
    }

    public Task<string> UpAsync(params string[] more) => RunAsync(["up", "--yes", "--skip-preview", .. more]);

    /// <summary>The state as the engine has it.</summary>
    public async Task<JsonNode> StateAsync() => JsonNode.Parse(await RunAsync("stack", "export"))!;

    /// <summary>Puts a state in place of the engine's.</summary>
    public async Task ImportAsync(JsonNode state)
    {
        var file = Path.Combine(Folder, "edited.json");
        await File.WriteAllTextAsync(file, state.ToJsonString());
        await RunAsync("stack", "import", "--file", file);
    }

    public IEnumerable<string> Users => Account.All().OrderBy(one => one.Extension).Select(one => $"{one.Extension} {one.Name}");

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static int Phone(string person) => 1000 + (person.Sum(c => c * 37) % 9000);

    private Task<(int ExitCode, string Output)> TryAsync(string[] arguments) => TryAsync("pulumi", [.. arguments, "--non-interactive", "--color", "never"]);

    private async Task<(int ExitCode, string Output)> TryAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PULUMI_HOME"] = Path.Combine(Folder, "home"),
                ["PULUMI_BACKEND_URL"] = $"file://{Path.Combine(Folder, "state")}",
                ["PULUMI_CONFIG_PASSPHRASE"] = "of this test",
                ["PULUMI_SKIP_UPDATE_CHECK"] = "true",
                ["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] = "true",
                ["PULUMI_STACK"] = arguments is ["stack", "init", ..] ? "" : "dev",
                ["XDG_RUNTIME_DIR"] = Path.Combine(Folder, "run"),
                ["TELECMI_APPID"] = $"{Deployment.AppId}",
                ["TELECMI_SECRET"] = Deployment.Secret,
                ["TELECMI_BASE_URL"] = Service.BaseAddress.ToString(),
            },
        };
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value.Length == 0 ? null : value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + (process.ExitCode == 0 && arguments is ["stack", "export", ..] ? "" : await error));
    }
}
