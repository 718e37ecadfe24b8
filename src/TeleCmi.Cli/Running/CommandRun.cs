using System.Collections.Immutable;
using System.CommandLine;
using System.Reflection;
using TeleCmi.Cli.Commands;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Git;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Yaml;
using TeleCmi.Reports;
using TeleCmi.Reports.Text;

namespace TeleCmi.Cli.Running;

/// <summary>
/// One run of one command: what was asked, and how to answer. Results go to standard output, everything else to standard error.
/// </summary>
internal sealed class CommandRun
{
    /// <summary>Of this program.</summary>
    public static readonly string Version =
        typeof(CommandRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public CommandRun(ParseResult parsed, Terminal terminal, Interrupts interrupts)
    {
        (Parsed, Terminal, Interrupts) = (parsed, terminal, interrupts);
        Format = parsed.GetValue(parsed.GetResult(Settings.PlainFormat) is null ? Settings.Format : Settings.PlainFormat);
        var plain = parsed.GetValue(Settings.NoColor) || !string.IsNullOrEmpty(terminal.Environment("NO_COLOR"));
        Style = new Style(terminal.IsOutTerminal && !plain, parsed.GetValue(Settings.FullPhones));
        ErrorStyle = Style with { Color = terminal.IsErrorTerminal && !plain };
        CommandLines = new CommandLines(parsed);
        Status = new StatusLine(terminal);
    }

    public ParseResult Parsed { get; }

    public Terminal Terminal { get; }

    public Interrupts Interrupts { get; }

    public ReportFormat Format { get; }

    /// <summary>Of standard output.</summary>
    public Style Style { get; }

    /// <summary>Of standard error.</summary>
    public Style ErrorStyle { get; }

    /// <summary>True where lines may be printed one after the other; every other format is one document.</summary>
    public bool IsText => Format == ReportFormat.Text;

    /// <summary>What was found in the roster so far; no errors.</summary>
    public ImmutableArray<Diagnostic> RosterWarnings { get; private set; } = [];

    /// <summary>Command lines that messages of this run tell to run.</summary>
    public CommandLines CommandLines { get; }

    /// <summary>The account, once it is known.</summary>
    public long? AppId { get; set; }

    /// <summary>The last line of the terminal.</summary>
    public StatusLine Status { get; }

    private ReportFiles? Reports { get; set; }

    private RosterCommit? Commit { get; set; }

    private string Command { get; set; } = "";

    /// <summary>Checks, before anything else, that the reports can be written.</summary>
    /// <exception cref="CommandException">They can't.</exception>
    public async Task BeginAsync(Definition definition)
    {
        Command = definition.Name;
        Reports = ReportFiles.Of(this, definition.IsReview(Parsed));
        if (definition.Common.Contains(Settings.Report) && (!Formats.Plain.Contains(Format) || Settings.IsGiven(Parsed, Settings.Report)))
        {
            Commit = await RosterCommit.OfAsync(
                Parsed.GetValue(Settings.File) ?? "agents.yaml", Terminal.Environment, Terminal.Time, Interrupts.Signals.Stop);
        }
    }

    /// <summary>The result: printed in the format that was asked for, and written to the files of <c>--report</c>.</summary>
    /// <param name="report">The result.</param>
    /// <param name="text">What is printed for people in its place.</param>
    /// <returns>False where a file could not be written.</returns>
    public bool Finish(Report report, string? text = null)
    {
        var placed = Placed(report);
        Print(!IsText ? Renderer.Render(placed, Format, Style)
            : text ?? Lines.Wrapped(Renderer.Render(placed, Format, Style), Terminal.OutColumns));
        return Reports?.Write(placed) ?? true;
    }

    /// <summary>A result that is no report.</summary>
    public void Print(Func<string> text, Func<string> json) => Print(IsText ? text() : json());

    /// <summary>Text on standard output.</summary>
    public void Print(string text) => Status.Above(() =>
    {
        Terminal.Out.Write(text);
        Terminal.Out.Flush();
    });

    /// <summary>Something to know, on standard error.</summary>
    public void Note(string text) => Status.Above(() =>
    {
        Terminal.Error.Write(Lines.Wrapped(CommandLines.Whole(text), Terminal.ErrorColumns));
        Terminal.Error.Flush();
    });

    public void Note(IEnumerable<Diagnostic> diagnostics)
        => Note(string.Concat(diagnostics.Select(one => DiagnosticText.Render(CommandLines.Whole(one), ErrorStyle))));

    /// <summary>What an earlier run left open: whoever reads on should know that.</summary>
    public void NotePending(RecordedState? state)
    {
        if (state?.Pending is { } pending)
        {
            Note([Diagnostic.Warning("pending", pending.Notice)]);
        }
    }

    /// <summary>Warnings of the roster: on standard error now, and in a report later.</summary>
    public void Warn(ImmutableArray<Diagnostic> diagnostics)
    {
        Note(diagnostics);
        RosterWarnings = RosterWarnings.AddRange(diagnostics);
    }

    /// <summary>Lines for people, on standard output before the result.</summary>
    public void Show(string text) => Print(Lines.Wrapped(text, Terminal.OutColumns));

    /// <summary>Errors before any result: lines for people, and one document where that was asked for.</summary>
    public void Fail(ImmutableArray<Diagnostic> errors)
    {
        errors = [.. errors.Select(one => one is { Code: "usage", Hint: null } ? one with { Hint = Usage.Hint(Parsed) } : one)];
        Note(errors);
        var failure = Placed(new Report.OfFailure { Diagnostics = errors });
        if (!IsText && !Terminal.Out.HasWritten)
        {
            Print(Renderer.Render(failure, Format, Style));
        }

        Reports?.Write(failure);
    }

    private Report Placed(Report report)
    {
        var file = report.RosterFile ?? Parsed.GetValue(Settings.File) ?? "agents.yaml";
        var here = WorkingFolder.Path;
        return CommandLines.Whole(report) with
        {
            Command = Command,
            RosterFile = file,
            Folder = Top(file) ?? here,
            WorkingFolder = here,
            Stamp = new Stamp(Terminal.Time.GetUtcNow(), Version)
            {
                AppId = AppId,
                Commit = Commit?.Id,
                IsEdited = Commit?.IsEdited ?? false,
            },
        };
    }

    private static string? Top(string roster)
    {
        try
        {
            return WorkTree.Of(roster == RosterFile.StandardInput ? "agents.yaml" : roster);
        }
        catch (Exception unreadable) when (FileFault.Is(unreadable))
        {
            return null;
        }
    }
}
