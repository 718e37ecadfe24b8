using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Planning;

namespace TeleCmi.Reports.Markdown;

/// <summary>Outcomes: what needs a look first.</summary>
internal static class ApplyMarkdown
{
    /// <summary>The counts, and what to do where something is left.</summary>
    public static string Head(Plan plan, ApplyResult result, string again)
    {
        var what = result.IsComplete ? "Applied" : result.Interrupted ? "Apply interrupted" : "Apply not complete";
        return $"### {what}: {(result.Outcomes.IsEmpty ? "nothing to do" : OutcomeWords.Counts(result))}\n\n{PlanMarkdown.Compared(plan)}\n"
            + (result.Fault is { } fault ? $"\n> [!CAUTION]\n> {CodeSpan.Sentence(fault.Message)}\n" : "")
            + (result.IsComplete ? "" : $"\nRun {CodeSpan.Sentence(again)} again: {OutcomeWords.OfAgain}\n");
    }

    /// <summary>Those that need a look, and those that do not.</summary>
    public static IEnumerable<MarkdownSection> Sections(Plan plan, ApplyResult result)
    {
        var lines = OutcomeLine.Of(plan, result).ToLookup(line => (line.IsDone, line.IsDone && line.IsDeparture), Line);
        return
        [
            MarkdownReport.Section("To look at", lines[(false, false)], alwaysOpen: true),
            MarkdownReport.Section(PlanMarkdown.Leaving, lines[(true, true)], alwaysOpen: true),
            MarkdownReport.Section("Done", lines[(true, false)], yields: true),
        ];
    }

    private static string Line(OutcomeLine line)
    {
        var why = line.Outcome.Message is { } message ? $" {CodeSpan.Sentence(message)}" : "";
        return MarkdownReport.Line(
            line.Sign, line.Outcome.Extension, line.Change?.Name,
            $"**{line.Word}**{why}");
    }
}
