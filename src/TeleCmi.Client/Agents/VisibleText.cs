using System.Buffers;
using System.Globalization;
using System.Text;

namespace TeleCmi.Client.Agents;

/// <summary>
/// Text of strangers made visible, here and nowhere else: one line, and no character that steers a terminal or a log, hides, or forges what
/// stands beside it. What would do so is shown as <c>\u{1B}</c>.
/// </summary>
public static class VisibleText
{
    private const int MaximumBlanks = 2;
    private const int MaximumMarks = 5;

    private static readonly SearchValues<char> AsciiLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>One character of a text, and whether it can be shown as it is where it stands.</summary>
    /// <param name="Text">As it is.</param>
    /// <param name="Value">Its number; of half a character that of the half.</param>
    /// <param name="IsVisible">False for what must be written by its number.</param>
    public readonly record struct Letter(string Text, int Value, bool IsVisible);

    /// <summary>The text, cut to a length.</summary>
    /// <param name="text">Of a stranger.</param>
    /// <param name="maximum">Characters at most, the mark of a cut included.</param>
    /// <param name="isQuoted">
    /// True where it stands in double quotes: they and the backslash are escaped, so that it cannot end them.
    /// </param>
    public static string Of(string text, int maximum, bool isQuoted = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsPlain(text, maximum, isQuoted))
        {
            return text;
        }

        // Nothing shrinks but a run of blanks, and what stands behind a run that long is not missed.
        var pieces = Pieces(text.AsSpan(0, Math.Min(text.Length, 2 * maximum)), isQuoted);
        var length = pieces.Sum(piece => piece.Length);
        if (length <= maximum && text.Length <= 2 * maximum)
        {
            return string.Concat(pieces);
        }

        var left = maximum - 1;
        return string.Concat(pieces.TakeWhile(piece => (left -= piece.Length) >= 0).Append("…"));
    }

    /// <summary>The characters of a text.</summary>
    public static IReadOnlyList<Letter> Letters(ReadOnlySpan<char> text)
    {
        var letters = new List<Letter>(text.Length);
        var (before, marks) = (0, MaximumMarks);
        for (var at = 0; at < text.Length;)
        {
            var isWhole = Rune.DecodeFromUtf16(text[at..], out var rune, out var length) == OperationStatus.Done;
            _ = Rune.DecodeFromUtf16(text[(at + length)..], out var next, out _);
            var value = isWhole ? rune.Value : text[at];

            // A mark needs something of its own to stand on, not the quotation mark or the number before it.
            var isMark = isWhole && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
            var isVisible = isWhole && !BeginsCommand(text, at)
                && (IsPart(before, value, next.Value) || (Shows(rune, before) && !(isMark && marks >= MaximumMarks)));
            letters.Add(new Letter(text.Slice(at, length).ToString(), value, isVisible));
            (before, marks, at) = (value, !isVisible ? MaximumMarks : isMark ? marks + 1 : 0, at + length);
        }

        return letters;
    }

    private static bool IsPlain(ReadOnlySpan<char> text, int maximum, bool isQuoted)
        => text.Length <= maximum && !text.ContainsAnyExceptInRange(' ', '~') && !text.ContainsAny('#', ':')
        && !(isQuoted && text.ContainsAny('"', '\\')) && text.IndexOf("   ", StringComparison.Ordinal) < 0;

    private static List<string> Pieces(ReadOnlySpan<char> text, bool isQuoted)
    {
        var pieces = new List<string>(text.Length);
        var blanks = 0;
        foreach (var letter in Letters(text).Append(new Letter("", 0, IsVisible: true)))
        {
            if (letter.Value == ' ')
            {
                blanks++;
                continue;
            }

            pieces.Add(blanks <= MaximumBlanks ? new string(' ', blanks) : $"\\u{{20}}x{blanks}");
            pieces.Add(!letter.IsVisible ? $"\\u{{{letter.Value:X}}}"
                : isQuoted && (letter.Value is '"' or '\\') ? $"\\{letter.Text}" : letter.Text);
            blanks = 0;
        }

        return pieces;
    }

    // Commands of GitHub's, Azure's and TeamCity's logs: `##[`, `##vso[`, `##teamcity[` anywhere, `::` where a line begins.
    private static bool BeginsCommand(ReadOnlySpan<char> text, int at)
    {
        if (text[at] == '#' && at > 0 && text[at - 1] == '#')
        {
            var rest = text[(at + 1)..];
            var word = rest.IndexOfAnyExcept(AsciiLetters);
            return word >= 0 && rest[word] == '[';
        }

        return text[at] == ':' && text[at..].StartsWith("::") && text[..at].IsWhiteSpace();
    }

    private static bool Shows(Rune rune, int before) => rune.Value switch
    {
        ' ' => true,
        0x3000 => before is not (' ' or 0x3000), // the blank between Japanese names
        // Fillers, selectors, joiners: letters, marks and symbols that show nothing.
        0x034F or (>= 0x115F and <= 0x1160) or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164
            or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or 0xFFFC or 0x16FE4 or 0x1D159 or (>= 0xE0100 and <= 0xE01EF) => false,
        _ => Rune.GetUnicodeCategory(rune) is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned),
    };

    // What shows nothing by itself, and is a part of what it stands in: joiners of scripts and of emoji, the selector of an emoji.
    private static bool IsPart(int before, int value, int next) => value switch
    {
        0x200C => Joins(before) && Joins(next),
        0x200D => (Joins(before) && Joins(next)) || (IsEmoji(before) && IsEmoji(next)),
        0xFE0E or 0xFE0F => (before != value && IsEmoji(before)) || (next == 0x20E3 && (before is (>= '0' and <= '9') or '#' or '*')),
        _ => false,
    };

    // Arabic and its kin, the scripts of India, Burmese and Khmer.
    private static bool Joins(int value) => (value is (>= 0x0600 and <= 0x0DFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF))
        && Rune.GetUnicodeCategory(new Rune(value))
            is UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsEmoji(int value) => value
        is 0xA9 or 0xAE or 0x203C or 0x2049 or 0x2122 or 0x2139 or 0x3030 or 0x303D or 0x3297 or 0x3299 or 0xFE0F
        or (>= 0x2190 and <= 0x23FF) or (>= 0x24C2 and <= 0x27BF) or (>= 0x2900 and <= 0x2BFF) or (>= 0x1F000 and <= 0x1FAFF);
}
