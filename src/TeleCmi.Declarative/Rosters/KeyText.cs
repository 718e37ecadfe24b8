using System.Globalization;
using System.Text;

namespace TeleCmi.Declarative.Rosters;

/// <summary>Makes a key or path of an untrusted file fit for a message: short, on one line, nothing invisible.</summary>
internal static class KeyText
{
    /// <summary>The text, cut to <paramref name="maximum"/> characters, with controls and invisible characters as <c>\u{X}</c>.</summary>
    public static string Show(string text, int maximum = 40)
    {
        var shown = new StringBuilder(Math.Min(text.Length, maximum) + 1);
        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, maximum)).EnumerateRunes())
        {
            // The enumerator turns half a character into U+FFFD: harmless.
            _ = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse || rune.Value == '`'
                ? shown.Append("\\u{").Append(rune.Value.ToString("X", CultureInfo.InvariantCulture)).Append('}')
                : shown.Append(rune);
        }

        return text.Length > maximum ? shown.Append('…').ToString() : shown.ToString();
    }
}
