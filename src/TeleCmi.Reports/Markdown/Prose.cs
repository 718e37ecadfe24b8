namespace TeleCmi.Reports.Markdown;

/// <summary>
/// Sentences of our own: plain words where that is all they are, with what they mark as code; a code span as a whole otherwise.
/// </summary>
internal static class Prose
{
    private const string Marks = " .,;:()?'%-";

    /// <summary>The sentence.</summary>
    public static string Of(string sentence)
    {
        var parts = Shown.Sentence(sentence).ToString().Split('`');
        var isPlain = parts.Length % 2 == 1
            && parts.Index().All(part => part.Index % 2 == 0 ? IsPlain(part.Item) : part.Item.Length > 0);
        return isPlain
            ? string.Concat(parts.Select((part, i) => i % 2 == 0 ? part : CodeSpan.Of(Shown.Of(part))))
            : CodeSpan.Sentence(sentence);
    }

    // Nothing that marks, mentions or links; no word that could name a commit or an address.
    private static bool IsPlain(string text)
        => text.All(c => char.IsAsciiLetterOrDigit(c) || Marks.Contains(c, StringComparison.Ordinal))
        && !text.Contains("www.", StringComparison.OrdinalIgnoreCase)
        && !text.Split(' ', '.', ',', ';', ':').Any(word => word.Length >= 7 && word.All(char.IsAsciiHexDigit));
}
