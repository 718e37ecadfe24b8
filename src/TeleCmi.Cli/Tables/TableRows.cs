using System.Collections.Immutable;
using nietras.SeparatedValues;

namespace TeleCmi.Cli.Tables;

/// <summary>The rows of a table: quotes and the blanks around them are undone.</summary>
internal static class TableRows
{
    private const string LineBreaks = "\r\n";

    private static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <summary>Reads the rows; one of empty cells alone counts, as it does in a spreadsheet.</summary>
    /// <param name="text">Checked with <see cref="StrayQuote"/>.</param>
    public static List<ImmutableArray<string>> Read(string text)
    {
        var (separator, start) = Separator(text);
        var options = Sep.New(separator).Reader(reader => reader with
        {
            HasHeader = false,
            Unescape = true,
            Trim = SepTrim.Outer,
            DisableColCountCheck = true,
            DisableFastFloat = true,
        });
        var rows = new List<ImmutableArray<string>>();
        using var table = options.FromText(text[start..]);
        foreach (var row in table)
        {
            var cells = ImmutableArray.CreateBuilder<string>(row.ColCount);
            for (var i = 0; i < row.ColCount; i++)
            {
                cells.Add(row[i].ToString());
            }

            rows.Add(cells.MoveToImmutable());
        }

        return rows;
    }

    /// <summary>
    /// Row and column of a quote that stands inside a value, or is never closed: from there on nobody knows where a value ends. Null where
    /// there is none.
    /// </summary>
    public static (int Row, int Column)? StrayQuote(string text)
    {
        var (separator, start) = Separator(text);
        var (row, column, isInside, isClosed, isBegun) = (1, 1, false, false, false);
        var opened = (row, column);
        for (var i = start; i < text.Length; i++)
        {
            var c = text[i];
            if (isInside)
            {
                (isInside, isClosed) = c != '"' ? (true, false)
                    : i + 1 < text.Length && text[i + 1] == '"' ? (i++ >= 0, false)
                    : (false, true);
            }
            else if (c == separator)
            {
                (column, isBegun, isClosed) = (column + 1, false, false);
            }
            else if (c is '\r' or '\n')
            {
                i += c == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
                (row, column, isBegun, isClosed) = (row + 1, 1, false, false);
            }
            else if (c == '"' && !isBegun)
            {
                (isInside, isBegun, opened) = (true, true, (row, column));
            }
            else if (c == '"' || (isClosed && c != ' '))
            {
                return (row, column);
            }
            else
            {
                isBegun |= c != ' ';
            }
        }

        return isInside ? opened : null;
    }

    // The header tells: of what may part its cells, what occurs most outside quotes. A line `sep=;` in front is Excel's own word for it.
    private static (char Separator, int Start) Separator(string text)
    {
        if (text.AsSpan().TrimStart('"') is ['s', 'e', 'p', '=', var given, ..] line && Separators.Contains(given)
            && line[5..].TrimStart('"') is [] or ['\r' or '\n', ..])
        {
            var end = text.AsSpan().IndexOfAny(LineBreaks);
            return (given, end < 0 ? text.Length : end + (text.AsSpan(end).StartsWith("\r\n") ? 2 : 1));
        }

        var (counts, isInside) = (new int[Separators.Length], false);
        foreach (var c in text.AsSpan().TrimStart(LineBreaks))
        {
            isInside ^= c == '"';
            if (!isInside && c is '\r' or '\n')
            {
                break;
            }

            if (!isInside && Array.IndexOf(Separators, c) is >= 0 and var which)
            {
                counts[which]++;
            }
        }

        return (Separators[Array.IndexOf(counts, counts.Max())], 0);
    }
}
