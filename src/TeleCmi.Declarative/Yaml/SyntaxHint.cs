namespace TeleCmi.Declarative.Yaml;

/// <summary>Guesses from the source what the author of broken YAML meant, without repeating a character of it.</summary>
internal static class SyntaxHint
{
    private const int MaximumLookAhead = 2000;
    private const string ColonHint = "put a blank after each colon: `key: value`";

    /// <summary>A next step for a single value where keys or a list should stand; null where nothing can be guessed.</summary>
    public static string? ForWord(string text) => LacksBlank(text.AsSpan(0, Math.Min(text.Length, MaximumLookAhead))) ? ColonHint : null;

    /// <summary>A next step for the place where parsing failed.</summary>
    public static string For(string text, int index)
    {
        index = Math.Clamp(index, 0, text.Length);
        var start = text.AsSpan(0, index).LastIndexOfAny('\r', '\n') + 1;
        var rest = text.AsSpan(start, Math.Min(text.Length - start, MaximumLookAhead));
        var end = rest.IndexOfAny('\r', '\n');
        var line = end < 0 ? rest : rest[..end];
        var here = line[Math.Min(index - start, line.Length)..];
        return here switch
        {
            _ when line.TrimStart(' ').StartsWith("\t") || NextLineStartsWithTab(rest, end) => "indent with spaces, not with tabs",
            _ when line.ContainsAny('{', '[') && line.Contains("${", StringComparison.Ordinal)
                => "inside { } and [ ] put a reference in quotes: \"${NAME}\"",
            _ when LacksBlank(line) || LacksBlank(LineAbove(text, start)) => ColonHint,
            ['@' or '`' or '%', ..] => "put a value that begins with @, ` or % in quotes",
            ['"', ..] => "close the quote; write a backslash as \\\\, and use no escape for half a character",
            ['\'', ..] => "close the quote; write a single quote as ''",
            _ when index >= text.TrimEnd().Length => "the file ends too early: close each quote, [ and {",
            _ => "check indentation, colons and quotes of this line and the one above; put a value that holds `: ` in quotes",
        };
    }

    // One of our keys, its colon, and the value at once: YAML takes all of it for one word.
    private static bool LacksBlank(ReadOnlySpan<char> line)
    {
        line = line.TrimStart(" -");
        var colon = line.IndexOf(':');
        return colon > 0 && colon + 1 < line.Length && line[colon + 1] is not (' ' or '\t')
            && (KeySet.Agent.IndexOf(line[..colon].ToString()) >= 0 || KeySet.Root.IndexOf(line[..colon].ToString()) >= 0);
    }

    private static ReadOnlySpan<char> LineAbove(string text, int start)
    {
        var above = text.AsSpan(0, start).TrimEnd("\r\n");
        above = above[Math.Max(0, above.Length - MaximumLookAhead)..];
        return above[(above.LastIndexOfAny('\r', '\n') + 1)..];
    }

    private static bool NextLineStartsWithTab(ReadOnlySpan<char> rest, int end) =>
        end >= 0 && rest[end..].TrimStart("\r\n ").StartsWith("\t");
}
