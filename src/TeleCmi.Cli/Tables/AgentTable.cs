using System.Collections.Immutable;
using System.Globalization;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Cli.Tables;

/// <summary>Makes a roster of a table of agents: a header row, then a row for each. All problems are told at once.</summary>
internal sealed class AgentTable
{
    private const int HeaderSoughtIn = 10;
    private const int NamedAtMost = 20;
    private const int LongestTitle = 40;
    private const int Alphabet = 26;
    private const string FormatAsText = "Format the column as text (Excel: Format Cells, Text; Google Sheets: Format, Number, Plain text), "
        + "type the number anew and save again.";

    // What a spreadsheet shows in the place of a value that it could not work out.
    private static readonly string[] Faults = ["#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#ERROR!"];

    private readonly string _file;
    private readonly TableColumns _columns;
    private readonly List<Diagnostic> _problems = [];
    private readonly SortedSet<long> _accounts = [];

    private AgentTable(string file, TableColumns columns) => (_file, _columns) = (file, columns);

    /// <summary>Reads a table.</summary>
    /// <returns>The roster with its warnings; or all that is wrong with the table.</returns>
    public static Result<TableRoster> Read(string file)
    {
        if (!TableText.Read(file).Is(out var text, out var unreadable))
        {
            return unreadable;
        }

        if (TableRows.StrayQuote(text) is var (line, column))
        {
            return Told([new(Severity.Error, "table_quote", "a quote stands inside a value, or is never closed", file, line, column,
                "Put the whole value in quotes and double each quote inside: \"5\"\" desk\".")]);
        }

        var rows = TableRows.Read(text);
        var first = rows.FindIndex(IsFilled);
        return first < 0
            ? Failure.Of("table_empty", $"{file} is empty.", "A table begins with a row that names its columns.")
            : new AgentTable(file, TableColumns.Of(rows[first])).Read(rows, first);
    }

    private Result<TableRoster> Read(List<ImmutableArray<string>> rows, int first)
    {
        CheckHeader(rows, first);
        if (_problems.Exists(problem => problem.IsError))
        {
            return Told([.. _problems]);
        }

        var agents = new List<TableRow>();
        for (var i = first + 1; i < rows.Count; i++)
        {
            if (IsFilled(rows[i]))
            {
                agents.Add(Row(rows[i], i + 1));
            }
        }

        if (agents.Count == 0)
        {
            Add(first, 0, "table_empty", "there is no row below the header");
        }

        if (_accounts.Count > 1)
        {
            Add(first, 0, "table_account", $"the rows belong to {_accounts.Count} accounts", "Keep one roster for each account.");
        }

        var made = TableRoster.Of(_file, _accounts.Count == 1 ? _accounts.Min : null, agents);
        ImmutableArray<Diagnostic> all
            = [.. _problems.Concat(made.Diagnostics).OrderBy(one => one.Line).ThenBy(one => one.Column)];
        return all.Any(one => one.IsError) ? Told(all) : made with { Diagnostics = all };
    }

    private void CheckHeader(List<ImmutableArray<string>> rows, int first)
    {
        var missing = _columns.Missing.ToList();
        if (missing.Count > 0)
        {
            var below = rows.FindIndex(first + 1, Math.Min(HeaderSoughtIn, rows.Count - first - 1),
                row => !TableColumns.Of(row).Missing.Any());
            Add(first, 0, "table_header", $"no column is named {Formats.Choice(missing)}",
                below >= 0 ? $"Row {below + 1} looks like the header: delete the rows above it."
                : _columns.Header.Length == 1 ? "All stands in one column: part the cells by commas, semicolons or tabs."
                : "The first row names the columns, such as Extension, Name, Phone, Start, End, SMS, Password.");
            return;
        }

        var unknown = new List<string>();
        for (var i = 0; i < _columns.Header.Length; i++)
        {
            var (key, title) = (_columns.Keys[i], Trimmed(_columns.Header[i]));
            if (key is not null && _columns.Keys.IndexOf(key) is var earlier && earlier < i)
            {
                Add(first, i, "table_header", $"column {Letters(earlier)} holds the {key} already",
                    "Delete or rename the one that is not meant.");
            }
            else if (title.Length == 0 && rows.Skip(first + 1).Any(row => i < row.Length && Trimmed(row[i]).Length > 0))
            {
                Add(first, i, "table_header", $"column {Letters(i)} has no name, and there are values below it",
                    "Name it, or delete it. A merged header names its first column only.");
            }
            else if (key is null && title.Length > 0)
            {
                unknown.Add($"{Letters(i)} \"{(title.Length > LongestTitle ? title[..LongestTitle] + "..." : title)}\"");
            }
        }

        if (unknown.Count > 0)
        {
            var named = Wording.Some(unknown, NamedAtMost);
            _problems.Add(Placed(
                Diagnostic.Warning("table_column", $"not taken, as a roster has no such field: column {named}"), first, 0));
        }
    }

    private TableRow Row(ImmutableArray<string> row, int number)
    {
        for (var i = _columns.Header.Length; i < row.Length; i++)
        {
            if (Trimmed(row[i]).Length > 0)
            {
                Add(number - 1, i, "table_row", $"the row has more cells than the header, which has {_columns.Header.Length}",
                    "A value that holds a comma stands in quotes.");
                break;
            }
        }

        var cells = ImmutableArray.CreateBuilder<TableCell>();
        foreach (var (key, i) in _columns.Keys.Select((key, i) => (key, i)).Where(one => one.key is not null))
        {
            var raw = i < row.Length ? row[i] : "";
            var text = key == AgentSchema.Password ? raw : Trimmed(key == "phone_number" ? Visible(raw) : raw);
            cells.AddRange(Cells(key!, Checked(key!, text, number - 1, i), i));
        }

        return new TableRow(number, Joined(cells));
    }

    // Null where the cell is no use, and that is told.
    private string? Checked(string key, string text, int row, int column)
    {
        if (Faults.Contains(text, StringComparer.Ordinal))
        {
            return Add(row, column, "table_formula", "the spreadsheet could not work out this value", "Type the value.");
        }

        if (text.StartsWith('=') && key != AgentSchema.Password)
        {
            return Add(row, column, "table_formula", "this is a formula, not its value",
                "Copy the column, paste its values, and save again.");
        }

        if (key is "name" or TableColumns.FirstName or TableColumns.LastName && text is ['+' or '@' or '-', ..])
        {
            _problems.Add(Placed(
                Diagnostic.Warning("table_formula", "a name that begins as a formula does; it is taken as it stands"), row, column));
        }

        return key is "phone_number" or TableColumns.Extension && text is [>= '0' and <= '9' or '+', ..]
            && PhoneNumber.IsOfSpreadsheet(text.Replace(',', '.'))
            ? Add(row, column, "table_number", "a number as a spreadsheet writes it: digits may be lost", FormatAsText)
            : text;
    }

    private IEnumerable<TableCell> Cells(string key, string? text, int column)
    {
        if (key != TableColumns.AgentId)
        {
            var isSwitch = AgentFields.SmsAlert.Key == key || AgentSchema.Protected == key;
            return [new TableCell(key, isSwitch ? Switch(text) : text, column + 1)];
        }

        var parts = text?.Split('_') ?? [];
        if (parts.Length == 2 && AppId.Parse(parts[1]) is { } appId)
        {
            _accounts.Add(appId);
        }

        return _columns.Has(TableColumns.Extension) ? []
            : [new TableCell(TableColumns.Extension, parts.Length == 2 ? parts[0] : text, column + 1)];
    }

    // Two columns of a name are one value, at the place of the first.
    private static ImmutableArray<TableCell> Joined(ImmutableArray<TableCell>.Builder cells)
    {
        var names = cells.Where(cell => cell.Key is TableColumns.FirstName or TableColumns.LastName)
            .OrderBy(cell => cell.Key == TableColumns.LastName).ToList();
        var others = cells.Except(names);
        if (names.Count == 0 || cells.Any(cell => cell.Key == AgentFields.Name.Key))
        {
            return [.. others];
        }

        var isWhole = names.TrueForAll(cell => cell.Text is not null);
        var name = isWhole ? string.Join(' ', names.Select(cell => cell.Text)).Trim() : null;
        return [.. others, new TableCell(AgentFields.Name.Key, name, names[0].Column)];
    }

    private static string? Switch(string? text) => text?.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "Y" or "ON" or "1" => "true",
        "FALSE" or "NO" or "N" or "OFF" or "0" => "false",
        _ => text,
    };

    private string? Add(int row, int column, string code, string message, string? hint = null)
    {
        _problems.Add(Placed(Diagnostic.Error(code, message, hint), row, column));
        return null;
    }

    private Diagnostic Placed(Diagnostic problem, int row, int column)
        => problem with { File = _file, Line = row + 1, Column = column + 1 };

    // What a position means: a person has the spreadsheet in front of them.
    private static Failure Told(ImmutableArray<Diagnostic> problems)
    {
        var (row, column) = problems.Where(one => one.IsError).Select(one => (one.Line ?? 1, one.Column ?? 1)).First();
        return new Failure(RunStatus.Failed, [.. problems, Diagnostic.Error("table_invalid",
            $"No roster was made of this table, and nothing was written. {row}:{column} is row {row}, column {column}: "
            + $"cell {Letters(column - 1)}{row}.", "Mend the cells and run the command again.")]);
    }

    private static bool IsFilled(ImmutableArray<string> row) => row.Any(cell => Trimmed(cell).Length > 0);

    private static string Trimmed(string cell) => cell.Trim().Trim('\uFEFF');

    // A number copied from a contact brings no-break blanks and marks of direction, which nobody sees.
    private static string Visible(string phone) => string.Concat(phone
        .Where(one => char.GetUnicodeCategory(one) != UnicodeCategory.Format)
        .Select(one => char.GetUnicodeCategory(one) == UnicodeCategory.SpaceSeparator ? ' ' : one));

    private static string Letters(int column)
        => column < Alphabet ? $"{(char)('A' + column)}" : Letters(column / Alphabet - 1) + Letters(column % Alphabet);
}
