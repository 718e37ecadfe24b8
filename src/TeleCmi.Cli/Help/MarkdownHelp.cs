using System.Text;
using TeleCmi.Cli.Commands;

namespace TeleCmi.Cli.Help;

/// <summary>All of help as one page: docs/commands.md.</summary>
internal static class MarkdownHelp
{
    public static string Page()
    {
        var page = new StringBuilder("# Commands\n\n");
        page.Append(Reference.Title).Append(" This page is what `telecmi help --markdown` prints.\n");
        foreach (var group in Definition.Groups)
        {
            page.Append($"\n## {group.Title}\n");
            foreach (var command in group.Commands)
            {
                Append(page, command, command.Name);
            }
        }

        page.Append("\n## Common options\n");
        Table(page, "option", Settings.Common.Select(HelpRow.Of));
        page.Append("\n## Environment\n");
        Table(page, "variable", Reference.Environment);
        page.Append("\n## Exit codes\n");
        Table(page, "code", Reference.ExitCodes);
        return page.ToString();
    }

    private static void Append(StringBuilder page, Definition command, string path)
    {
        page.Append($"\n### telecmi {path}\n{Text(command.Summary)}\n");
        if (command.Run is not null)
        {
            page.Append($"\n```text\n{Reference.Usage(command, path)}\n```\n");
        }

        foreach (var paragraph in command.Details)
        {
            page.Append($"\n{Text(paragraph)}\n");
        }

        Table(page, "argument", command.Arguments.Select(HelpRow.Of));
        Table(page, "option", command.Options.Select(HelpRow.Of));
        if (!command.Common.IsEmpty)
        {
            var common = Reference.CommonNames(command).Select(one => $"`{one}`");
            page.Append($"\n[Common options](#common-options): {string.Join(", ", common)}\n");
        }

        if (!command.Examples.IsEmpty)
        {
            page.Append($"\n```sh\n{string.Join('\n', command.Examples)}\n```\n");
        }

        foreach (var sub in command.Subcommands)
        {
            Append(page, sub, $"{path} {sub.Name}");
        }
    }

    private static void Table(StringBuilder page, string head, IEnumerable<HelpRow> rows)
    {
        var lines = rows.Select(row => $"| `{row.Word.Replace("|", "\\|", StringComparison.Ordinal)}` | {Text(row.Meaning)} |\n").ToList();
        page.Append(lines.Count == 0 ? "" : $"\n| {head} | |\n|---|---|\n{string.Concat(lines)}");
    }

    // Our own words: only what Markdown would take for a table, an emphasis or a tag.
    private static string Text(string text) => text.Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal).Replace("<", "\\<", StringComparison.Ordinal);
}
