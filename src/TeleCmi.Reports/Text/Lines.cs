using System.Globalization;
using System.Text;

namespace TeleCmi.Reports.Text;

/// <summary>
/// Lines as a terminal has room for them: broken between words and indented, so that no line begins with what stood in the middle of one.
/// </summary>
public static class Lines
{
    private const int Indent = 6;
    private const int Narrowest = 20;
    private const char Escape = '\u001B';

    /// <summary>The text, no line wider than the terminal; as it is where its width is not known, or a line is redrawn.</summary>
    public static string Wrapped(string text, int? columns)
    {
        ArgumentNullException.ThrowIfNull(text);
        return columns is not { } width || width < Narrowest || text.Contains('\r', StringComparison.Ordinal)
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
            var length = Length(line, at);
            var cells = Cells(line.AsSpan(at, length));
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

    // A colour of ours, a whole character of two halves, or one.
    private static int Length(string line, int at)
        => line[at] == Escape ? line.AsSpan(at).IndexOf('m') + 1
        : char.IsHighSurrogate(line[at]) && at + 1 < line.Length ? 2
        : 1;

    private static int Cells(ReadOnlySpan<char> character)
    {
        _ = Rune.DecodeFromUtf16(character, out var rune, out _);
        var hasNoWidth = rune.Value == Escape || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;
        return hasNoWidth ? 0 : IsWide(rune.Value) ? 2 : 1;
    }

    // The blocks of East Asia and of emoji.
    private static bool IsWide(int value) => value
        is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6)
        or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD);
}
