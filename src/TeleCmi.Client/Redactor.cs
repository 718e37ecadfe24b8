using System.Collections.Concurrent;
using System.Text;
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

    private readonly ConcurrentDictionary<string, byte> _secrets = new(StringComparer.Ordinal);

    /// <summary>From now on this secret is replaced, in its raw and its JSON-escaped form.</summary>
    public void Learn(Secret? secret)
    {
        if (secret is null || secret.IsEmpty)
        {
            return;
        }

        var raw = secret.Reveal();
        if (_secrets.TryAdd(raw, 0))
        {
            _secrets.TryAdd(JsonEncodedText.Encode(raw).ToString(), 0);
            _secrets.TryAdd(JsonEncodedText.Encode(raw, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), 0);
        }
    }

    /// <summary>The text without any learned secret, longest first, cut to <see cref="MaximumLength"/> characters.</summary>
    public string? Redact(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        var clean = new StringBuilder(text);
        foreach (var secret in _secrets.Keys.OrderByDescending(s => s.Length))
        {
            if (text.Contains(secret, StringComparison.Ordinal))
            {
                clean.Replace(secret, "(hidden)");
            }
        }

        return clean.Length <= MaximumLength ? clean.ToString() : clean.ToString(0, MaximumLength - 1) + "…";
    }
}
