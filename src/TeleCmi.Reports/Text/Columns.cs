using System.Collections.Immutable;

namespace TeleCmi.Reports.Text;

/// <summary>Rows of a table, their columns under each other on a terminal.</summary>
internal static class Columns
{
    private const int Widest = 30;
    private const string Between = "  ";

    /// <summary>The lines, each indented, without its end.</summary>
    /// <param name="rows">The last cell of a row has as much room as it needs.</param>
    public static IEnumerable<string> Of(ImmutableArray<ImmutableArray<string>> rows)
    {
        var widths = Enumerable.Range(0, rows.Select(row => row.Length).Append(0).Max())
            .Select(column => rows.Where(row => row.Length > column + 1).Select(row => Cells.Of(row[column])).Append(0).Max())
            .Select(width => Math.Min(Widest, width)).ToList();
        return rows.Select(row => Between + string.Join(Between, row.Select(
            (cell, column) => column == row.Length - 1 ? cell : Cells.Padded(cell, widths[column]))).TrimEnd());
    }
}
