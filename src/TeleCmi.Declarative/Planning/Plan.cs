using System.Collections.Immutable;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Planning;

/// <summary>Why a recorded agent without an entry stays.</summary>
public enum KeptReason
{
    /// <summary>Removals are off (<c>--prune</c>).</summary>
    NotInRoster,

    /// <summary>It is protected.</summary>
    Protected,

    /// <summary>The extension holds another person than recorded.</summary>
    OtherPerson,
}

/// <summary>A recorded agent that the roster no longer names and that stays.</summary>
public sealed record KeptAgent(int Extension, string AgentId, string? Name, KeptReason Reason);

/// <summary>Something to know; never changes an exit code.</summary>
/// <param name="Code">Stable, snake case.</param>
/// <param name="Message">One line; foreign text is quoted by renderers as a whole.</param>
/// <param name="Extension">Whom it is about, or null.</param>
public sealed record PlanWarning(string Code, string Message, int? Extension = null)
{
    /// <summary>The roster's policy is another than at the revision compared with.</summary>
    public const string PolicyChanged = "policy_changed";

    /// <summary>The revision has no such roster, and may have another one: who leaves is not seen.</summary>
    public const string OtherRoster = "other_roster";

    /// <summary>The roster of the revision is not valid: nothing was compared.</summary>
    public const string BaseNotValid = "base_not_valid";

    /// <summary>True for what a reviewer must know before the plan: it is told first in every format.</summary>
    public bool ComesFirst => Code is PolicyChanged or OtherRoster or BaseNotValid;
}

/// <summary>The safety rules. JSON spells them in snake case.</summary>
public enum SafetyRule
{
    /// <summary>Too many users would leave.</summary>
    RemovalLimit,

    /// <summary>A roster without agents would remove everybody.</summary>
    EmptyRoster,

    /// <summary>An hour would fall under its floor.</summary>
    Coverage,

    /// <summary>Most recorded agents are missing from the account.</summary>
    MissingLive,

    /// <summary>An extension that no run recorded holds another person than its entry names.</summary>
    Takeover,

    /// <summary>A password that must be sent has no value: only apply refuses that.</summary>
    NoPassword,
}

/// <summary>A rule that forbids the plan.</summary>
/// <param name="Rule">Which.</param>
/// <param name="Message">Count, limit and what it means.</param>
/// <param name="Count">How many are concerned.</param>
/// <param name="Limit">How many are allowed.</param>
/// <param name="Extensions">Whom, sorted.</param>
/// <param name="Override">The exact option that allows it.</param>
public sealed record Refusal(SafetyRule Rule, string Message, int Count, int Limit, ImmutableArray<int> Extensions, string Override);

/// <summary>How many of each kind.</summary>
public sealed record PlanSummary(
    int Add, int Adopt, int Update, int Recreate, int Remove, int Forget, int None, int Kept, int Unmanaged)
{
    /// <summary>Each action with its count, in the order in which they are told.</summary>
    public ImmutableArray<(ChangeAction Action, int Count)> Actions =>
    [
        (ChangeAction.Add, Add), (ChangeAction.Adopt, Adopt), (ChangeAction.Update, Update),
        (ChangeAction.Recreate, Recreate), (ChangeAction.Remove, Remove), (ChangeAction.Forget, Forget),
    ];
}

/// <summary>
/// What apply would do: sorted, immutable, and a value that knows whether it is safe. Everything shown of it, and the exit code,
/// is a function of this value.
/// </summary>
public sealed record Plan
{
    /// <summary>The account; null where no run without credentials could know it.</summary>
    public long? AppId { get; init; }

    /// <summary><c>HOST:PORT</c>, or <c>sandbox</c>.</summary>
    public required string Service { get; init; }

    /// <summary>False for <c>--no-refresh</c> and <c>--base</c>.</summary>
    public bool Refreshed { get; init; }

    /// <summary>The git revision compared with; null where none.</summary>
    public string? Base { get; init; }

    /// <summary>
    /// False where the roster at <see cref="Base"/> is none that could be compared with: there are no changes because nobody looked.
    /// </summary>
    public bool Compared { get; init; } = true;

    /// <summary>What the user allowed.</summary>
    public required PlanOptions Options { get; init; }

    /// <summary>Of the state; drawn by this plan where there is none yet.</summary>
    public required string Lineage { get; init; }

    /// <summary>By extension; without the agents that need nothing.</summary>
    public ImmutableArray<Change> Changes { get; init; } = [];

    /// <summary>By extension.</summary>
    public ImmutableArray<KeptAgent> Kept { get; init; } = [];

    /// <summary>In the order found.</summary>
    public ImmutableArray<PlanWarning> Warnings { get; init; } = [];

    /// <summary>Empty for a plan that may be applied.</summary>
    public ImmutableArray<Refusal> Refusals { get; init; } = [];

    /// <summary>Agents that are as wanted.</summary>
    public int Unchanged { get; init; }

    /// <summary>Live users that neither roster nor state names.</summary>
    public int Unmanaged { get; init; }

    /// <summary>Records that follow what was seen, without a change: written by apply, never shown.</summary>
    public ImmutableSortedDictionary<int, RecordedAgent> Follows { get; init; } = ImmutableSortedDictionary<int, RecordedAgent>.Empty;

    /// <summary>Whose password has no value in this run: whoever approves the plan has not seen it compared.</summary>
    public ImmutableSortedSet<int> UnknownPasswords { get; init; } = [];

    /// <summary>Who is on duty, before and after.</summary>
    public required CoverageForecast Coverage { get; init; }

    /// <summary>SHA-256 over what would be done; see <see cref="PlanFingerprint"/>.</summary>
    public string Fingerprint => PlanFingerprint.Of(this);

    /// <summary>True where there is nothing to do.</summary>
    public bool IsEmpty => Changes.IsEmpty;

    /// <summary>The plan as apply judges it: passwords without a value, of which a plan only warns, refuse it as a whole.</summary>
    public Plan ForApply()
    {
        var refusal = MissingPasswords.Refusal(this);
        return refusal is null ? this : this with
        {
            Refusals = Refusals.Add(refusal),
            Warnings = [.. Warnings.Where(warning => warning.Code != MissingPasswords.Code)],
        };
    }

    /// <summary>How many of each kind.</summary>
    public PlanSummary Summary => new(
        Count(ChangeAction.Add), Count(ChangeAction.Adopt), Count(ChangeAction.Update), Count(ChangeAction.Recreate),
        Count(ChangeAction.Remove), Count(ChangeAction.Forget), Unchanged, Kept.Length, Unmanaged);

    private int Count(ChangeAction action) => Changes.Count(c => c.Action == action);
}
