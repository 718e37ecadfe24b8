using System.Collections.Frozen;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>The keys that one mapping of a roster knows, and what someone who wrote another key probably meant.</summary>
internal sealed class KeySet(params string[] keys)
{
    public static readonly KeySet Root = new("appid", "secret", "defaults", "policy", "agents");
    public static readonly KeySet Defaults = new("start_time", "end_time", "sms_alert", "protected");
    public static readonly KeySet Policy = new("max_removals", "passwords", "unmanaged", "min_on_duty", "allow_warnings");
    public static readonly KeySet Agent = new(
        "extension", "name", "phone_number", "password", "start_time", "end_time", "sms_alert", "protected");
    public static readonly KeySet PasswordFile = new("file");

    // Words of the service's answers and of other tools; too far from ours for a spelling distance.
    private static readonly FrozenDictionary<string, string> OtherWords = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["phone"] = "phone_number",
        ["mobile"] = "phone_number",
        ["number"] = "phone_number",
        ["notify"] = "sms_alert",
        ["sms"] = "sms_alert",
        ["pass"] = "password",
        ["pwd"] = "password",
        ["ext"] = "extension",
        ["id"] = "extension",
        ["agent_id"] = "extension",
        ["first_name"] = "name",
        ["users"] = "agents",
        ["start"] = "start_time",
        ["end"] = "end_time",
        ["prevent_destroy"] = "protected",
        ["path"] = "file",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> AddressWords = FrozenSet.ToFrozenSet(
        ["baseurl", "url", "apiurl", "baseuri", "uri", "host", "server", "endpoint", "address", "service"], StringComparer.OrdinalIgnoreCase);

    /// <summary>In the order of the documentation.</summary>
    public IReadOnlyList<string> Keys { get; } = keys;

    /// <summary>Where a key stands in <see cref="Keys"/>; -1 where it is unknown.</summary>
    public int IndexOf(string key) => Array.IndexOf(keys, key);

    /// <summary>The next step for an unknown key.</summary>
    public string Hint(string key)
    {
        if (AddressWords.Contains(key.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal)))
        {
            return "a roster never names the service: set TELECMI_BASE_URL or --base-url";
        }

        return Meant(key) is { } meant ? $"did you mean `{meant}`?" : $"known here: {string.Join(", ", keys)}";
    }

    /// <summary>The known key that the author of another one probably meant; null where nobody can tell.</summary>
    public string? Meant(string key)
    {
        // A word processor's quotes and blanks that no editor shows stick to a word that is pasted.
        key = key.Trim().Trim([.. TextRules.TypographicQuotes]);
        var others = OtherWords.Where(word => IndexOf(word.Value) >= 0).ToDictionary(StringComparer.OrdinalIgnoreCase);
        if (others.TryGetValue(key, out var ours))
        {
            return ours;
        }

        // Short words are near to anything.
        return Spelling.Nearest(key, keys) ?? (Spelling.Nearest(key, others.Keys.Where(word => word.Length > 4)) is { } word ? others[word] : null);
    }
}
