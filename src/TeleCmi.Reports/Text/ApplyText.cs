using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.States;

namespace TeleCmi.Reports.Text;

/// <summary>Outcomes as a person reads them.</summary>
public static class ApplyText
{
    /// <summary>The outcomes that need a look, then the count of all.</summary>
    public static string Render(ApplyResult result, Style style)
    {
        var text = new StringBuilder();
        foreach (var outcome in result.Outcomes.Where(one => one.Message is not null || one.Kind > OutcomeKind.Converged))
        {
            text.Append(Line(outcome, style)).Append('\n');
        }

        text.Append($"{style.Bold("Applied:")} {string.Join(", ", Enum.GetValues<OutcomeKind>().Select(kind => $"{result.Count(kind)} {Words.Of(kind)}"))}.\n");
        return text.ToString();
    }

    /// <summary>One outcome on a line, without its end.</summary>
    public static string Line(Outcome outcome, Style style)
    {
        var kind = Words.Of(outcome.Kind);
        var painted = outcome.Kind switch
        {
            OutcomeKind.Changed => style.Green(kind),
            OutcomeKind.Converged => style.Dim(kind),
            OutcomeKind.Skipped => style.Yellow(kind),
            _ => style.Red(kind),
        };
        return $"  {outcome.Extension} {Words.Of(outcome.Action)}: {painted}{(outcome.Message is null ? "" : $": {Shown.Sentence(outcome.Message)}")}";
    }
}
