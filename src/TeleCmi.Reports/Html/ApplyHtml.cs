using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Planning;

namespace TeleCmi.Reports.Html;

/// <summary>Outcomes on a page: what needs a look first.</summary>
internal static class ApplyHtml
{
    /// <summary>How much of the plan is done.</summary>
    public static string Headline(ApplyResult result) => result.Outcomes.IsEmpty ? "Nothing to do"
        : $"{result.Outcomes.Count(outcome => outcome.IsDone)} of {Wording.Count(result.Outcomes.Length, "change")} done";

    /// <summary>Whether the account is as it was wanted.</summary>
    public static (Mood Mood, string Words) Verdict(ApplyResult result) => result.IsComplete
        ? (Mood.Calm, "Complete: the account is as the plan wanted it.")
        : (Mood.Stop, $"{(result.Interrupted ? "Interrupted" : "Not complete")}. Run telecmi apply again: {OutcomeWords.OfAgain}");

    /// <summary>How many ended so.</summary>
    public static Markup Figures(ApplyResult result)
        => HtmlRows.Figures(OutcomeWords.Ends(result).Select(end => (Marks.Of(end.First), end.Word, end.Count)));

    /// <summary>Those to look at, and those that are done.</summary>
    public static IEnumerable<HtmlSection> Sections(Plan plan, ApplyResult result)
    {
        var lines = OutcomeLine.Of(plan, result);
        return
        [
            .. result.Fault is { } fault ? [Fault(fault)] : Array.Empty<HtmlSection>(),
            .. HtmlRows.Section("open", "To look at", [.. lines.Where(line => !line.IsDone)], Row, "outcomes"),
            .. HtmlRows.Section("done", "Done", [.. lines.Where(line => line.IsDone).OrderBy(line => !line.IsDeparture)], Row, "outcomes"),
        ];
    }

    private static HtmlSection Fault(Diagnostic fault) => new(
        "fault", "The state could not be written", null, HtmlRows.Alert(fault.Code, HtmlRows.Prose(fault.Message), Markup.None));

    private static Markup Row(OutcomeLine line)
    {
        var outcome = line.Outcome;
        return HtmlRows.Row(
            line.Sign, Marks.Of(outcome), outcome.Extension, line.Change?.Name,
            line.Word,
            Markup.If(outcome.Message is not null, $"<p class=\"quiet\"><bdi>{Shown.Sentence(outcome.Message)}</bdi></p>\n"));
    }
}
