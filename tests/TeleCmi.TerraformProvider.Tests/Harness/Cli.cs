using System.Diagnostics;

namespace TeleCmi.TerraformProvider.Tests.Harness;

/// <summary>The judges: the real command line tools.</summary>
public sealed class Cli
{
    public const string Terraform = "terraform";
    public const string Tofu = "tofu";

    /// <summary>Both, for theories.</summary>
    public static TheoryData<string> Both => [Terraform, Tofu];

    /// <summary>Why a story is left out of a run that shall end soon.</summary>
    public const string LeftOut = "SKIPPED: TELECMI_BOTH_CLIS=1 plays it, and all stories by both tools.";

    /// <summary>True where every story is played, by both.</summary>
    public static bool PlaysAll => Environment.GetEnvironmentVariable("TELECMI_BOTH_CLIS") == "1";

    /// <summary>For what hangs on ours more than on theirs: Terraform, where it is there; TELECMI_BOTH_CLIS=1 plays all by both.</summary>
    public static TheoryData<string> FirstTerraform => One(Terraform, Tofu);

    /// <summary>As <see cref="FirstTerraform"/>, with OpenTofu.</summary>
    public static TheoryData<string> FirstTofu => One(Tofu, Terraform);

    private readonly string _path;

    private Cli(string path) => _path = path;

    /// <summary>Finds one; skips the test, with the reason, where the machine has none.</summary>
    public static Cli Find(string name)
    {
        var path = PathOf(name);
        Assert.SkipWhen(path is null, $"SKIPPED: {name} is not installed.");
        return new Cli(path!);
    }

    private static TheoryData<string> One(string first, string second)
        => PlaysAll ? Both : [PathOf(first) is null ? second : first];

    private static string? PathOf(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Runs it to its end.</summary>
    public async Task<Ran> RunAsync(string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        using var process = Start(folder, environment, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Ran(process.ExitCode, await output, await error);
    }

    /// <summary>Starts it, for a story that does not wait for its end.</summary>
    public Process Start(string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(_path, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        string[] own = ["CHECKPOINT_DISABLE", "TF_IN_AUTOMATION", "TF_INPUT", "TF_CLI_ARGS", "NO_COLOR"];
        foreach (var name in own)
        {
            start.Environment[name] = "1";
        }

        // Nothing of this machine's own settings.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("TELECMI_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["TF_CLI_CONFIG_FILE"] = File.Exists("/dev/null") ? "/dev/null" : "";
        start.Environment["TF_INPUT"] = "0";
        start.Environment["TF_CLI_ARGS"] = "-no-color";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("not started");
        process.StandardInput.Close();
        return process;
    }
}

/// <summary>What a command line tool did.</summary>
public sealed record Ran(int ExitCode, string Output, string Error)
{
    /// <summary>All that it printed, without the frames and the breaks that it draws around messages.</summary>
    public string Text => string.Join(
        ' ', $"{Output}\n{Error}".Split(['\n', ' ', '│', '╷', '╵'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>It ended well.</summary>
    public Ran Succeeds()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}\n{Error}");
        return this;
    }

    /// <summary>It failed.</summary>
    public Ran Fails()
    {
        Assert.True(ExitCode == 1, $"exit code {ExitCode}\n{Output}\n{Error}");
        return this;
    }

    /// <summary>It says this, however it breaks its lines.</summary>
    public Ran Says(string text)
    {
        Assert.Contains(text, Text, StringComparison.Ordinal);
        return this;
    }

    public Ran SaysNot(string text)
    {
        Assert.DoesNotContain(text, Text, StringComparison.Ordinal);
        return this;
    }
}
