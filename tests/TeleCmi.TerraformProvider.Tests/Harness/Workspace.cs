using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using TeleCmi.TerraformProvider.Hosting;

namespace TeleCmi.TerraformProvider.Tests.Harness;

/// <summary>
/// A folder with a program, an account behind HTTP, and the provider, which runs in this process: the command line tool attaches to it.
/// </summary>
public sealed class Workspace : IAsyncDisposable
{
    public const string Secret = "simulated";

    private readonly Cli _cli;
    private readonly ProviderHost? _host;

    private Workspace(Cli cli, ProviderHost? host, SimulatorServer service, Dictionary<string, string?> environment)
        => (_cli, _host, Service, Variables) = (cli, host, service, environment);

    public string Folder { get; } = Directory.CreateTempSubdirectory("telecmi-terraform-").FullName;

    public SimulatorServer Service { get; }

    public SimulatedAccount Account => Service.Account;

    public SimulatedApi Api => Service.Api;

    /// <summary>The environment of the provider. Its settings are there; the program need not name any.</summary>
    public Dictionary<string, string?> Variables { get; }

    /// <summary>What the command line tool itself finds in its environment.</summary>
    public Dictionary<string, string?> CliVariables { get; } = new(StringComparer.Ordinal);

    public static Task<Workspace> OpenAsync(string cli, SimulatorOptions? options = null) => OpenAsync(cli, options, isHosted: true);

    /// <summary>The tool starts the executable of the provider itself, from a folder of plugins in the workspace.</summary>
    public static async Task<Workspace> InstallAsync(string cli, SimulatorOptions? options = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "SKIPPED: what stands for the executable is a script of the shell.");
        var work = await OpenAsync(cli, options, isHosted: false);
        work.Variables.ToList().ForEach(variable => work.CliVariables[variable.Key] = variable.Value);
        string[] hosts = ["registry.terraform.io", "registry.opentofu.org"];
        foreach (var host in hosts)
        {
            var architecture = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64";
            var system = $"{(OperatingSystem.IsMacOS() ? "darwin" : "linux")}_{architecture}";
            var folder = Directory.CreateDirectory(
                Path.Combine(work.Folder, "terraform.d", "plugins", host, "telecmi-declarative", "telecmi", "0.0.1", system));
            var script = Path.Combine(folder.FullName, "terraform-provider-telecmi_v0.0.1");
            await File.WriteAllTextAsync(script, $"#!/bin/sh\nexec '{Executable}' \"$@\"\n", TestContext.Current.CancellationToken);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }
        }

        return work;
    }

    /// <summary>The provider as it is built.</summary>
    public static string Executable => Path.Combine(AppContext.BaseDirectory, "terraform-provider-telecmi");

    private static async Task<Workspace> OpenAsync(string cli, SimulatorOptions? options, bool isHosted)
    {
        var found = Cli.Find(cli);
        var service = await SimulatorServer.StartAsync(options ?? new SimulatorOptions(), TestContext.Current.CancellationToken);
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["TELECMI_APPID"] = $"{service.Account.AppId}",
            ["TELECMI_SECRET"] = Secret,
            ["TELECMI_BASE_URL"] = service.BaseAddress.ToString(),
            ["SHARED"] = "pass-shared",
        };
        for (var extension = 101; extension <= 104; extension++)
        {
            environment[$"P{extension}"] = $"pass-{extension}";
        }

        var host = isHosted ? ProviderHost.Listen(TimeProvider.System, environment.GetValueOrDefault, null) : null;
        await (host?.ServeAsync() ?? Task.CompletedTask);
        return new Workspace(found, host, service, environment);
    }

    /// <summary>Writes the program: what is given, and what every program needs.</summary>
    public Workspace Writes(string program, string provider = "")
    {
        File.WriteAllText(Path.Combine(Folder, "main.tf"),
            $$"""
            terraform {
              required_providers {
                telecmi = { source = "telecmi-declarative/telecmi" }
              }
            }

            provider "telecmi" {
              {{provider}}
            }

            {{program}}
            """);
        return this;
    }

    public Task<Ran> RunAsync(params string[] arguments)
    {
        if (_host is not null)
        {
            CliVariables["TF_REATTACH_PROVIDERS"] = Handshake.Reattach(_host.Port, Environment.ProcessId);
        }

        return _cli.RunAsync(Folder, CliVariables, arguments);
    }

    /// <summary>The same, where the tool finds more in its environment from now on.</summary>
    public Task<Ran> RunAsync(IReadOnlyDictionary<string, string?> more, params string[] arguments)
    {
        more.ToList().ForEach(one => CliVariables[one.Key] = one.Value);
        return RunAsync(arguments);
    }

    /// <summary>For a story that does not wait for the end.</summary>
    public Process Start(params string[] arguments) => _cli.Start(Folder, CliVariables, arguments);

    public Task<Ran> ApplyAsync(params string[] more) => RunAsync(["apply", "-auto-approve", .. more]);

    public Task<Ran> DestroyAsync(params string[] more) => RunAsync(["destroy", "-auto-approve", .. more]);

    /// <summary>The exit code says whether there are changes.</summary>
    public Task<Ran> PlanAsync(params string[] more) => RunAsync(["plan", "-detailed-exitcode", .. more]);

    /// <summary>Applies what must work.</summary>
    public async Task<Workspace> AppliesAsync(string program)
    {
        (await Writes(program).ApplyAsync()).Succeeds();
        return this;
    }

    /// <summary>Somebody edits a user in the dashboard.</summary>
    public void Edits(int extension, Func<SimulatedUser, SimulatedUser> edit) => Account.Put(edit(Account.Find(extension)!));

    /// <summary>Extension and name of everybody.</summary>
    public string People => string.Join(
        ", ", Account.All().OrderBy(user => user.Extension).Select(user => $"{user.Extension} {user.Name}"));

    /// <summary>Whatever is done: nothing is written to the account.</summary>
    public async Task<Ran> SendingNothingAsync(Func<Task<Ran>> run)
    {
        var before = Account.Calls.Write;
        var ran = await run();
        Assert.Equal(before, Account.Calls.Write);
        return ran;
    }

    /// <summary>Neither the plan nor the apply writes anything, and both fail.</summary>
    public async Task<Ran> RefusesAsync(string program)
    {
        (await SendingNothingAsync(() => Writes(program).PlanAsync())).Fails();
        return (await SendingNothingAsync(() => ApplyAsync())).Fails();
    }

    /// <summary>The end of most stories: the same program again plans nothing.</summary>
    public async Task PlansNothingAsync()
    {
        var ran = await PlanAsync();
        Assert.True(ran.ExitCode == 0, $"exit code {ran.ExitCode}\n{ran.Output}\n{ran.Error}");
        ran.Says("No changes.");
    }

    /// <summary>The state as it lies on disk.</summary>
    public string StateText => File.ReadAllText(Path.Combine(Folder, "terraform.tfstate"));

    /// <summary>The attributes of the first resource of a type.</summary>
    public JsonNode? Attributes(string type) => JsonNode.Parse(StateText)!["resources"]!.AsArray()
        .FirstOrDefault(one => (string?)one!["type"] == type)?["instances"]?[0]?["attributes"];

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            _host.Ending.End();
            await _host.DisposeAsync();
        }

        await Service.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
