using System.Globalization;
using System.Text;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Rosters;

/// <summary>What no text may hold, wherever it comes from.</summary>
public static class TextRules
{
    /// <summary>The longest value that a reference may stand for, in bytes of UTF-8.</summary>
    internal const int MaximumBytes = 4096;

    private const int MaximumMarks = 30;

    /// <summary>The quotes of word processors, which YAML takes for letters.</summary>
    internal const string TypographicQuotes = "“”„‟‘’‚‛«»";

    /// <summary>How a phone number is written.</summary>
    internal const string PhoneForm =
        "write 7 to 15 digits with the country code; `+` in front and spaces, dashes, brackets between are allowed";

    /// <summary>True for control characters, line and paragraph separators, and surrogates that have no partner.</summary>
    public static bool IsUnprintable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (IsControl(c))
            {
                return true;
            }

            if (char.IsSurrogate(c))
            {
                if (!char.IsHighSurrogate(c) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                {
                    return true;
                }

                i++;
            }
        }

        return false;
    }

    /// <summary>C0, DEL, C1, and the separators that YAML takes for line breaks while editors show one line.</summary>
    public static bool IsControl(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';

    /// <summary>True where a reader sees anything: blanks, format characters, fillers and selectors show nothing.</summary>
    public static bool IsVisible(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !IsFiller(rune.Value)
                && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True where a text begins or ends with a blank of any kind.</summary>
    public static bool HasOuterBlank(string text) => text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]));

    /// <summary>True for more than 4 KiB of UTF-8, which no value needs.</summary>
    public static bool IsTooLong(string text) => text.Length > MaximumBytes || Encoding.UTF8.GetByteCount(text) > MaximumBytes;

    /// <summary>
    /// True for more than thirty combining marks in a row: no language writes so, and sorting them is a way to keep us busy.
    /// </summary>
    public static bool HasMarkPile(string text)
    {
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var isMark = rune.Value >= 0x300 && Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
            marks = isMark ? marks + 1 : 0;
            if (marks > MaximumMarks)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True where the text has digits only, at least one. Unicode has more digits; the service has not.</summary>
    public static bool IsDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>What to say of a value that is too long.</summary>
    internal static Diagnostic TooLong(string what)
        => Diagnostic.Error("ROS068", $"{what} is longer than 4 KiB", "is this the right variable?");

    /// <summary>What to say of a value that is unprintable.</summary>
    internal static Diagnostic Unprintable(string what)
        => Diagnostic.Error(
            "ROS028", $"{what} holds a control character, a line break or half a character", "delete it, or type the value anew");

    // Letters, symbols and marks by their category, drawn as nothing: Hangul fillers, the Braille blank, joiners, inherent vowels,
    // variation selectors, and what Unicode keeps for more of them.
    private static bool IsFiller(int rune) =>
        rune is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or 0x034F or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F)
            or (>= 0xFE00 and <= 0xFE0F) or 0x2065 or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);
}
