using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;

namespace TeleCmi.Reports.Markdown;

/// <summary>Outcomes: what needs a look first.</summary>
internal static class ApplyMarkdown
{
    /// <summary>The counts.</summary>
    public static string Head(Plan plan, ApplyResult result)
    {
        var counts = Enum.GetValues<OutcomeKind>().Where(kind => result.Count(kind) > 0).Select(kind => $"{result.Count(kind)} {Words.Of(kind)}").ToList();
        var what = result.IsComplete ? "Applied" : result.Interrupted ? "Apply interrupted" : "Apply not complete";
        return $"### {what}: {(counts.Count == 0 ? "nothing to do" : string.Join(", ", counts))}\n\n{PlanMarkdown.Compared(plan)}\n"
            + (result.Fault is { } fault ? $"\n> [!CAUTION]\n> {CodeSpan.Sentence(fault.Message)}\n" : "");
    }

    /// <summary>Those that need a look, and those that do not.</summary>
    public static IEnumerable<MarkdownSection> Sections(Plan plan, ApplyResult result)
    {
        var names = plan.Changes.ToDictionary(change => change.Extension);
        return
        [
            MarkdownReport.Section("To look at", result.Outcomes.Where(one => one.Kind > OutcomeKind.Converged).Select(Line), alwaysOpen: true),
            MarkdownReport.Section("Removed or replaced by another person", Done().Where(IsDeparture).Select(Line), alwaysOpen: true),
            MarkdownReport.Section("Done", Done().Where(one => !IsDeparture(one)).Select(Line), yields: true),
        ];

        IEnumerable<Outcome> Done() => result.Outcomes.Where(one => one.Kind <= OutcomeKind.Converged);

        bool IsDeparture(Outcome outcome) => names.TryGetValue(outcome.Extension, out var change) && ChangeWords.IsDeparture(change);

        string Line(Outcome outcome)
        {
            var change = names.GetValueOrDefault(outcome.Extension);
            return MarkdownReport.Line(
                change is null ? '~' : ChangeWords.Sign(change), outcome.Extension, change?.Name,
                $"{Words.Of(outcome.Action)}: **{Words.Of(outcome.Kind)}**{(outcome.Message is null ? "" : $" {CodeSpan.Sentence(outcome.Message)}")}");
        }
    }
}
