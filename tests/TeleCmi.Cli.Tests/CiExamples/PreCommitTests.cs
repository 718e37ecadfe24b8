namespace TeleCmi.Cli.Tests.CiExamples;

/// <summary>examples/ci/pre-commit, with the real pre-commit.</summary>
public sealed class PreCommitTests
{
    [Fact]
    public async Task A_commit_of_a_broken_roster_is_stopped()
    {
        Examples.Need("pre-commit", "git", "curl", "tar");
        await using var centre = await CallCentre.OpenAsync();
        File.Copy(Path.Combine(Examples.Folder, "pre-commit", ".pre-commit-config.yaml"), Path.Combine(centre.Folder, ".pre-commit-config.yaml"));
        var release = await ServedRelease.OfBuiltAsync(centre.Folder);
        Directory.CreateDirectory(Path.Combine(centre.Folder, "ci"));
        File.Copy(Path.Combine(Examples.Folder, "install-telecmi.sh"), Path.Combine(centre.Folder, "ci", "install-telecmi.sh"));
        File.Copy(release.SumsPath, Path.Combine(centre.Folder, "ci", "telecmi.SHA256SUMS"));
        centre.WriteRoster(CallCentre.People(3));
        await RunAsync(centre, 0, "git", "init", "--quiet");
        await RunAsync(centre, 0, "git", "add", "--all");
        await RunAsync(centre, 0, "pre-commit", "validate-config");
        await RunAsync(centre, 0, "pre-commit", "run");

        Directory.Delete(release.Folder, recursive: true); // what was fetched once is there
        centre.WriteRosterText("agents:\n  - extension: 99\n");
        await RunAsync(centre, 0, "git", "add", "--all");

        Assert.Contains("agents.yaml:2:", await RunAsync(centre, 1, "pre-commit", "run"), StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(CallCentre centre, int code, string program, params string[] arguments)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TELECMI_RELEASES"] = $"file://{centre.Folder}/releases",
            ["XDG_CACHE_HOME"] = Path.Combine(centre.Folder, ".cache"),
            ["PRE_COMMIT_HOME"] = Path.Combine(centre.Folder, ".cache"),
        };
        using var run = Telecmi.StartProgram(program, centre.Folder, variables, arguments);
        run.EndInput();
        return (await run.EndAsync()).Exits(code).Out;
    }
}
