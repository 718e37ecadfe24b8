namespace TeleCmi.Declarative.Git;

/// <summary>What <c>--base</c> takes.</summary>
/// <param name="Revision">A commit, as git names them.</param>
/// <param name="Path">What the file was called there; null where it had the same name.</param>
internal sealed record RevisionName(string Revision, string? Path)
{
    /// <summary>
    /// Reads <c>REV</c> or <c>REV:PATH</c>. A colon in braces (<c>HEAD^{/fix: hours}</c>) belongs to the revision, as in git.
    /// </summary>
    public static RevisionName Parse(string text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (text[i] == ':' && depth <= 0)
            {
                return new RevisionName(text[..i], text[(i + 1)..]);
            }
        }

        return new RevisionName(text, null);
    }
}
