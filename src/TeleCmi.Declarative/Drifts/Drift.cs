using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Drifts;

/// <summary>In which way roster, state and live disagree on an agent. JSON spells them in snake case.</summary>
public enum DriftKind
{
    /// <summary>Someone edited the user in the service: live differs from what was recorded, and from the roster.</summary>
    Changed,

    /// <summary>Recorded and wanted, but gone from the service.</summary>
    Missing,

    /// <summary>In the service only.</summary>
    Unmanaged,

    /// <summary>The roster was changed and not applied yet; the service is as recorded.</summary>
    NotApplied,
}

/// <summary>One field that disagrees, in its three versions. Null is unknown or not managed; a password has no value at all.</summary>
/// <param name="Field">The API's own name.</param>
/// <param name="Recorded">The state's value.</param>
/// <param name="Live">The service's value.</param>
/// <param name="Roster">The roster's value.</param>
public sealed record DriftField(string Field, FieldValue? Recorded, FieldValue? Live, FieldValue? Roster)
{
    /// <summary>True for a password.</summary>
    public bool IsSecret => Field == Fields.Password;
}

/// <summary>One agent on which roster, state and live disagree.</summary>
public sealed record DriftedAgent
{
    /// <summary>The key.</summary>
    public required int Extension { get; init; }

    /// <summary>The roster's name, or else the live or the recorded one. Foreign text.</summary>
    public string? Name { get; init; }

    /// <summary>In which way.</summary>
    public required DriftKind Kind { get; init; }

    /// <summary>
    /// True where it makes the account drifted: always for changed and missing, for unmanaged and not applied by policy and option.
    /// </summary>
    public required bool Counts { get; init; }

    /// <summary>The fields that disagree, in the order of the schema's keys; empty where the agent as a whole does.</summary>
    public ImmutableArray<DriftField> Fields { get; init; } = [];

    /// <summary>The roster entry; null where there is none.</summary>
    public Position? Source { get; init; }

    /// <summary>True where the state records it.</summary>
    public bool IsRecorded { get; init; }

    /// <summary>True where the service lists it.</summary>
    public bool IsLive { get; init; }

    /// <summary>Of an unmanaged user what the service shows: nothing else tells who it is.</summary>
    public AgentValues? Live { get; init; }
}

/// <summary>
/// What disagrees in one account: sorted, immutable. Everything shown of it, and the exit code, is a function of this value.
/// </summary>
public sealed record Drift
{
    /// <summary>The account.</summary>
    public required long AppId { get; init; }

    /// <summary><c>HOST:PORT</c>, or <c>sandbox</c>.</summary>
    public required string Service { get; init; }

    /// <summary>How many are recorded, and who of them is missing.</summary>
    public required Absence Absence { get; init; }

    /// <summary>By extension.</summary>
    public ImmutableArray<DriftedAgent> Agents { get; init; } = [];

    /// <summary>True where someone has to look: the exit code is then 2.</summary>
    public bool IsDrifted => Agents.Any(agent => agent.Counts);

    /// <summary>How many of a kind.</summary>
    public int Count(DriftKind kind) => Agents.Count(agent => agent.Kind == kind);
}
