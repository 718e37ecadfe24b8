using System.Text;
using TeleCmi.Cli.Commands;

namespace TeleCmi.Cli.Help;

/// <summary>All of help as a page of the Unix manual: telecmi(1).</summary>
internal static class ManualHelp
{
    public static string Page()
    {
        var page = new StringBuilder($".TH TELECMI 1 \"\" \"telecmi {Text(Running.CommandRun.Version)}\" \"User Commands\"\n.nh\n.ad l\n");
        page.Append($".SH NAME\ntelecmi \\- {Text("the roster of a call centre as code")}\n");
        page.Append($".SH SYNOPSIS\n.B telecmi\n.I COMMAND\n[options]\n.SH DESCRIPTION\n{Text(Reference.Title)}\n");
        foreach (var group in Definition.Groups)
        {
            page.Append($".SH {Text(group.Title.ToUpperInvariant())}\n");
            foreach (var command in group.Commands)
            {
                Append(page, command, command.Name);
            }
        }

        Rows(page.Append(".SH COMMON OPTIONS\n"), Settings.Common.Select(HelpRow.Of));
        Rows(page.Append(".SH ENVIRONMENT\n"), Reference.Environment);
        Rows(page.Append(".SH EXIT STATUS\n"), Reference.ExitCodes);
        return page.ToString();
    }

    private static void Append(StringBuilder page, Definition command, string path)
    {
        page.Append($".SS {Text(Reference.Usage(command, path))}\n{Text(command.Summary)}\n");
        foreach (var paragraph in command.Details)
        {
            page.Append($".PP\n{Text(paragraph)}\n");
        }

        Rows(page, command.Arguments.Select(HelpRow.Of));
        Rows(page, command.Options.Select(HelpRow.Of));
        if (!command.Common.IsEmpty)
        {
            page.Append($".PP\nCommon options: {Text(string.Join(", ", Reference.CommonNames(command)))}\n");
        }

        if (!command.Examples.IsEmpty)
        {
            page.Append($".PP\n.EX\n{string.Join('\n', command.Examples.Select(Text))}\n.EE\n");
        }

        foreach (var sub in command.Subcommands)
        {
            Append(page, sub, $"{path} {sub.Name}");
        }
    }

    private static void Rows(StringBuilder page, IEnumerable<HelpRow> rows)
    {
        foreach (var row in rows)
        {
            page.Append($".TP\n.B {Text(row.Word)}\n{Text(row.Meaning)}\n");
        }
    }

    // A hyphen that may be copied, and no line that begins with a request.
    private static string Text(string text)
    {
        var safe = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
        return safe.StartsWith('.') || safe.StartsWith('\'') ? "\\&" + safe : safe;
    }
}
