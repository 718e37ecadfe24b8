using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TeleCmi.Client.Agents;

/// <summary>
/// Removes every secret it has learned from the service's own words. The service echoes what it was sent and validation
/// messages can quote it, so no such text leaves the client unredacted. The work does not grow with the length of a text,
/// nor with that of a secret: both may be a stranger's.
/// </summary>
public sealed class Redactor
{
    /// <summary>How many characters of a service text are shown at most.</summary>
    public const int MaximumLength = 200;

    /// <summary>A secret is known by its beginning: whoever shows that much of it has shown it.</summary>
    private const int Significant = 256;

    private const string Hidden = "(hidden)";

    // JSON has no other spelling for them that its writers use.
    private static readonly System.Buffers.SearchValues<char> SpelledAlike =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private readonly Lock _gate = new();
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);
    private SecretPrefixes? _prefixes;

    /// <summary>From now on this secret is replaced, in its raw and its JSON-escaped form.</summary>
    /// <param name="secret">What must not be shown; null and empty are ignored.</param>
    public void Learn(Secret? secret)
    {
        if (secret is null || secret.IsEmpty)
        {
            return;
        }

        var raw = Beginning(secret.Reveal());
        lock (_gate)
        {
            if (!_secrets.Add(raw))
            {
                return;
            }

            if (raw.AsSpan().ContainsAnyExcept(SpelledAlike))
            {
                _secrets.UnionWith(Spellings(raw).Select(Beginning));
            }

            _prefixes = null;
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

        // Only what begins in the part that is shown can be seen there; the rest is room for the longest secret.
        var shown = Math.Min(text.Length, MaximumLength);
        var searched = text.AsSpan(0, Math.Min(text.Length, shown + Significant));
        var prefixes = Prefixes();
        var clean = new StringBuilder();

        // All are looked for in the text as it came: replacing one after the other would leave the rest of a secret that
        // overlaps another, and would look for secrets inside the replacement.
        for (int i = 0, hidden = -1; i < shown; i++)
        {
            if (prefixes.LongestIn(searched[i..]) is > 0 and var length)
            {
                // Of a longer one the end is not known.
                var end = length >= Significant - 1 ? shown : i + length;
                if (hidden < i)
                {
                    clean.Append(Hidden);
                }

                hidden = Math.Max(hidden, end);
            }

            if (hidden <= i)
            {
                clean.Append(text[i]);
            }
        }

        return Cut(clean.ToString(), isCut: shown < text.Length);
    }

    private SecretPrefixes Prefixes()
    {
        lock (_gate)
        {
            return _prefixes ??= new SecretPrefixes(_secrets);
        }
    }

    private static string Cut(string text, bool isCut)
    {
        if (text.Length <= MaximumLength && !isCut)
        {
            return text;
        }

        // Half a surrogate pair would be no character at all.
        var end = Math.Min(text.Length, MaximumLength - 1);
        return string.Concat(text.AsSpan(0, end > 0 && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }

    // As JavaScript, .NET, Python and PHP write it.
    private static IEnumerable<string> Spellings(string raw)
    {
        var minimal = JsonEncodedText.Encode(raw, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        var ascii = string.Concat(minimal.Select(c => char.IsAscii(c) ? $"{c}" : $"\\u{(int)c:x4}"));
        return [minimal, JsonEncodedText.Encode(raw).ToString(), ascii, Escaped(ascii), Escaped(minimal)];

        static string Escaped(string text) => text.Replace("/", "\\/", StringComparison.Ordinal);
    }

    private static string Beginning(string text)
        => text.Length <= Significant ? text : text[..(char.IsHighSurrogate(text[Significant - 1]) ? Significant - 1 : Significant)];
}
