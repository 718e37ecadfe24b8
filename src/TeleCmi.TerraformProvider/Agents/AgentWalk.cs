using System.Collections.Concurrent;
using System.Collections.Immutable;
using TeleCmi.TerraformProvider.Wire;

namespace TeleCmi.TerraformProvider.Agents;

/// <summary>What one walk knows of single agents: a CLI shows them one at a time.</summary>
internal sealed class AgentWalk
{
    private readonly ConcurrentDictionary<int, AgentRecord> _read = new();
    private readonly ConcurrentDictionary<string, bool> _imported = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    /// <summary>Tells of a resource that was read.</summary>
    public void Read(int extension, AgentRecord record) => _read[extension] = record;

    /// <summary>
    /// What is recorded of the resource that was read with this extension; null where there was none. The plan of a tainted one is shown
    /// as that of a new one: only this tells whom it stands for.
    /// </summary>
    public AgentRecord? ReadOf(int extension) => _read.GetValueOrDefault(extension);

    /// <summary>Tells that a resource was imported.</summary>
    public void Imported(string resource) => _imported[resource] = true;

    /// <summary>True where it was imported in this walk. An apply imports nothing.</summary>
    public bool IsImported(string resource) => _imported.ContainsKey(resource);

    /// <summary>What is wrong with all of them is told once.</summary>
    public ImmutableArray<Notice> Once(Notice notice) => _told.TryAdd(notice.Summary, true) ? [notice] : [];
}
