using System.Text;

namespace TeleCmi.Reports.Markdown;

/// <summary>A code span: the only place of a comment where foreign text may stand, since nothing in it can act.</summary>
internal static class CodeSpan
{
    // A parser gives up on fences that are very long, and would then read what they hold as Markdown.
    private const int LongestRun = 16;

    /// <summary>The span, with a fence that is longer than any run of backticks inside.</summary>
    public static string Of(Shown text)
    {
        var (inner, run) = Tamed(text.ToString());
        if (inner.Length == 0)
        {
            return "(empty)";
        }

        var fence = new string('`', run + 1);

        // A blank at both ends is stripped by the reader, once.
        var padding = inner[0] is '`' or ' ' || inner[^1] is '`' or ' ' ? " " : "";
        return $"{fence}{padding}{inner}{padding}{fence}";
    }

    /// <summary>The span of a foreign text.</summary>
    public static string Of(string? foreign) => Of(Shown.Of(foreign));

    /// <summary>The span of a sentence that may quote foreign text.</summary>
    public static string Sentence(string? text) => Of(Shown.Sentence(text));

    // The text with long runs of backticks broken visibly, and its longest run.
    private static (string Text, int Longest) Tamed(string text)
    {
        if (!text.Contains('`', StringComparison.Ordinal))
        {
            return (text, 0);
        }

        var tamed = new StringBuilder(text.Length);
        var (run, longest) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            if (run > LongestRun)
            {
                tamed.Append("\\u{60}");
                run = 0;
                continue;
            }

            tamed.Append(c);
            longest = Math.Max(longest, run);
        }

        return (tamed.ToString(), longest);
    }
}
