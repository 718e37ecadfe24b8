using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using TeleCmi.Cli.Commands;
using TeleCmi.Cli.Running;
using TeleCmi.Declarative;
using TeleCmi.Reports.Json;

namespace TeleCmi.Cli;

/// <summary>The command tree, and the one place where a run's end becomes an exit code.</summary>
internal static class Telecmi
{
    /// <summary>Runs one command line.</summary>
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal)
    {
        using var interrupts = new Interrupts(terminal.Time);
        var root = Root((parsed, definition) => GuardAsync(new CommandRun(parsed, terminal, interrupts), definition));
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction mistake)
        {
            // A page of help would push the mistake out of sight.
            mistake.ShowHelp = false;
        }

        var invocation = new InvocationConfiguration
        {
            // Help that was asked for is a result; help about a mistake is not.
            Output = parsed.Errors.Count > 0 ? terminal.Error : terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        var code = await parsed.InvokeAsync(invocation);
        if (parsed.Errors.Count > 0)
        {
            code = (int)ExitCode.Failure;
            terminal.Error.Write($"See `{CommandLine(parsed)} --help`.\n");
            if (WantsJson(arguments))
            {
                terminal.Out.Write(DiagnosticsJson.RenderErrors(parsed.Errors.Select(error => Diagnostic.Error("usage", error.Message, "See `telecmi --help`."))));
            }
        }

        terminal.Out.Flush();
        terminal.Error.Flush();
        return code == 0 && terminal.IsBroken ? (int)ExitCode.Failure : code;
    }

    private static RootCommand Root(Func<ParseResult, Definition, Task<int>> run)
    {
        var root = new RootCommand("The roster of a call centre as code: agents.yaml says which users a TeleCMI account should have.");
        foreach (var option in Settings.Common)
        {
            option.Recursive = true;
            root.Options.Add(option);
        }

        foreach (var definition in Definition.All)
        {
            root.Subcommands.Add(definition.Build(run));
        }

        return root;
    }

    private static async Task<int> GuardAsync(CommandRun run, Definition definition)
    {
        try
        {
            run.Begin(definition);
            var code = definition.Run is null ? ExitCode.Success : await definition.Run(run);
            return (int)(run.Interrupts.IsRaised ? ExitCode.Interrupted : code);
        }
        catch (CommandException ended)
        {
            run.Fail([.. ended.Diagnostics]);
            return (int)(run.Interrupts.IsRaised ? ExitCode.Interrupted : ended.ExitCode);
        }
        catch (Declarative.States.StateException unusable)
        {
            run.Fail([unusable.Diagnostic]);
            return (int)(run.Interrupts.IsRaised ? ExitCode.Interrupted : ExitCode.Failure);
        }
        catch (OperationCanceledException) when (run.Interrupts.IsRaised)
        {
            run.Fail([Diagnostic.Error("interrupted", "Interrupted; nothing was changed.")]);
            return (int)ExitCode.Interrupted;
        }
        catch (Exception unexpected)
        {
            // Its message and its stack may quote a secret: only its type is shown.
            run.Fail([Diagnostic.Error("internal", $"Something went wrong that should not: {unexpected.GetType().Name}.", "Please report it, with the command and --verbose.")]);
            return (int)ExitCode.Failure;
        }
    }

    private static string CommandLine(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (SymbolResult? one = parsed.CommandResult; one is CommandResult command; one = one.Parent)
        {
            names.Push(command.Command is RootCommand ? "telecmi" : command.Command.Name);
        }

        return string.Join(' ', names);
    }

    private static bool WantsJson(string[] arguments)
        => arguments.Contains("--format=json") || arguments.Contains("--format:json")
        || Array.IndexOf(arguments, "--format") is var at and >= 0 && at + 1 < arguments.Length && arguments[at + 1] == "json";
}
