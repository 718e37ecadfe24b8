using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Cli.Running;

/// <summary>How a roster's own entries lie in its file, so that new ones can be printed to fit behind them.</summary>
/// <param name="Indent">Blanks before the dash.</param>
/// <param name="EndsInLine">True where the last line has no end.</param>
/// <param name="TakesMore">True where what is appended to the file stands under <c>agents:</c>.</param>
internal sealed record EntryLayout(int Indent, bool EndsInLine, bool TakesMore)
{
    private const int Usual = 2;

    /// <summary>Of a file; of none that can be read, the usual layout.</summary>
    public static EntryLayout OfFile(string file)
    {
        try
        {
            return file == RosterFile.StandardInput ? new EntryLayout(Usual, false, false) : Of(File.ReadAllText(file));
        }
        catch (Exception unreadable) when (FileFault.Is(unreadable))
        {
            return new EntryLayout(Usual, false, false);
        }
    }

    /// <summary>Of a text.</summary>
    public static EntryLayout Of(string roster)
    {
        var lines = roster.Split('\n').Select(line => line.TrimEnd()).ToList();
        var list = lines.FindIndex(line => line.Split('#')[0].TrimEnd() == "agents:");
        var entries = list < 0 ? [] : lines.Skip(list + 1).Where(line => line.Length > 0 && !line.TrimStart().StartsWith('#')).ToList();
        var isList = entries.Count > 0 && entries[0].TrimStart().StartsWith('-');
        var indent = isList ? entries[0].IndexOf('-', StringComparison.Ordinal) : Usual;
        return new EntryLayout(
            indent, roster.Length > 0 && !roster.EndsWith('\n'), list >= 0 && entries.TrueForAll(line => line[0] is ' ' or '-'));
    }

    /// <summary>Entries as the writer makes them, in this layout.</summary>
    public string Fit(string entries)
        => entries.Length == 0 ? "" : (EndsInLine ? "\n" : "")
            + string.Concat(entries.TrimEnd('\n').Split('\n').Select(line => $"{new string(' ', Indent)}{line[Usual..]}\n"));
}
