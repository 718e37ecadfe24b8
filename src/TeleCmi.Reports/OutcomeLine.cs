using System.Collections.Immutable;
using TeleCmi.Client.Agents;
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

    /// <summary>How often each kind of outcome came.</summary>
    public static IEnumerable<(OutcomeKind Kind, int Count)> Counts(ApplyResult? result)
        => Enum.GetValues<OutcomeKind>().Select(kind => (kind, result?.Count(kind) ?? 0));

    /// <summary>The same in words, those that never came too.</summary>
    public static string Told(ApplyResult result) => Told(Counts(result));

    /// <summary>Counts in words.</summary>
    public static string Told(IEnumerable<(OutcomeKind Kind, int Count)> counts)
        => string.Join(", ", counts.Select(one => $"{one.Count} {Words.Of(one.Kind)}"));

    /// <summary>True where the change is made, by us or before.</summary>
    public bool IsDone => Outcome.IsDone;

    /// <summary>True where somebody loses an extension by it.</summary>
    public bool IsDeparture => Change is not null && ChangeWords.IsDeparture(Change);

    /// <summary>The sign of the change.</summary>
    public char Sign => Marks.Of(Change?.Action ?? ChangeAction.Update).Sign;
}
