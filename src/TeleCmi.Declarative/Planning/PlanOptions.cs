using System.Collections.Immutable;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Planning;

/// <summary>What the user allowed for this run. A saved plan records them; apply then takes them from there.</summary>
public sealed record PlanOptions
{
    /// <summary>Remove recorded agents whose entry is gone.</summary>
    public bool Prune { get; init; }

    /// <summary>Overrides the roster's limit.</summary>
    public RemovalLimit? MaximumRemovals { get; init; }

    /// <summary>Allow removals by a roster without agents.</summary>
    public bool AllowEmpty { get; init; }

    /// <summary>Allow a plan though most recorded agents are missing from the account.</summary>
    public bool AllowRecreate { get; init; }

    /// <summary>Allow extensions that hold another person, whom no run recorded, to be taken over.</summary>
    public bool AllowTakeover { get; init; }

    /// <summary>Allow an hour to fall under its floor.</summary>
    public bool AllowUnderCoverage { get; init; }

    /// <summary>Look at these extensions only; empty = all. Sorted.</summary>
    public ImmutableSortedSet<int> Only { get; init; } = [];

    /// <summary>True where the run is about this extension.</summary>
    public bool Includes(int extension) => Only.IsEmpty || Only.Contains(extension);
}
