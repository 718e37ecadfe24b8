namespace TeleCmi.Declarative.Rosters;

/// <summary>A mapping whose keys are checked: unknown, duplicate and merge keys are reported once, the rest can be asked for.</summary>
internal sealed class Fields
{
    private readonly Dictionary<string, ScalarNode> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);

    private Fields(MappingNode node) => Node = node;

    public MappingNode Node { get; }

    /// <summary>The value of a key, or null where the key is absent.</summary>
    public YamlNode? this[string key] => _values.GetValueOrDefault(key);

    /// <summary>Checks the keys of a mapping.</summary>
    /// <param name="node">The mapping.</param>
    /// <param name="known">Its keys; null where any key may stand.</param>
    /// <param name="problems">Where problems go.</param>
    public static Fields Of(MappingNode node, KeySet? known, DiagnosticList problems)
    {
        var fields = new Fields(node);
        foreach (var (key, value) in node.Entries)
        {
            if (key.Text == "<<")
            {
                problems.Add(RosterProblem.MergeKey(key.At));
            }
            else if (!fields._keys.TryAdd(key.Text, key))
            {
                problems.Add(RosterProblem.DuplicateKey(key.At, key.Text, fields._keys[key.Text].At.Line));
            }
            else if (known is not null && !known.Contains(key.Text))
            {
                problems.Add(RosterProblem.UnknownKey(key.At, key.Text, known.Hint(key.Text)));
            }
            else
            {
                fields._values.Add(key.Text, value);
            }
        }

        return fields;
    }

    /// <summary>The keys in their order, duplicates left out.</summary>
    public IEnumerable<(ScalarNode Key, YamlNode Value)> Entries => _values.Select(v => (_keys[v.Key], v.Value));
}
