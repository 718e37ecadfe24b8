using System.Collections.Concurrent;

namespace TeleCmi.PulumiPlugin.Providers;

/// <summary>What has come by once.</summary>
internal sealed class Seen
{
    private readonly ConcurrentDictionary<string, bool> _things = new(StringComparer.Ordinal);

    /// <summary>True for the first time.</summary>
    public bool Add(string thing) => _things.TryAdd(thing, true);

    public bool Contains(string thing) => _things.ContainsKey(thing);
}
