namespace TeleCmi.Cli.Tests.CiExamples;

/// <summary>examples/ci/install-telecmi.sh: the pinned release or none.</summary>
public sealed class InstallScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("telecmi-install-").FullName;

    [Fact]
    public async Task The_pinned_release_is_fetched_once()
    {
        var release = await PinAsync();
        var first = await InstallAsync();
        Assert.Equal("of this test\n", await TelecmiAsync(first));
        Directory.Delete(release.Folder, recursive: true);

        Assert.Equal(first, await InstallAsync());

        // Pinned to another one, it is not the old one.
        var sums = Path.Combine(_folder, "telecmi.SHA256SUMS");
        await File.WriteAllTextAsync(sums, (await File.ReadAllTextAsync(sums, Stop)).Replace(release.Sum, new string('3', 64), StringComparison.Ordinal), Stop);
        Assert.Contains("could not be fetched", (await RunAsync()).Exits(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_of_another_sum_is_not_unpacked()
    {
        var release = await PinAsync();
        await File.AppendAllTextAsync(Path.Combine(release.Folder, $"v{ServedRelease.Version}", $"{ServedRelease.Name}.tar.gz"), "more", Stop);

        Assert.Contains("nothing was installed", (await RunAsync()).Exits(1).Error, StringComparison.Ordinal);

        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_folder, "cache", "telecmi")));
    }

    [Fact]
    public async Task Without_a_pin_it_is_the_telecmi_of_PATH_or_none()
    {
        await PinAsync();
        File.Delete(Path.Combine(_folder, "telecmi.SHA256SUMS"));
        Assert.Contains("nor a telecmi on PATH", (await RunAsync()).Exits(1).Error, StringComparison.Ordinal);

        var built = Path.GetDirectoryName(Telecmi.Executable)!;
        Assert.Equal($"{built}\n", (await RunAsync($"{built}:")).Exits(0).Out);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task<ServedRelease> PinAsync()
    {
        Examples.Need("bash", "curl", "tar");
        File.Copy(Path.Combine(Examples.Folder, "install-telecmi.sh"), Path.Combine(_folder, "install-telecmi.sh"));
        var release = await ServedRelease.MakeAsync(_folder, "echo of this test");
        File.Copy(release.SumsPath, Path.Combine(_folder, "telecmi.SHA256SUMS"));
        return release;
    }

    private async Task<string> InstallAsync() => (await RunAsync()).Exits(0).Out.Trim();

    private async Task<Ended> RunAsync(string path = "")
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = $"{path}/usr/bin:/bin",
            ["TELECMI_RELEASES"] = $"file://{_folder}/releases",
            ["XDG_CACHE_HOME"] = Path.Combine(_folder, "cache"),
        };
        using var run = Telecmi.StartProgram("bash", _folder, variables, "install-telecmi.sh");
        run.EndInput();
        return await run.EndAsync();
    }

    private async Task<string> TelecmiAsync(string folder)
    {
        using var run = Telecmi.StartProgram(Path.Combine(folder, "telecmi"), _folder, new Dictionary<string, string>(StringComparer.Ordinal));
        run.EndInput();
        return (await run.EndAsync()).Exits(0).Out;
    }
}
