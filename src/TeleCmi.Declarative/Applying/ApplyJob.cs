using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Applying;

/// <summary>An approved plan with what is needed to carry it out. Owns the passwords until the run ends.</summary>
public sealed record ApplyJob
{
    /// <summary>What was shown and approved.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The roster it came from.</summary>
    public required Roster Roster { get; init; }

    /// <summary>The state as it lies on disk; null where there is none.</summary>
    public RecordedState? Loaded { get; init; }

    /// <summary>The state after what was pending is settled.</summary>
    public RecordedState? Settled { get; init; }

    /// <summary>The list planned against; null without refresh.</summary>
    public LiveAccount? Live { get; init; }

    /// <summary>Passwords that the roster gives.</summary>
    public required IReadOnlyDictionary<int, Secret> Passwords { get; init; }

    /// <summary>Key of the fingerprints.</summary>
    public required PasswordKey Key { get; init; }

    /// <summary>The account.</summary>
    public required long AppId { get; init; }

    /// <summary>Host name for a new state, or <c>sandbox</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>Calls in flight at most.</summary>
    public int Parallelism { get; init; } = 8;

    /// <summary>Called after each outcome, from one thread at a time; must not throw.</summary>
    public Action<Outcome>? Progress { get; init; }
}

/// <summary>How a run is told to stop.</summary>
/// <param name="Stop">No new calls.</param>
/// <param name="Abandon">Give up those in flight as well.</param>
public readonly record struct StopSignals(CancellationToken Stop, CancellationToken Abandon);
