using System.Runtime.CompilerServices;

namespace TeleCmi.TerraformProvider.Tests.Examples;

/// <summary>
/// The examples as a newcomer runs them: the provider from a mirror, nothing overridden, the sandbox for an account.
/// <c>TELECMI_NATIVE_TERRAFORM</c> names another executable than that beside the tests.
/// </summary>
public sealed class ExampleStories
{
    private static readonly Dictionary<string, string?> None = [];

    private static readonly string Examples =
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "examples", "terraform"));

    public static TheoryData<string, string> All
        => new(from cli in Cli.FirstTerraform.Select(row => row.Data)
               from example in (string[])["roster", "agents", "import"]
               select (cli, example));

    [Theory, MemberData(nameof(All))]
    public async Task An_example_installs_and_passes_its_own_test(string cli, string example)
    {
        var (tool, folder) = (Cli.Find(cli), Copy(example));
        var mirror = Mirror();
        try
        {
            (await tool.RunAsync(folder, None, "init", $"-plugin-dir={mirror}")).Succeeds().Says("successfully initialized!");
            (await tool.RunAsync(folder, None, "validate")).Succeeds();
            (await tool.RunAsync(folder, None, "test")).Succeeds().Says("0 failed");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            Directory.Delete(mirror, recursive: true);
        }
    }

    [Theory, MemberData(nameof(Cli.FirstTofu), MemberType = typeof(Cli))]
    public async Task The_roster_is_applied_twice_and_refuses_to_lose_everybody(string cli)
    {
        var (tool, folder) = (Cli.Find(cli), Copy("roster"));
        var mirror = Mirror();
        try
        {
            (await tool.RunAsync(folder, None, "init", $"-plugin-dir={mirror}")).Succeeds();
            (await tool.RunAsync(folder, None, "apply", "-auto-approve")).Succeeds().Says("1 added");
            (await tool.RunAsync(folder, None, "plan", "-detailed-exitcode")).Succeeds().Says("No changes.");

            var roster = Path.Combine(folder, "agents.yaml");
            File.WriteAllLines(roster, [.. File.ReadAllLines(roster).TakeWhile(line => line != "agents:"), "agents: []"]);
            (await tool.RunAsync(folder, None, "plan")).Fails().Says("allow_empty = true");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            Directory.Delete(mirror, recursive: true);
        }
    }

    private static string Copy(string example)
    {
        var folder = Directory.CreateTempSubdirectory("telecmi-example-").FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Examples, example)))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return folder;
    }

    // As eng/publish-terraform.sh lays it out.
    private static string Mirror()
    {
        var native = Environment.GetEnvironmentVariable("TELECMI_NATIVE_TERRAFORM");
        native = string.IsNullOrEmpty(native) ? Path.Combine(AppContext.BaseDirectory, "terraform-provider-telecmi") : native;
        var mirror = Directory.CreateTempSubdirectory("telecmi-mirror-").FullName;
        foreach (var host in (string[])["registry.terraform.io", "registry.opentofu.org"])
        {
            var folder = Directory.CreateDirectory(Path.Combine(mirror, host, "telecmi-declarative", "telecmi", "0.1.0", "linux_amd64"));
            File.CreateSymbolicLink(Path.Combine(folder.FullName, "terraform-provider-telecmi_v0.1.0"), native);
        }

        return mirror;
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
