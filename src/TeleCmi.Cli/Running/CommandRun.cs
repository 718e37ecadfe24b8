using System.CommandLine;
using TeleCmi.Declarative;
using TeleCmi.Reports;
using TeleCmi.Reports.Json;
using TeleCmi.Reports.Text;

namespace TeleCmi.Cli.Running;

/// <summary>One run of one command: what was asked, and how to answer. Results go to standard output, everything else to standard error.</summary>
internal sealed class CommandRun
{
    public CommandRun(ParseResult parsed, Terminal terminal, Interrupts interrupts)
    {
        (Parsed, Terminal, Interrupts) = (parsed, terminal, interrupts);
        Format = parsed.GetValue(Settings.Format);
        var plain = parsed.GetValue(Settings.NoColor) || !string.IsNullOrEmpty(terminal.Environment("NO_COLOR"));
        Style = new Style(terminal.IsOutTerminal && !plain, parsed.GetValue(Settings.FullPhones));
        ErrorStyle = Style with { Color = terminal.IsErrorTerminal && !plain };
    }

    public ParseResult Parsed { get; }

    public Terminal Terminal { get; }

    public Interrupts Interrupts { get; }

    public OutputFormat Format { get; }

    /// <summary>Of standard output.</summary>
    public Style Style { get; }

    /// <summary>Of standard error.</summary>
    public Style ErrorStyle { get; }

    public bool IsJson => Format == OutputFormat.Json;

    /// <summary>The result, in the format that was asked for; the other one is never made.</summary>
    public void Print(Func<string> text, Func<string> json)
    {
        Terminal.Out.Write(IsJson ? json() : text());
        Terminal.Out.Flush();
    }

    /// <summary>Something to know, on standard error.</summary>
    public void Note(string text)
    {
        Terminal.Error.Write(text);
        Terminal.Error.Flush();
    }

    public void Note(IEnumerable<Diagnostic> diagnostics) => Note(string.Concat(diagnostics.Select(one => DiagnosticText.Render(one, ErrorStyle))));

    /// <summary>Errors before any result: lines for people, and one document where JSON was asked for.</summary>
    public void Fail(IReadOnlyList<Diagnostic> errors)
    {
        Note(errors);
        if (IsJson)
        {
            Terminal.Out.Write(DiagnosticsJson.RenderErrors(errors));
            Terminal.Out.Flush();
        }
    }
}
