using System.Collections.Frozen;
using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>The keys that one mapping of a roster knows, and what someone who wrote another key probably meant.</summary>
internal sealed class KeySet
{
    private const int LongestShortWord = 4;

    // Words of the service's answers and of other tools; too far from ours for a spelling distance.
    private static FrozenDictionary<string, string> OtherWords { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["pass"] = "password",
        ["pwd"] = "password",
        ["ext"] = "extension",
        ["id"] = "extension",
        ["agent_id"] = "extension",
        ["users"] = "agents",
        ["prevent_destroy"] = "protected",
        ["path"] = "file",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static FrozenSet<string> AddressWords { get; } = FrozenSet.ToFrozenSet(
        ["baseurl", "url", "apiurl", "baseuri", "uri", "host", "server", "endpoint", "address", "service"],
        StringComparer.OrdinalIgnoreCase);

    public static readonly KeySet Root = new("appid", "api", "secret", "defaults", "policy", "shifts", "agents");
    public static readonly KeySet Policy = new("max_removals", "passwords", "unmanaged", "min_on_duty", "allow_warnings");
    public static readonly KeySet PasswordFile = new("file");
    public static readonly KeySet Shift = new(AgentFields.StartTime.Key, AgentFields.EndTime.Key);

    /// <summary>Of an entry, where no generation is known yet.</summary>
    public static readonly KeySet Agent = OfAgent(Generations.Default.Schema);

    private readonly ImmutableArray<string> _keys;
    private readonly Dictionary<string, string> _others;

    private KeySet(params ImmutableArray<string> keys)
        : this(keys, [])
    {
    }

    private KeySet(ImmutableArray<string> keys, IEnumerable<AgentField> fields)
    {
        _keys = keys;
        var ofFields = fields.SelectMany(field => field.OtherWords, (field, word) => KeyValuePair.Create(word, field.Key));
        _others = OtherWords.Concat(ofFields).Where(word => keys.Contains(word.Value)).ToDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Of an entry.</summary>
    public static KeySet OfAgent(AgentSchema schema) => new(["extension", .. WithShift(schema.Keys)], schema.Fields);

    /// <summary>Of the defaults.</summary>
    public static KeySet OfDefaults(AgentSchema schema) => new(
        [.. WithShift(schema.Of(FieldUse.Defaultable)), AgentSchema.Protected],
        schema.Fields.Where(field => field.Is(FieldUse.Defaultable)));

    /// <summary>In the order of the documentation.</summary>
    public IReadOnlyList<string> Keys => _keys;

    /// <summary>Where a key stands in <see cref="Keys"/>; -1 where it is unknown.</summary>
    public int IndexOf(string key)
    {
        // Asked for each key of each agent: no comparer is looked up, and the same text is seen at once.
        for (var i = 0; i < _keys.Length; i++)
        {
            if (string.Equals(_keys[i], key))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The next step for an unknown key.</summary>
    public string Hint(string key)
    {
        if (AddressWords.Contains(key.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal)))
        {
            return "a roster never names the service: set TELECMI_BASE_URL or --base-url";
        }

        return Meant(key) is { } meant ? $"did you mean `{meant}`?" : $"known here: {string.Join(", ", _keys)}";
    }

    /// <summary>The known key that the author of another one probably meant; null where nobody can tell.</summary>
    public string? Meant(string key)
    {
        // A word processor's quotes and blanks that no editor shows stick to a word that is pasted.
        key = key.Trim().Trim([.. TextRules.TypographicQuotes]);
        if (_others.TryGetValue(key, out var ours))
        {
            return ours;
        }

        // Short words are near to anything.
        var others = _others.Keys.Where(word => word.Length > LongestShortWord);
        return Spelling.Nearest(key, _keys) ?? (Spelling.Nearest(key, others) is { } other ? _others[other] : null);
    }

    // The name of a shift stands where its hours would.
    private static IEnumerable<string> WithShift(IEnumerable<string> keys)
        => keys.SelectMany(key => key == AgentFields.StartTime.Key ? [NamedShifts.Key, key] : (string[])[key]);
}
