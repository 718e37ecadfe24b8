using System.Text;
using System.Text.Unicode;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Turns the bytes of a roster into text, and refuses what no roster holds before a parser sees it.</summary>
internal static class RosterText
{
    /// <summary>The largest roster.</summary>
    public const int MaximumBytes = 8 * 1024 * 1024;

    /// <summary>The text without byte order mark, control characters replaced; null where it cannot be read on.</summary>
    public static string? Decode(string file, ReadOnlySpan<byte> content, DiagnosticList problems)
    {
        if (content.Length > MaximumBytes)
        {
            return problems.Report<string>(RosterProblem.TooLarge(file));
        }

        if (IsUtf16(content))
        {
            return problems.Report<string>(RosterProblem.Utf16(file));
        }

        if (content.StartsWith(Encoding.UTF8.Preamble))
        {
            content = content[Encoding.UTF8.Preamble.Length..];
        }

        if (MergeConflict.LineOf(content) is { } marker)
        {
            return problems.Report<string>(RosterProblem.Conflict(new Position(file, marker, 1)));
        }

        if (Utf8.IsValid(content))
        {
            return Checked(file, Encoding.UTF8.GetString(content), problems);
        }

        var valid = new char[content.Length];
        Utf8.ToUtf16(content, valid, out _, out var written, replaceInvalidSequences: false);
        return problems.Report<string>(RosterProblem.NotUtf8(PositionAt(file, valid, written)));
    }

    /// <summary>
    /// True for UTF-16, with a mark in front or without: a roster begins with a letter, a blank or a <c>#</c>, of which one byte is zero
    /// there.
    /// </summary>
    public static bool IsUtf16(ReadOnlySpan<byte> content) =>
        content.Length >= 2 && (content[..2] is [0xFF, 0xFE] or [0xFE, 0xFF] || (content[0] == 0) != (content[1] == 0));

    /// <summary>The place of an index, with the line breaks that YAML knows.</summary>
    public static Position PositionAt(string file, ReadOnlySpan<char> text, int index)
    {
        var (line, start) = (1, 0);
        for (var i = 0; i < index; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.Length && text[i + 1] == '\n')))
            {
                (line, start) = (line + 1, i + 1);
            }
        }

        return new Position(file, line, index - start + 1);
    }

    private static string? Checked(string file, string text, DiagnosticList problems)
    {
        if (PastedTable.Find(text) is var (row, column))
        {
            return problems.Report<string>(RosterProblem.Table(new Position(file, row, column)));
        }

        return MarkControls(file, text, problems);
    }

    // Reported here, with the exact place, and replaced so that the rest of the file can still be checked. A NUL means that this is no
    // text at all: one problem says it.
    private static string? MarkControls(string file, string text, DiagnosticList problems)
    {
        var nul = text.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0)
        {
            return problems.Report<string>(RosterProblem.ControlCharacter(PositionAt(file, text, nul), '\0'));
        }

        char[]? marked = null;
        var (line, start) = (1, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= ' ' and < '\x7f' or '\t')
            {
                continue;
            }

            if (c is '\n' or '\r')
            {
                if (c == '\n' || i + 1 == text.Length || text[i + 1] != '\n')
                {
                    (line, start) = (line + 1, i + 1);
                }
            }
            else if (char.IsWhiteSpace(c) && text.AsSpan(start, i - start).TrimStart(' ').IsEmpty)
            {
                // To an editor it looks like indentation; to YAML it begins a word.
                return problems.Report<string>(RosterProblem.OddIndentation(new Position(file, line, i - start + 1)));
            }
            else if (TextRules.IsControl(c))
            {
                problems.Add(RosterProblem.ControlCharacter(new Position(file, line, i - start + 1), c));
                (marked ??= text.ToCharArray())[i] = '\uFFFD';
            }
        }

        return marked is null ? text : new string(marked);
    }
}
