using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.States;

namespace TeleCmi.Reports.Text;

/// <summary>Outcomes as a person reads them.</summary>
public static class ApplyText
{
    /// <summary>
    /// How an apply ended, behind the lines that told each change as it did: what is not done by its reason, what to do next, and counts.
    /// </summary>
    /// <param name="result">The end.</param>
    /// <param name="again">The command line that does what is left.</param>
    /// <param name="style">How much is shown.</param>
    public static string Render(ApplyResult result, string again, Style style)
    {
        var text = new StringBuilder();
        foreach (var open in result.Outcomes.Where(one => !one.IsDone).GroupBy(one => (one.Kind, one.Message)).OrderBy(one => one.Key.Kind))
        {
            text.Append(NotDone(open.Key.Kind, open.Count(), Ranges.Of(open.Select(one => one.Extension)), open.Key.Message));
        }

        if (!result.IsComplete)
        {
            text.Append($"Run {again} again: {OutcomeWords.OfAgain}\n");
        }

        return text.Append($"{style.Bold("Applied:")} {OutcomeWords.Counts(result)}.\n").ToString();
    }

    /// <summary>One change as it ended, without the end of the line.</summary>
    /// <param name="outcome">The end.</param>
    /// <param name="name">Of the agent; null where it is not to be told.</param>
    /// <param name="style">How much is shown.</param>
    public static string Line(Outcome outcome, string? name, Style style)
    {
        var why = outcome.Message is null ? "" : $": {Shown.Sentence(outcome.Message)}";
        return $"  {PlanText.Label(Marks.Of(outcome.Action), outcome.Extension, name, style)}  "
            + $"{style.Painted(Marks.Of(outcome.Kind), OutcomeWords.Of(outcome))}{why}";
    }

    private static string NotDone(OutcomeKind kind, int count, string whom, string? message)
    {
        var why = message is null ? "" : $": {Shown.Sentence(message)}";
        return kind switch
        {
            OutcomeKind.Skipped => $"{count} skipped{why} ({whom})\n",
            OutcomeKind.Unknown => $"Not known ({count}): {whom}{why}\n",
            _ => $"Not done ({count}): {whom}{why}\n",
        };
    }
}
