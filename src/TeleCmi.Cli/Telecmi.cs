using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using TeleCmi.Cli.Commands;
using TeleCmi.Cli.Running;
using TeleCmi.Declarative;
using TeleCmi.Declarative.Files;
using TeleCmi.Reports.Json;

namespace TeleCmi.Cli;

/// <summary>The command tree, and the one place where a run's end becomes an exit code.</summary>
internal static class Telecmi
{
    /// <summary>Runs one command line.</summary>
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal)
    {
        try
        {
            using var interrupts = new Interrupts(terminal.Time, () => LastResort.Tell(terminal, arguments, Diagnostic.Error(
                "interrupted", "Interrupted, and ended in the middle of its work.", "Run the command again: it settles first whatever this run left open.")));
            return await RunAsync(arguments, terminal, interrupts);
        }
        catch (Exception unexpected)
        {
            LastResort.Tell(terminal, arguments, Diagnostic.Internal(unexpected));
            return (int)ExitCode.Failure;
        }
    }

    private static async Task<int> RunAsync(string[] arguments, Terminal terminal, Interrupts interrupts)
    {
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
            if (LastResort.WantsJson(arguments))
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
            run.Fail([FileFault.Is(unexpected)
                ? Diagnostic.Error("file", $"A file or folder that this run needs can't be used: {FileFault.Describe(unexpected)}.", "Check the working folder, the paths that were given and their permissions.")
                : Diagnostic.Internal(unexpected)]);
            return (int)(run.Interrupts.IsRaised ? ExitCode.Interrupted : ExitCode.Failure);
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
}
