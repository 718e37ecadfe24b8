namespace TeleCmi.Declarative.States;

/// <summary>One net action on one agent. A closed set; JSON spells them in lower case.</summary>
public enum ChangeAction
{
    /// <summary>Nothing to do.</summary>
    None,

    /// <summary>Create it.</summary>
    Add,

    /// <summary>It exists and matches: record it, no call.</summary>
    Adopt,

    /// <summary>Replace its record.</summary>
    Update,

    /// <summary>Recorded, but gone: create it again. Never a delete.</summary>
    Recreate,

    /// <summary>Delete it.</summary>
    Remove,

    /// <summary>Neither wanted nor live: drop the record, no call.</summary>
    Forget,
}

/// <summary>What happened to one change. A closed set; JSON spells them in lower case.</summary>
public enum OutcomeKind
{
    /// <summary>We did it.</summary>
    Changed,

    /// <summary>It was so already.</summary>
    Converged,

    /// <summary>Refused; nothing changed.</summary>
    Failed,

    /// <summary>Nobody can tell; left pending in the state.</summary>
    Unknown,

    /// <summary>Not tried.</summary>
    Skipped,
}
