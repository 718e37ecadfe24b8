using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TeleCmi.Client;

/// <summary>
/// Removes every secret it has learned from the service's own words. The service echoes what it was sent and validation
/// messages can quote it, so no such text leaves the client unredacted.
/// </summary>
public sealed class Redactor
{
    /// <summary>How many characters of a service text are shown at most.</summary>
    public const int MaximumLength = 200;

    // JSON has no other spelling for them that its writers use.
    private static readonly SearchValues<char> SpelledAlike = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private readonly ConcurrentDictionary<string, byte> _secrets = new(StringComparer.Ordinal);

    /// <summary>From now on this secret is replaced, in its raw and its JSON-escaped form.</summary>
    /// <param name="secret">What must not be shown; null and empty are ignored.</param>
    public void Learn(Secret? secret)
    {
        if (secret is null || secret.IsEmpty)
        {
            return;
        }

        var raw = secret.Reveal();
        if (_secrets.TryAdd(raw, 0) && raw.AsSpan().ContainsAnyExcept(SpelledAlike))
        {
            _secrets.TryAdd(JsonEncodedText.Encode(raw).ToString(), 0);
            _secrets.TryAdd(JsonEncodedText.Encode(raw, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), 0);
        }
    }

    /// <summary>The text without any learned secret, cut to <see cref="MaximumLength"/> characters.</summary>
    /// <param name="text">Foreign text.</param>
    public string? Redact(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        // All are looked for in the text as it came: replacing one after the other would leave the rest of a secret that
        // overlaps another, and would look for secrets inside the replacement.
        var hidden = new bool[text.Length];
        foreach (var secret in _secrets.Keys)
        {
            for (var at = text.IndexOf(secret, StringComparison.Ordinal);
                at >= 0;
                at = text.IndexOf(secret, at + 1, StringComparison.Ordinal))
            {
                Array.Fill(hidden, true, at, secret.Length);
            }
        }

        return Cut(WithoutHidden(text, hidden));
    }

    private static string WithoutHidden(string text, bool[] hidden)
    {
        var clean = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (!hidden[i])
            {
                clean.Append(text[i]);
            }
            else if (i == 0 || !hidden[i - 1])
            {
                clean.Append("(hidden)");
            }
        }

        return clean.ToString();
    }

    private static string Cut(string text)
    {
        if (text.Length <= MaximumLength)
        {
            return text;
        }

        // Half a surrogate pair would be no character at all.
        var end = char.IsHighSurrogate(text[MaximumLength - 2]) ? MaximumLength - 2 : MaximumLength - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
