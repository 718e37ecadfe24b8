using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.States;

/// <summary>What was last known to be applied to one agent. Only managed fields are recorded; never a password.</summary>
public sealed record RecordedAgent
{
    /// <summary>The key.</summary>
    public required int Extension { get; init; }

    /// <summary><c>EXTENSION_APPID</c>.</summary>
    public required string AgentId { get; init; }

    /// <summary>The managed fields; of a phone no masked digit.</summary>
    public required AgentValues Values { get; init; }

    /// <summary>Display name.</summary>
    public string? Name => Values.Name;

    /// <summary>Digits; null where the service masks them and nobody ever told.</summary>
    public string? PhoneNumber => Values.PhoneNumber;

    /// <summary>Keyed fingerprint, see <see cref="PasswordKey"/>; null where the password is not managed or was not readable.</summary>
    public string? PasswordFingerprint { get; init; }

    /// <summary>Never removed until unprotected in a step of its own.</summary>
    public bool Protected { get; init; }

    /// <summary>The service answered "already exists", but no list shows it.</summary>
    public bool Unlisted { get; init; }

    /// <summary>Members a newer version wrote; kept as they are.</summary>
    public ExtraMembers Extra { get; init; } = ExtraMembers.None;
}

/// <summary>A change whose outcome was not yet recorded when the file was written.</summary>
/// <param name="Extension">The key.</param>
/// <param name="Action">What was to be done.</param>
/// <param name="Before">The live record planned against; null where there was none.</param>
/// <param name="After">The record wanted; null where the agent was to go.</param>
public sealed record PendingChange(int Extension, ChangeAction Action, RecordedAgent? Before, RecordedAgent? After);

/// <summary>The one intent record of a run.</summary>
/// <param name="Run">Identifies the run's journal lines.</param>
/// <param name="Changes">Sorted by extension.</param>
public sealed record PendingRun(string Run, ImmutableArray<PendingChange> Changes)
{
    /// <summary>What every command says that comes across it.</summary>
    public string Notice
        => $"An earlier run was cut short, and what became of {Ranges.Of(Changes.Select(change => change.Extension))} "
        + "is not recorded yet; the next apply settles it.";
}

/// <summary>The state of one account.</summary>
public sealed record RecordedState
{
    /// <summary>One more with every END.</summary>
    public long Serial { get; init; }

    /// <summary>UUID drawn once; salt of the fingerprints.</summary>
    public required string Lineage { get; init; }

    /// <summary>The account.</summary>
    public required long AppId { get; init; }

    /// <summary>The generation of the API that it speaks.</summary>
    public Generation Generation { get; init; } = Generations.Default;

    /// <summary>Host name of the service, without port; <c>sandbox</c> for the sandbox.</summary>
    public required string Origin { get; init; }

    /// <summary>Names the key of the fingerprints; null where none was ever made.</summary>
    public string? KeyId { get; init; }

    /// <summary>By extension.</summary>
    public ImmutableSortedDictionary<int, RecordedAgent> Agents { get; init; } = ImmutableSortedDictionary<int, RecordedAgent>.Empty;

    /// <summary>Null once every outcome is recorded.</summary>
    public PendingRun? Pending { get; init; }

    /// <summary>Members a newer version wrote; kept as they are.</summary>
    public ExtraMembers Extra { get; init; } = ExtraMembers.None;

    /// <summary>The state for fingerprints of this key. Those of another key can be compared with nothing any more: they go.</summary>
    public RecordedState WithKey(string keyId) => this with
    {
        KeyId = keyId,
        Agents = KeyId is null || KeyId == keyId
            ? Agents
            : Agents.ToImmutableSortedDictionary(agent => agent.Key, agent => agent.Value with { PasswordFingerprint = null }),
    };

    /// <summary>An extension whose record names another account than this; null where there is none.</summary>
    public int? Stray => Agents.Values
        .Concat((Pending?.Changes ?? []).SelectMany(change => new[] { change.Before, change.After }).OfType<RecordedAgent>())
        .FirstOrDefault(agent => agent.AgentId != Client.Agents.AgentId.Of(agent.Extension, AppId))?.Extension;

    /// <summary>True where nothing that is recorded differs.</summary>
    public bool Says(RecordedState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with { Agents = other.Agents, Pending = other.Pending } == other
            && Agents.Values.SequenceEqual(other.Agents.Values)
            && Pending?.Run == other.Pending?.Run
            && (Pending?.Changes ?? []).SequenceEqual(other.Pending?.Changes ?? []);
    }
}

/// <summary>One line of the journal: what the answer to one change was.</summary>
/// <param name="Run">Of the pending run.</param>
/// <param name="Extension">The key.</param>
/// <param name="Action">What was done.</param>
/// <param name="Outcome">What happened.</param>
/// <param name="Fields">The record that this outcome leaves; null where none.</param>
public sealed record JournalEntry(string Run, int Extension, ChangeAction Action, OutcomeKind Outcome, RecordedAgent? Fields);
