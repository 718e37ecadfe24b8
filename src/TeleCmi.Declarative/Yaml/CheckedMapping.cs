namespace TeleCmi.Declarative.Yaml;

/// <summary>A mapping whose keys are checked: unknown, duplicate and merge keys are reported once, the rest can be asked for.</summary>
internal sealed class CheckedMapping
{
    private readonly KeySet _known;
    private readonly YamlNode?[] _values;
    private HashSet<string>? _meant;

    private CheckedMapping(MappingNode node, KeySet known)
    {
        (Node, _known) = (node, known);
        _values = new YamlNode?[known.Keys.Count];
    }

    public MappingNode Node { get; }

    /// <summary>The value of a known key, or null where the key is absent.</summary>
    public YamlNode? this[string key] => _values[_known.IndexOf(key)];

    /// <summary>True where a key is absent, and no misspelt one that was reported stands for it.</summary>
    public bool Lacks(string key) => this[key] is null && !IsMisspelt(key) && Node.IsComplete;

    /// <summary>True where a key that was reported was probably meant for this one.</summary>
    public bool IsMisspelt(string key) => this[key] is null && (_meant?.Contains(key) ?? false);

    /// <summary>Checks the keys of a mapping that knows its keys.</summary>
    public static CheckedMapping Of(MappingNode node, KeySet known, DiagnosticList problems)
    {
        // There is a mapping for each agent and few keys in it: two short arrays cost less than a table.
        var fields = new CheckedMapping(node, known);
        Span<int> lines = stackalloc int[known.Keys.Count];
        Dictionary<string, int>? unknown = null;
        foreach (var (key, value) in node.Entries)
        {
            var index = known.IndexOf(key.Text);
            var first = index >= 0 ? lines[index] : unknown?.GetValueOrDefault(key.Text) ?? 0;
            if (first > 0)
            {
                problems.Add(RosterProblem.DuplicateKey(key.At, key.Text, first));
            }
            else if (index >= 0)
            {
                (lines[index], fields._values[index]) = (key.At.Line, value);
            }
            else if (key.Text == "<<")
            {
                problems.Add(RosterProblem.MergeKey(key.At));

                // Any key may stand in what was to be merged.
                (fields._meant ??= []).UnionWith(known.Keys);
            }
            else
            {
                (unknown ??= new(StringComparer.Ordinal)).Add(key.Text, key.At.Line);
                problems.Add(RosterProblem.UnknownKey(key.At, key.Text, known.Hint(key.Text)));
                if (known.Meant(key.Text) is { } meant)
                {
                    (fields._meant ??= []).Add(meant);
                }
            }
        }

        return fields;
    }

    /// <summary>Checks the keys of a mapping in which any key may stand.</summary>
    public static IEnumerable<(ScalarNode Key, YamlNode Value)> Free(MappingNode node, DiagnosticList problems)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (key, value) in node.Entries)
        {
            if (key.Text == "<<")
            {
                problems.Add(RosterProblem.MergeKey(key.At));
            }
            else if (lines.TryAdd(key.Text, key.At.Line))
            {
                yield return (key, value);
            }
            else
            {
                problems.Add(RosterProblem.DuplicateKey(key.At, key.Text, lines[key.Text]));
            }
        }
    }
}
