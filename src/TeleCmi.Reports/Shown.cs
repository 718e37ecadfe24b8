using System.Globalization;
using System.Text;

namespace TeleCmi.Reports;

/// <summary>
/// The only way from foreign text (names, service messages, state texts, lock holders, paths) to a renderer: one line, at most
/// <see cref="MaximumLength"/> characters, with everything visible that could steer a terminal, a log viewer or a CI system.
/// JSON does not come here: it gives exact values, escaped.
/// </summary>
public readonly record struct Shown
{
    /// <summary>Longest text shown.</summary>
    public const int MaximumLength = 200;

    private const int LongestSentence = 2000;

    private readonly string? _text;

    private Shown(string text) => _text = text;

    /// <summary>Makes a foreign text harmless.</summary>
    public static Shown Of(string? foreign) => Of(foreign, MaximumLength);

    /// <summary>Makes a sentence of our own harmless, which may quote foreign text (cut where it came in) and runs longer.</summary>
    public static Shown Sentence(string? text) => Of(text, LongestSentence);

    private static Shown Of(string? foreign, int maximum)
    {
        if (foreign is not null && IsPlain(foreign, maximum))
        {
            return new Shown(foreign);
        }

        var safe = new StringBuilder();
        foreach (var rune in (foreign ?? "").EnumerateRunes())
        {
            if (safe.Length >= maximum)
            {
                break;
            }

            if (IsVisible(rune))
            {
                safe.Append(rune.ToString());
            }
            else
            {
                safe.Append($"\\u{{{rune.Value:X}}}");
            }
        }

        // Commands of GitHub, Azure and TeamCity logs: broken where they begin.
        safe.Replace("##[", "#\\u{23}[").Replace("##vso[", "#\\u{23}vso[").Replace("##teamcity[", "#\\u{23}teamcity[");
        var text = safe.ToString();
        if (text.TrimStart().StartsWith("::", StringComparison.Ordinal))
        {
            text = text.Insert(text.IndexOf("::", StringComparison.Ordinal), "\\u{3A}").Remove(text.IndexOf("::", StringComparison.Ordinal) + "\\u{3A}".Length, 1);
        }

        return new Shown(Cut(text, maximum));
    }

    /// <summary>The harmless text.</summary>
    public override string ToString() => _text ?? "";

    // Most names and numbers: nothing to make visible, and no command of a log begins in them.
    private static bool IsPlain(ReadOnlySpan<char> text, int maximum)
        => text.Length <= maximum && !text.ContainsAnyExceptInRange(' ', '~') && !text.ContainsAny('#', ':');

    // An enumerated lone surrogate is U+FFFD already, which is visible.
    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static string Cut(string text, int maximum)
    {
        if (text.Length <= maximum)
        {
            return text;
        }

        var end = maximum - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }
}
