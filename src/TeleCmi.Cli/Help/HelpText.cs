using System.Text;
using TeleCmi.Cli.Commands;

namespace TeleCmi.Cli.Help;

/// <summary>Help as a terminal shows it.</summary>
internal sealed class HelpText
{
    private const int Widest = 100;
    private const int Narrowest = 40;
    private const int Indent = 2;

    private readonly StringBuilder _text = new();
    private readonly int _width;

    private HelpText(int? columns) => _width = Math.Clamp(columns ?? 80, Narrowest, Widest);

    /// <summary>What there is.</summary>
    public static string Overview(int? columns)
    {
        var help = new HelpText(columns);
        help.Block(Reference.Title);
        help.Block("Usage: telecmi COMMAND [options]");
        help.Block();
        foreach (var group in Definition.Groups)
        {
            help.Rows(group.Title, group.Commands.Select(one => new HelpRow(one.Name, one.Summary.TrimEnd('.'))), 10);
        }

        help.Block();
        help.Rows("Environment", Reference.Environment, 20);
        help.Rows("Exit codes", Reference.ExitCodes, 3);
        help.Block("`telecmi COMMAND --help` shows a command, `telecmi help options` the rest.");
        help.Line(Reference.Documents);
        return help._text.ToString();
    }

    /// <summary>The options that several commands take.</summary>
    public static string CommonOptions(int? columns)
    {
        var help = new HelpText(columns);
        help.Block("Options of several commands. `telecmi COMMAND --help` says which of them a command takes.");
        help.Section("Options", Settings.Common.Select(HelpRow.Of));
        return help._text.ToString();
    }

    /// <summary>One command.</summary>
    public static string Of(Definition command, string path, int? columns)
    {
        var help = new HelpText(columns);
        help.Block(command.Summary);
        help.Block($"Usage: {Reference.Usage(command, path)}");
        if (!command.Details.IsEmpty)
        {
            help.Block(command.Details);
        }

        help.Section("Commands", command.Subcommands.Select(one => new HelpRow(one.Name, one.Summary)));
        help.Section("Arguments", command.Arguments.Select(HelpRow.Of));
        help.Section("Options", command.Options.Select(HelpRow.Of));
        if (!command.Common.IsEmpty)
        {
            help.Block($"Common options (`telecmi help options`): {string.Join(", ", Reference.CommonNames(command))}");
        }

        help.Section("Examples", command.Examples.Select(one => new HelpRow(one, "")));
        return help._text.ToString();
    }

    private void Section(string title, IEnumerable<HelpRow> rows)
    {
        if (rows.Any())
        {
            Block();
            Rows(title, rows);
        }
    }

    private void Rows(string title, IEnumerable<HelpRow> rows, int? column = null)
    {
        Line(title);
        var all = rows.ToList();
        var left = column ?? all.Max(row => row.Word.Length);
        foreach (var row in all)
        {
            Wrap($"{new string(' ', Indent)}{row.Word.PadRight(left)}  ", row.Meaning, Indent + left + 2);
        }
    }

    private void Block(params IReadOnlyList<string> lines)
    {
        _text.Append(_text.Length == 0 ? "" : "\n");
        foreach (var line in lines)
        {
            Line(line);
        }
    }

    private void Line(string text) => Wrap("", text, 0);

    // Between words; the lines after the first one are indented.
    private void Wrap(string start, string text, int indent)
    {
        var line = new StringBuilder(start);
        var isEmpty = true;
        foreach (var word in text.Split(' '))
        {
            if (!isEmpty && line.Length + 1 + word.Length > _width)
            {
                _text.Append(line.ToString().TrimEnd()).Append('\n');
                line.Clear().Append(' ', indent);
                isEmpty = true;
            }

            line.Append(isEmpty ? "" : " ").Append(word);
            isEmpty = false;
        }

        _text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
