namespace TeleCmi.Declarative.Yaml;

/// <summary>Lines of a text, with the line breaks that YAML knows: LF, CRLF and CR.</summary>
internal static class LineText
{
    /// <summary>The first line break of a text; LF where it has none.</summary>
    public static string BreakOf(string text)
    {
        var end = EndOf(text, 0);
        return end == text.Length ? "\n" : text[end..NextOf(text, end)];
    }

    /// <summary>Where the line of an index ends, its line break aside.</summary>
    public static int EndOf(ReadOnlySpan<char> text, int index)
    {
        var length = text[index..].IndexOfAny('\r', '\n');
        return length < 0 ? text.Length : index + length;
    }

    /// <summary>Where the next line begins.</summary>
    public static int NextOf(ReadOnlySpan<char> text, int end)
        => text[end..].StartsWith("\r\n") ? end + 2 : Math.Min(end + 1, text.Length);

    /// <summary>True where a line between two others has nothing on it.</summary>
    public static bool HasEmptyLine(ReadOnlySpan<char> text)
    {
        for (var at = NextOf(text, EndOf(text, 0)); at < text.Length;)
        {
            var end = EndOf(text, at);
            if (end < text.Length && text[at..end].IsWhiteSpace())
            {
                return true;
            }

            at = NextOf(text, end);
        }

        return false;
    }
}
