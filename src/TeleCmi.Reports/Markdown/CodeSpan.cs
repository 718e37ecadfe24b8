using System.Text.RegularExpressions;

namespace TeleCmi.Reports.Markdown;

/// <summary>A code span: the only place of a comment where foreign text may stand, since nothing in it can act.</summary>
internal static partial class CodeSpan
{
    /// <summary>The span, with a fence that is longer than any run of backticks inside.</summary>
    public static string Of(Shown text)
    {
        var inner = TooLong().Replace(text.ToString(), "${kept}\\u{60}");
        if (inner.Length == 0)
        {
            return "(empty)";
        }

        var fence = new string('`', 1 + Run().Matches(inner).Select(run => run.Length).Append(0).Max());

        // A blank at both ends is stripped by the reader, once.
        var padding = inner[0] is '`' or ' ' || inner[^1] is '`' or ' ' ? " " : "";
        return $"{fence}{padding}{inner}{padding}{fence}";
    }

    /// <summary>The span of a foreign text.</summary>
    public static string Of(string? foreign) => Of(Shown.Of(foreign));

    /// <summary>The span of a sentence that may quote foreign text.</summary>
    public static string Sentence(string? text) => Of(Shown.Sentence(text));

    // A parser gives up on fences that are very long, and would then read what they hold as Markdown: a run is broken visibly.
    [GeneratedRegex("(?<kept>`{16})`", RegexOptions.None, 10_000)]
    private static partial Regex TooLong();

    [GeneratedRegex("`+", RegexOptions.None, 10_000)]
    private static partial Regex Run();
}
