using System.Globalization;
using System.Text;
using Wcwidth;

namespace TeleCmi.Reports.Text;

/// <summary>
/// How many cells of a terminal a text takes: two for a wide character or an emoji, whatever joins it, none for a mark or a colour of ours.
/// </summary>
internal static class Cells
{
    private const char Escape = '\u001B';
    private const char EmojiSelector = '\uFE0F';

    /// <summary>Of a text.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        var cells = 0;
        for (var at = 0; at < text.Length;)
        {
            var length = Length(text[at..]);
            cells += OfCharacter(text.Slice(at, length));
            at += length;
        }

        return cells;
    }

    /// <summary>The text with blanks behind it, this wide at least.</summary>
    public static string Padded(string text, int cells) => text + new string(' ', Math.Max(0, cells - Of(text)));

    /// <summary>How many <see cref="char"/> the first whole character of a text has, or the colour that it begins with.</summary>
    public static int Length(ReadOnlySpan<char> text)
        => text[0] == Escape && text.IndexOf('m') is > 0 and var end ? end + 1 : StringInfo.GetNextTextElementLength(text);

    /// <summary>Of one whole character, or one colour.</summary>
    public static int OfCharacter(ReadOnlySpan<char> character)
    {
        _ = Rune.DecodeFromUtf16(character, out var first, out _);
        if (first.Value == Escape)
        {
            return 0;
        }

        if (Of(first) == 2 || character.Contains(EmojiSelector) || IsFlag(first))
        {
            return 2;
        }

        var cells = 0;
        foreach (var rune in character.EnumerateRunes())
        {
            cells += Of(rune);
        }

        return cells;
    }

    private static int Of(Rune rune) => Math.Max(0, UnicodeCalculator.GetWidth(rune));

    // A pair of letters.
    private static bool IsFlag(Rune rune) => rune.Value is >= 0x1F1E6 and <= 0x1F1FF;
}
