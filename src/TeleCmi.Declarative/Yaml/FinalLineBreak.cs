namespace TeleCmi.Declarative.Yaml;

/// <summary>The line break that editors and shells put behind the one line of a file.</summary>
internal static class FinalLineBreak
{
    /// <summary>The text without it; a second one stays.</summary>
    public static string Drop(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
}
