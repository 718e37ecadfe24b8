using TeleCmi.Cli.Running;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Cli.Commands;

/// <summary>Prints the JSON Schema of agents.yaml, for editors.</summary>
internal static class SchemaCommand
{
    public static Definition Definition { get; } = new("schema", "Print the JSON Schema of agents.yaml, for editors.", RunAsync)
    {
        Common = Settings.OfText,
        Examples = ["telecmi schema > agents.schema.json"],
    };

    private static Task<ExitCode> RunAsync(CommandRun run)
    {
        run.Print(() => RosterSchema.Json, () => RosterSchema.Json);
        return Task.FromResult(ExitCode.Success);
    }
}
