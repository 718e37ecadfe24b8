using System.Text;
using TeleCmi.Declarative.Applying;

namespace TeleCmi.Reports.Text;

/// <summary>Outcomes as a person reads them.</summary>
public static class ApplyText
{
    /// <summary>The outcomes that need a look, then the count of all.</summary>
    public static string Render(ApplyResult result, Style style)
    {
        var text = new StringBuilder();
        foreach (var outcome in result.Outcomes.Where(one => one.Message is not null || !one.IsDone))
        {
            text.Append(Line(outcome, style)).Append('\n');
        }

        return text.Append($"{style.Bold("Applied:")} {OutcomeWords.Counts(result)}.\n").ToString();
    }

    /// <summary>One outcome on a line, without its end.</summary>
    public static string Line(Outcome outcome, Style style)
    {
        var painted = style.Painted(Marks.Of(outcome.Kind), OutcomeWords.Of(outcome));
        var why = outcome.Message is null ? "" : $": {Shown.Sentence(outcome.Message)}";
        return $"  {outcome.Extension} {painted}{why}";
    }
}
