using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Planning;

/// <summary>Why a change is planned. JSON spells them in snake case.</summary>
public enum ChangeReason
{
    /// <summary>In the roster only.</summary>
    New,

    /// <summary>In the roster and live, not recorded.</summary>
    Exists,

    /// <summary>The roster asks for other values.</summary>
    Differs,

    /// <summary>Someone edited it in the service.</summary>
    Drift,

    /// <summary>Recorded, wanted, but no longer live.</summary>
    Gone,

    /// <summary>Recorded, no longer wanted.</summary>
    NotInRoster,

    /// <summary>Only our protection flag changes.</summary>
    Protection,
}

/// <summary>Why a planned change is never sent and ends failed.</summary>
public enum Obstacle
{
    /// <summary>None.</summary>
    None,

    /// <summary>The service lists the user twice.</summary>
    DoubledUser,

    /// <summary>A value that must be sent is unreadable and the roster does not give it.</summary>
    Unreadable,
}

/// <summary>One net action on one agent. Holds no secret.</summary>
public sealed record Change
{
    /// <summary>What to do; never <see cref="ChangeAction.None"/>.</summary>
    public required ChangeAction Action { get; init; }

    /// <summary>The key.</summary>
    public required int Extension { get; init; }

    /// <summary><c>EXTENSION_APPID</c>; null where the app id is unknown.</summary>
    public string? AgentId { get; init; }

    /// <summary>The name wanted, or else the current one. Foreign text.</summary>
    public string? Name { get; init; }

    /// <summary>Why.</summary>
    public required ChangeReason Reason { get; init; }

    /// <summary>True for an update of an agent that was not recorded before.</summary>
    public bool Adopts { get; init; }

    /// <summary>True where name and phone both change: another person gets the extension.</summary>
    public bool ReplacesPerson { get; init; }

    /// <summary>The roster entry; null where there is none.</summary>
    public Position? Source { get; init; }

    /// <summary>In the order of the schema's keys.</summary>
    public ImmutableArray<FieldChange> Fields { get; init; } = [];

    /// <summary>Why it can't be sent.</summary>
    public Obstacle Obstacle { get; init; }

    /// <summary>The live record planned against (all readable fields); null where none was seen.</summary>
    public RecordedAgent? Before { get; init; }

    /// <summary>The record wanted (managed fields); null for remove and forget.</summary>
    public RecordedAgent? After { get; init; }

    /// <summary>What is sent, the password aside: the full record. A null value is not sent; null where no call is made.</summary>
    public AgentValues? Send { get; init; }

    /// <summary>True where the roster's password is sent, false where the live one is sent back.</summary>
    public bool SendsRosterPassword { get; init; }

    /// <summary>Fingerprint of the password that the roster gives for this change; for saved plans.</summary>
    public string? PasswordFingerprint { get; init; }

    /// <summary>True where a password must be sent and this run knows none: apply refuses the whole plan.</summary>
    public bool LacksPassword { get; init; }

    /// <summary>What the record will say of protection; null where no record stays.</summary>
    public bool? Protects { get; init; }

    /// <summary>True where the service must be called.</summary>
    public bool NeedsCall => Send is not null || Action == ChangeAction.Remove;

    /// <summary>True where the extension of somebody whom no run ever recorded would be given to another person.</summary>
    public bool TakesOver => Adopts && ReplacesPerson;

    /// <summary>True where a recorded user leaves the account.</summary>
    public bool CountsAsRemoval => Action == ChangeAction.Remove || (ReplacesPerson && !Adopts);
}
