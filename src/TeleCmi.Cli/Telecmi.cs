using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using TeleCmi.Cli.Commands;
using TeleCmi.Cli.Completing;
using TeleCmi.Cli.Help;
using TeleCmi.Cli.Running;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;
using TeleCmi.Reports.Json;
using TeleCmi.Reports.Text;

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
                "interrupted", "Interrupted, and ended in the middle of its work.",
                "Run the command again: it settles first whatever this run left open.")));
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
        if (arguments is [Completion.Word, .. var typed])
        {
            terminal.Out.Write(Completion.Of(typed));
            terminal.Out.Flush();
            return (int)ExitCode.Success;
        }

        var root = Root((parsed, definition) => GuardAsync(new CommandRun(parsed, terminal, interrupts), definition));
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var isAnswer = parsed.Action is not null && parsed.Action != parsed.CommandResult.Command.Action
            && parsed.Action is not ParseErrorAction;
        var mistakes = isAnswer || IsBare(parsed) ? [] : Usage.Mistakes(parsed, arguments);
        var code = mistakes.IsEmpty ? await InvokeAsync(parsed, terminal) : Reject(mistakes, arguments, terminal);
        terminal.Out.Flush();
        terminal.Error.Flush();
        return code == 0 && terminal.IsBroken ? (int)ExitCode.Failure : code;
    }

    // Who types nothing asks what there is; a script that does has lost its words.
    private static bool IsBare(ParseResult parsed) => parsed.Tokens.Count == 0;

    private static Task<int> InvokeAsync(ParseResult parsed, Terminal terminal)
    {
        if (parsed.Action is HelpAction || IsBare(parsed))
        {
            terminal.Out.Write(HelpCommand.Text([.. Usage.Path(parsed)], terminal.OutColumns));
            return Task.FromResult((int)(IsBare(parsed) ? ExitCode.Failure : ExitCode.Success));
        }

        return parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    private static int Reject(ImmutableArray<Diagnostic> mistakes, string[] arguments, Terminal terminal)
    {
        terminal.Error.Write(string.Concat(mistakes.Select(mistake => DiagnosticText.Render(mistake, default))));
        if (LastResort.WantsJson(arguments))
        {
            terminal.Out.Write(DiagnosticsJson.RenderErrors(mistakes));
        }

        return (int)ExitCode.Failure;
    }

    private static RootCommand Root(Func<ParseResult, Definition, Task<int>> run)
    {
        var root = new RootCommand(Reference.Title);
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Options.Add(new HelpOption("--help", "-h"));
        root.Directives.Clear();
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
            await run.BeginAsync(definition);
            var code = definition.Run is null ? ExitCode.Success : await definition.Run(run);
            return (int)(run.Interrupts.IsRaised ? ExitCode.Interrupted : code);
        }
        catch (CommandException ended)
        {
            run.Fail([.. ended.Diagnostics]);
            return (int)(run.Interrupts.IsRaised ? ExitCode.Interrupted : ended.ExitCode);
        }
        catch (OperationCanceledException) when (run.Interrupts.IsRaised)
        {
            run.Fail([Diagnostic.Error("interrupted", "Interrupted; nothing was changed.")]);
            return (int)ExitCode.Interrupted;
        }
        catch (Exception unexpected)
        {
            run.Fail([FileFault.Is(unexpected)
                ? Diagnostic.Error("file", $"A file or folder that this run needs can't be used: {FileFault.Describe(unexpected)}.",
                    "Check the working folder, the paths that were given and their permissions.")
                : Diagnostic.Internal(unexpected)]);
            return (int)(run.Interrupts.IsRaised ? ExitCode.Interrupted : ExitCode.Failure);
        }
    }
}
