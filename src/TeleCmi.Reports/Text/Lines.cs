using System.Text;

namespace TeleCmi.Reports.Text;

/// <summary>
/// Lines as a terminal has room for them: broken between words and indented, so that no line begins with what stood in the middle of one.
/// </summary>
public static class Lines
{
    private const int Indent = 6;
    private const int Narrowest = 20;

    /// <summary>The text, no line wider than the terminal; as it is where its width is not known.</summary>
    public static string Wrapped(string text, int? columns)
    {
        ArgumentNullException.ThrowIfNull(text);
        return columns is not { } width || width < Narrowest
            ? text
            : string.Join('\n', text.Split('\n').Select(line => Wrapped(line, width)));
    }

    private static string Wrapped(string line, int width)
    {
        if (line.Length <= width && Ascii.IsValid(line))
        {
            return line;
        }

        var (wrapped, start, blank, column) = (new StringBuilder(), 0, -1, 0);
        for (var at = 0; at < line.Length;)
        {
            var length = Cells.Length(line.AsSpan(at));
            var cells = Cells.OfCharacter(line.AsSpan(at, length));
            if (column + cells > width)
            {
                var end = blank > start + Indent ? blank : at;
                wrapped.Append(line.AsSpan(start, end - start).TrimEnd(' ')).Append('\n').Append(' ', Indent);
                start = line.AsSpan(end).IndexOfAnyExcept(' ') is > 0 and var blanks ? end + blanks : end;
                (at, blank, column) = (start, -1, Indent);
                continue;
            }

            blank = line[at] == ' ' ? at : blank;
            (column, at) = (column + cells, at + length);
        }

        return wrapped.Append(line.AsSpan(start)).ToString();
    }
}
