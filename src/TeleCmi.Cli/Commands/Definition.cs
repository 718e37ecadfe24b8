using System.Collections.Immutable;
using System.CommandLine;
using TeleCmi.Cli.Running;

namespace TeleCmi.Cli.Commands;

/// <summary>One command: its words, its own options and arguments, examples, and what it does.</summary>
internal sealed record Definition(string Name, string Summary, Func<CommandRun, Task<ExitCode>>? Run)
{
    public ImmutableArray<Option> Options { get; init; } = [];

    public ImmutableArray<Argument> Arguments { get; init; } = [];

    public ImmutableArray<Definition> Subcommands { get; init; } = [];

    /// <summary>True where the result is a <see cref="Reports.Report"/>: printed in any format, and written to files.</summary>
    public bool GivesReports { get; init; }

    /// <summary>True where <c>--only</c> says whom it is about.</summary>
    public bool ChoosesAgents { get; init; }

    /// <summary>True where a command line reads the roster of a stranger: then what it writes stays in the work tree as well.</summary>
    public Func<ParseResult, bool> IsReview { get; init; } = _ => false;

    /// <summary>Command lines that help shows.</summary>
    public ImmutableArray<string> Examples { get; init; } = [];

    public static ImmutableArray<Definition> All =>
    [
        InitCommand.Definition, ValidateCommand.Definition, PlanCommand.Definition, ApplyCommand.Definition,
        DriftCommand.Definition, ImportCommand.Definition, ExportCommand.Definition, StateCommand.Definition, CoverageCommand.Definition,
        SchemaCommand.Definition, SimulateCommand.Definition, CompletionCommand.Definition,
    ];

    public Command Build(Func<ParseResult, Definition, Task<int>> run)
    {
        var examples = Examples.IsEmpty ? "" : $"\n\nExamples:\n  {string.Join("\n  ", Examples)}";
        var command = new Command(Name, Summary + examples);
        foreach (var option in Options)
        {
            command.Options.Add(option);
        }

        foreach (var argument in Arguments)
        {
            command.Arguments.Add(argument);
        }

        foreach (var sub in Subcommands)
        {
            command.Subcommands.Add(sub.Build(run));
        }

        if (Run is not null)
        {
            command.SetAction((parsed, _) => run(parsed, this));
        }

        return command;
    }
}
