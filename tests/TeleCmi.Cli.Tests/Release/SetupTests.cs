using TeleCmi.Cli.Tests.CiExamples;

namespace TeleCmi.Cli.Tests.Release;

/// <summary>The script of the action setup-telecmi, as a runner of Linux runs it; the release is a folder.</summary>
public sealed class SetupTests : IDisposable
{
    private static readonly string Script = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Examples.Modules)!, "..", "..", "..", "setup-telecmi", "setup.sh"));

    private readonly string _folder = Directory.CreateTempSubdirectory("telecmi-setup-").FullName;

    [Fact]
    public async Task A_release_is_fetched_checked_and_put_on_PATH_and_a_second_job_needs_the_cache_alone()
    {
        var sum = await ReleaseAsync();
        var run = await SetUpAsync(sum: "");
        Assert.Contains("telecmi 1.2.3 of this test", run.Exits(0).Out, StringComparison.Ordinal);
        Assert.Equal(Path.Combine(_folder, "tools", "telecmi", "1.2.3", "linux-x64", ServedRelease.Name), (await ReadAsync("path")).Trim());

        Directory.Delete(Path.Combine(_folder, "releases"), recursive: true);
        (await SetUpAsync(sum)).Exits(0);
    }

    [Fact]
    public async Task An_archive_that_is_another_than_its_sum_says_is_not_installed_wherever_it_comes_from()
    {
        var sum = await ReleaseAsync();
        var run = await SetUpAsync(sum: new string('0', 64));
        Assert.Contains("nothing was installed", run.Exits(1).Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "tools", "telecmi")));

        // A cache that somebody filled with something else.
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "temp", "setup-telecmi")).FullName, $"{ServedRelease.Name}.tar.gz"), "else");
        (await SetUpAsync(sum)).Exits(1);
        (await SetUpAsync(sum)).Exits(0); // fetched anew
    }

    [Theory]
    [InlineData("latest", "Linux-X64", "version is none")]
    [InlineData("1.2.3; rm -rf .", "Linux-X64", "version is none")]
    [InlineData("1.2.3", "Windows-ARM64", "there is no telecmi for Windows-ARM64")]
    public async Task What_cannot_be_had_is_told(string version, string system, string told)
        => Assert.Contains(told, (await RunAsync("place", ("VERSION", version), ("RUNNER_SYSTEM", system))).Exits(1).Out, StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> ReleaseAsync() => (await ServedRelease.MakeAsync(_folder, "echo telecmi 1.2.3 of this test")).Sum;

    private async Task<Ended> SetUpAsync(string sum)
    {
        (await RunAsync("place", ("VERSION", "1.2.3"), ("RUNNER_SYSTEM", "Linux-X64"))).Exits(0);
        var outputs = (await ReadAsync("output")).Trim().Split('\n').Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        File.Delete(Path.Combine(_folder, "output"));
        return await RunAsync(
            "install", ("SOURCE", $"file://{_folder}/releases"), ("VERSION", "1.2.3"), ("SHA256", sum),
            ("NAME", outputs["name"]), ("ARCHIVE", outputs["archive"]), ("FOLDER", outputs["path"]));
    }

    private async Task<Ended> RunAsync(string step, params (string Name, string Value)[] variables)
    {
        Examples.Need("bash", "curl", "tar");
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
            ["RUNNER_TEMP"] = Path.Combine(_folder, "temp"),
            ["RUNNER_TOOL_CACHE"] = Path.Combine(_folder, "tools"),
            ["GITHUB_OUTPUT"] = Path.Combine(_folder, "output"),
            ["GITHUB_PATH"] = Path.Combine(_folder, "path"),
        };
        foreach (var (name, value) in variables)
        {
            all[name] = value;
        }

        using var run = Telecmi.StartProgram("bash", _folder, all, Script, step);
        run.EndInput();
        return await run.EndAsync();
    }

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(_folder, name));
}
