using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Applying;

/// <summary>What happened to one change.</summary>
/// <param name="Extension">The key.</param>
/// <param name="Action">What was planned.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Message">Why, or what to know; may hold the service's redacted words. Null where the kind says it all.</param>
public sealed record Outcome(int Extension, ChangeAction Action, OutcomeKind Kind, string? Message = null)
{
    /// <summary>True where it is as wanted now.</summary>
    public bool IsDone => Kind is OutcomeKind.Changed or OutcomeKind.Converged;
}

/// <summary>How an apply ended.</summary>
/// <param name="Outcomes">By extension; one per change of the plan.</param>
/// <param name="Interrupted">True where a signal cut it short.</param>
/// <param name="Fault">What kept the state or the journal from being written; null where all is well.</param>
public sealed record ApplyResult(ImmutableArray<Outcome> Outcomes, bool Interrupted, Diagnostic? Fault = null)
{
    /// <summary>How many ended so.</summary>
    public int Count(OutcomeKind kind) => Outcomes.Count(outcome => outcome.Kind == kind);

    /// <summary>True where every change ended changed or converged.</summary>
    public bool IsComplete => Fault is null && !Interrupted && Outcomes.All(outcome => outcome.IsDone);
}
