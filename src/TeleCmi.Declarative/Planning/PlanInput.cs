using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Planning;

/// <summary>Everything a plan depends on. The three versions of the truth stay apart until the planner compares them.</summary>
public sealed record PlanInput
{
    /// <summary>What the user wants.</summary>
    public required Roster Roster { get; init; }

    /// <summary>What was recorded; null where there is no state.</summary>
    public RecordedState? State { get; init; }

    /// <summary>What the service lists; null for a plan without refresh.</summary>
    public LiveAccount? Live { get; init; }

    /// <summary>What is known of passwords.</summary>
    public required PasswordEvidence Passwords { get; init; }

    /// <summary>What the user allowed.</summary>
    public required PlanOptions Options { get; init; }

    /// <summary>The account; null only without refresh.</summary>
    public long? AppId { get; init; }

    /// <summary><c>HOST:PORT</c>, or <c>sandbox</c>.</summary>
    public required string Service { get; init; }

    /// <summary>Of the state, or drawn for the one to come.</summary>
    public required string Lineage { get; init; }

    /// <summary>The git revision that stands for the state, or null.</summary>
    public string? Base { get; init; }

    /// <summary>What the comparison with <see cref="Base"/> is to say first.</summary>
    public ImmutableArray<PlanWarning> BaseWarnings { get; init; } = [];

    /// <summary>What the state still held of a run that was cut short; null where nothing.</summary>
    public PendingRun? CutShort { get; init; }
}
