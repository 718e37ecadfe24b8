using System.Globalization;
using System.Text;
using TeleCmi.Client.Agents;
using YamlDotNet.Core;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Values as YAML writes them, with the quotes that their author uses where these can hold them.</summary>
internal static class ScalarText
{
    // Without quotes, other readers of the file take them for something else than a text.
    private static readonly string[] Words = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"];

    /// <summary>A text, of which no character has a meaning of its own.</summary>
    public static string Of(string text, ScalarStyle style) => style switch
    {
        ScalarStyle.Plain when IsPlain(text) => text,
        ScalarStyle.SingleQuoted when VisibleText.Letters(text).All(letter => letter.IsVisible)
            => $"'{text.Replace("'", "''", StringComparison.Ordinal).Replace("$", "$$", StringComparison.Ordinal)}'",
        _ => Quoted(text),
    };

    /// <summary>A text that means itself without quotes: digits, a word, a reference.</summary>
    public static string OfWord(string word, ScalarStyle style) => style switch
    {
        ScalarStyle.Plain => word,
        ScalarStyle.SingleQuoted => $"'{word}'",
        _ => $"\"{word}\"",
    };

    /// <summary>The value of a field.</summary>
    public static string Of(AgentField field, FieldValue value, ScalarStyle style) => value switch
    {
        FieldValue.Number number => OfWord(number.Value.ToString(CultureInfo.InvariantCulture), style),
        FieldValue.Flag flag => OfWord(flag.Value ? "true" : "false", style),
        FieldValue.Text text when field.Kind == FieldKind.Phone => OfWord(text.Value, style),
        _ => Of(FieldValue.TextOf(value) ?? "", style),
    };

    private static bool IsPlain(string text)
        => Rune.TryGetRuneAt(text, 0, out var first) && Rune.IsLetter(first) && text[^1] != ' '
        && text.EnumerateRunes().All(IsHarmless)
        && VisibleText.Letters(text).All(letter => letter.IsVisible)
        && !Words.Contains(text, StringComparer.OrdinalIgnoreCase);

    private static bool IsHarmless(Rune rune) => Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '.' or '-' or '\'' or '(' or ')'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // In double quotes every character can be written and none has a meaning of its own. What an editor or a terminal would not show, or
    // would act on, is written by its number; so are the beginnings of commands that CI systems look for in any output.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in VisibleText.Letters(text))
        {
            quoted.Append(letter switch
            {
                { Value: '"' } => "\\\"",
                { Value: '\\' } => "\\\\",
                { Value: '$' } => "$$",
                { IsVisible: true } => letter.Text,
                { Value: <= 0xFFFF } => $"\\u{letter.Value:X4}",
                _ => $"\\U{letter.Value:X8}",
            });
        }

        return quoted.Append('"').ToString();
    }
}
