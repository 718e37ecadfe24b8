using System.Collections.Immutable;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;

namespace TeleCmi.Reports;

/// <summary>What became of one change, beside the change as it was planned.</summary>
/// <param name="Outcome">The end.</param>
/// <param name="Change">The plan; null where the outcome is of none of its changes.</param>
internal sealed record OutcomeLine(Outcome Outcome, Change? Change)
{
    /// <summary>All of a result.</summary>
    public static ImmutableArray<OutcomeLine> Of(Plan plan, ApplyResult result)
    {
        var changes = plan.Changes.ToDictionary(change => change.Extension);
        return [.. result.Outcomes.Select(outcome => new OutcomeLine(outcome, changes.GetValueOrDefault(outcome.Extension)))];
    }

    /// <summary>How the change ended, as people say it.</summary>
    public string Word => OutcomeWords.Of(Outcome);

    /// <summary>True where the change is made, by us or before.</summary>
    public bool IsDone => Outcome.IsDone;

    /// <summary>True where somebody loses an extension by it.</summary>
    public bool IsDeparture => Change is not null && ChangeWords.IsDeparture(Change);

    /// <summary>The sign of the change.</summary>
    public char Sign => Marks.Of(Change?.Action ?? ChangeAction.Update).Sign;
}
