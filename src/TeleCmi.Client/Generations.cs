using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Client.V2;

namespace TeleCmi.Client;

/// <summary>The generations of the API that this version speaks.</summary>
public static class Generations
{
    /// <summary>Where a roster or a state names none.</summary>
    public static Generation Default => V2Generation.Facts;

    /// <summary>All of them.</summary>
    public static ImmutableArray<Generation> All { get; } = [V2Generation.Facts];

    /// <summary>The one of a name; null where this version speaks none of that name.</summary>
    public static Generation? Find(string name) => All.FirstOrDefault(one => one.Name == name);
}
