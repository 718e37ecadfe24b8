using System.Collections.Immutable;
using System.CommandLine;
using TeleCmi.Cli.Running;

namespace TeleCmi.Cli.Commands;

/// <summary>
/// One command: its words, its options and arguments, examples, and what it does. Help, docs/commands.md, completion and the parser are
/// made from it.
/// </summary>
internal sealed record Definition(string Name, string Summary, Func<CommandRun, Task<ExitCode>>? Run)
{
    /// <summary>Options of this command alone, or of this and one other.</summary>
    public ImmutableArray<Option> Options { get; init; } = [];

    /// <summary>Those that it takes of <see cref="Settings.Common"/>.</summary>
    public ImmutableArray<Option> Common { get; init; } = [];

    public ImmutableArray<Argument> Arguments { get; init; } = [];

    public ImmutableArray<Definition> Subcommands { get; init; } = [];

    /// <summary>True where a command line reads the roster of a stranger: then what it writes stays in the work tree as well.</summary>
    public Func<ParseResult, bool> IsReview { get; init; } = _ => false;

    /// <summary>What the summary leaves out, a paragraph each.</summary>
    public ImmutableArray<string> Details { get; init; } = [];

    /// <summary>Command lines that help shows.</summary>
    public ImmutableArray<string> Examples { get; init; } = [];

    /// <summary>All commands, by what they are for.</summary>
    public static ImmutableArray<CommandGroup> Groups =>
    [
        new("Start", [InitCommand.Definition, PasswordsCommand.Definition, ExportCommand.Definition, ValidateCommand.Definition]),
        new("Change", [PlanCommand.Definition, ApplyCommand.Definition]),
        new("Watch", [ListCommand.Definition, DriftCommand.Definition, CoverageCommand.Definition]),
        new("Repair", [ImportCommand.Definition, StateCommand.Definition, ExplainCommand.Definition]),
        new("More", [HelpCommand.Definition, SchemaCommand.Definition, CompletionCommand.Definition, SimulateCommand.Definition]),
    ];

    public static IEnumerable<Definition> All => Groups.SelectMany(group => group.Commands);

    /// <summary>The options of all commands.</summary>
    public static IEnumerable<Option> AllOptions
        => All.SelectMany(command => command.Subcommands.Append(command))
            .SelectMany(command => command.Options.Concat(command.Common)).Distinct();

    /// <summary>The command that these words name, as far as they name one; null where not even the first does.</summary>
    public static Definition? Find(IEnumerable<string> words)
    {
        Definition? found = null;
        foreach (var word in words)
        {
            if (Among(found).FirstOrDefault(one => one.Name == word) is not { } next)
            {
                break;
            }

            found = next;
        }

        return found;
    }

    /// <summary>The commands below one; null = those of <c>telecmi</c>.</summary>
    public static IEnumerable<Definition> Among(Definition? command) => command is null ? All : command.Subcommands;

    public Command Build(Func<ParseResult, Definition, Task<int>> run)
    {
        var command = new Command(Name, Summary);
        foreach (var option in Options.Concat(Common))
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

/// <summary>Commands for one purpose.</summary>
internal sealed record CommandGroup(string Title, ImmutableArray<Definition> Commands);
