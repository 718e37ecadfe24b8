using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Runs;

/// <summary>Which account a run is about, and what the user wants of it.</summary>
public sealed record RunInput
{
    /// <summary>What the user wants.</summary>
    public required Roster Roster { get; init; }

    /// <summary>Passwords that the roster gives, by extension; none for a run that reads no secret.</summary>
    public required IReadOnlyDictionary<int, Secret> Passwords { get; init; }

    /// <summary>The account; null where it is not known, and nobody looks at it.</summary>
    public long? AppId { get; init; }

    /// <summary>Key material of the fingerprints; null where no secret is read.</summary>
    public Secret? AppSecret { get; init; }

    /// <summary>Host name of the service, without port; <c>sandbox</c> for the sandbox.</summary>
    public required string Origin { get; init; }

    /// <summary><c>HOST:PORT</c>, or <c>sandbox</c>.</summary>
    public required string Service { get; init; }

    /// <summary>
    /// True where a run that does not look compares passwords with the recorded fingerprints: its roster's values are those that will be
    /// sent.
    /// </summary>
    public bool ComparesRecorded { get; init; }

    /// <summary>How long to wait for whoever holds the state.</summary>
    public TimeSpan LockWait { get; init; }

    /// <summary>Calls in flight at most.</summary>
    public int Parallelism { get; init; } = 8;
}
