using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;

namespace TeleCmi.Reports.Html;

/// <summary>Outcomes on a page: what needs a look first.</summary>
internal static class ApplyHtml
{
    /// <summary>How much of the plan is done.</summary>
    public static string Headline(ApplyResult result)
        => result.Outcomes.IsEmpty ? "Nothing to do" : $"{result.Outcomes.Count(outcome => outcome.Kind <= OutcomeKind.Converged)} of {Wording.Count(result.Outcomes.Length, "change")} done";

    /// <summary>How many ended so.</summary>
    public static Markup Figures(ApplyResult result) => HtmlRows.Figures(Enum.GetValues<OutcomeKind>().Select(kind => (Tone(kind), Words.Of(kind), result.Count(kind))));

    /// <summary>Those to look at, and those that are done.</summary>
    public static IEnumerable<HtmlSection> Sections(Plan plan, ApplyResult result)
    {
        if (result.Fault is { } fault)
        {
            yield return new HtmlSection("fault", "The state could not be written", null, HtmlRows.Alert(fault.Code, HtmlRows.Prose(fault.Message), Markup.None));
        }

        var changes = plan.Changes.ToDictionary(change => change.Extension);
        var open = result.Outcomes.Where(outcome => outcome.Kind > OutcomeKind.Converged).ToList();
        if (open.Count > 0)
        {
            yield return new HtmlSection("open", "To look at", open.Count, HtmlRows.List([.. open.Select(Row)], "outcomes", alwaysOpen: true));
        }

        var done = result.Outcomes.Where(outcome => outcome.Kind <= OutcomeKind.Converged).OrderBy(outcome => !IsDeparture(outcome)).ToList();
        if (done.Count > 0)
        {
            yield return new HtmlSection("done", "Done", done.Count, HtmlRows.List([.. done.Select(Row)], "outcomes"));
        }

        bool IsDeparture(Outcome outcome) => changes.TryGetValue(outcome.Extension, out var change) && ChangeWords.IsDeparture(change);

        Markup Row(Outcome outcome)
        {
            var change = changes.GetValueOrDefault(outcome.Extension);
            return HtmlRows.Row(
                change is null ? "~" : PlanHtml.Sign(change), outcome.Kind > OutcomeKind.Converged ? Tone(outcome.Kind) : PlanHtml.Tone(outcome.Action),
                outcome.Extension, change?.Name, $"{Words.Of(outcome.Action)}: {Words.Of(outcome.Kind)}",
                outcome.Message is null ? Markup.None : Markup.Of($"<p class=\"quiet\"><bdi>{Shown.Sentence(outcome.Message)}</bdi></p>\n"));
        }
    }

    private static string Tone(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Changed => "add",
        OutcomeKind.Converged => "still",
        OutcomeKind.Skipped => "update",
        _ => "remove",
    };
}
