using System.Text.RegularExpressions;

namespace TeleCmi.Reports.Sarif;

/// <summary>
/// Text as SARIF takes it: brackets would be links and braces placeholders, for some readers even where they are doubled. No brace is left:
/// what our own sentences say with braces is said in words, any other is written by its number.
/// </summary>
internal static partial class SarifText
{
    /// <summary>A sentence of our own, which may name keys and paths of a file.</summary>
    public static string OfOurs(string text)
        => OfForeign(Mapping().Replace(Reference().Replace(text, "a reference to ${name}"), "( ${entry} )"));

    /// <summary>A text that holds names and values of strangers.</summary>
    public static string OfForeign(string text) => Number().Replace(text, "\\u(${hex})")
        .Replace("{", "\\u(7b)", StringComparison.Ordinal)
        .Replace("}", "\\u(7d)", StringComparison.Ordinal)
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal)
        .Replace("]", "\\]", StringComparison.Ordinal);

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)[^{}]*\}", RegexOptions.None, 10_000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\{ (?<entry>[a-z_]+: [^{}]*) \}", RegexOptions.None, 10_000)]
    private static partial Regex Mapping();

    // How a character is shown that can't be shown as it is.
    [GeneratedRegex(@"\\u\{(?<hex>[0-9A-F]+)\}", RegexOptions.None, 10_000)]
    private static partial Regex Number();
}
