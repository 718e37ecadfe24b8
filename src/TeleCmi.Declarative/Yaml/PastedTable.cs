using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Tells rows of a spreadsheet that someone pasted where a roster or its list of agents should stand.</summary>
internal static class PastedTable
{
    private const int MaximumLine = 2000;

    /// <summary>Where the first row begins; null where the text does not begin with a table.</summary>
    public static (int Line, int Column)? Find(string text)
    {
        var number = 0;
        foreach (var whole in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = whole.Trim();
            if (line.IsEmpty || line[0] == '#' || line is "---" or "agents:")
            {
                continue;
            }

            return line.Length <= MaximumLine && IsRow(line) ? (number, whole.IndexOf(line[0]) + 1) : null;
        }

        return null;
    }

    // A header names two columns that an agent has; a row without one begins with an extension.
    private static bool IsRow(ReadOnlySpan<char> line)
    {
        foreach (var separator in "\t;,|")
        {
            var cells = line.Trim(separator).ToString().Split(separator).Select(cell => cell.Trim().Trim('"', '\'')).ToList();
            if (cells.Count(IsColumn) >= 2 || (cells.Count >= 3 && cells[0].Length is 3 or 4 && TextRules.IsDigits(cells[0])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsColumn(string cell) => KeySet.Agent.Meant(cell.Replace(' ', '_').ToLowerInvariant()) is not null;
}
