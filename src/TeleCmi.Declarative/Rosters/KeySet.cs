using System.Collections.Frozen;

namespace TeleCmi.Declarative.Rosters;

/// <summary>The keys that one mapping of a roster knows, and what someone who wrote another key probably meant.</summary>
internal sealed class KeySet(params string[] keys)
{
    public static readonly KeySet Root = new("appid", "secret", "defaults", "policy", "agents");
    public static readonly KeySet Defaults = new("start_time", "end_time", "sms_alert", "protected");
    public static readonly KeySet Policy = new("max_removals", "passwords", "unmanaged", "min_on_duty");
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

        if (OtherWords.TryGetValue(key, out var ours) && IndexOf(ours) >= 0)
        {
            return $"did you mean `{ours}`?";
        }

        var nearest = keys.Select(k => (Key: k, Distance: Distance(key, k))).MinBy(k => k.Distance);
        return nearest.Distance <= Math.Max(1, nearest.Key.Length / 4)
            ? $"did you mean `{nearest.Key}`?"
            : $"known here: {string.Join(", ", keys)}";
    }

    /// <summary>Letters to insert, delete, replace or swap with their neighbour; only short keys are measured.</summary>
    private static int Distance(string written, string known)
    {
        if (Math.Abs(written.Length - known.Length) > 3)
        {
            return int.MaxValue;
        }

        var (before, previous, current) = (new int[known.Length + 1], new int[known.Length + 1], new int[known.Length + 1]);
        for (var j = 0; j <= known.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= written.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= known.Length; j++)
            {
                var same = char.ToLowerInvariant(written[i - 1]) == known[j - 1];
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && written[i - 1] == known[j - 2] && written[i - 2] == known[j - 1])
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[known.Length];
    }
}
