namespace TeleCmi.PulumiPlugin.Tests;

/// <summary>The example in TypeScript, with the published npm SDK.</summary>
public sealed class ExampleTests
{
    private static readonly string Folder = Path.Combine(Stubs.Folder, "..", "..", "examples", "pulumi-typescript");

    [Fact]
    public void The_TypeScript_example_is_well_typed_and_runs_with_mocks()
    {
        Stubs.Require();
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "typescript")))
        {
            if (Stubs.Run(Folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund") is not { ExitCode: 0 })
            {
                Assert.Skip("`npm ci` could not install what the TypeScript example needs");
            }
        }

        var ended = Stubs.Run(Folder, "npm", "test");
        Assert.True(ended is { ExitCode: 0 }, ended?.Output);
        Assert.Contains("# pass 2", ended!.Value.Output, StringComparison.Ordinal);
    }
}
