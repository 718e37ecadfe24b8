using System.Globalization;
using System.Text;

namespace TeleCmi.Declarative.Rosters;

/// <summary>What no text may hold, wherever it comes from.</summary>
public static class TextRules
{
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

    /// <summary>True for more than thirty combining marks in a row: no language writes so, and sorting them is a way to keep us busy.</summary>
    public static bool HasMarkPile(string text)
    {
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var isMark = rune.Value >= 0x300 && Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
            marks = isMark ? marks + 1 : 0;
            if (marks > 30)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True where the text has digits only, at least one. Unicode has more digits; the service has not.</summary>
    public static bool IsDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
