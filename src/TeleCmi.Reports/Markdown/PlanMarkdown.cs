using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;
using TeleCmi.Reports.Text;

namespace TeleCmi.Reports.Markdown;

/// <summary>A plan for its reviewer: counts and refusals, then who leaves, then the rest.</summary>
internal static class PlanMarkdown
{
    private const int NamedAtMost = 20;

    /// <summary>The counts, what was compared, and the rules that forbid the plan.</summary>
    public static string Head(Plan plan, string what)
    {
        var first = string.Concat(ChangeWords.First(plan).Select(warning => $"> [!WARNING]\n> {Prose.Of(warning.Message)}\n\n"));
        var text = new StringBuilder($"### {what}: {ChangeWords.Counts(plan)}\n\n{first}{Compared(plan)}\n");
        foreach (var refusal in plan.Refusals)
        {
            text.Append($"\n> [!CAUTION]\n> **Refused by `{Words.Of(refusal.Rule)}`:** {Prose.Of(refusal.Message)}\n");
            text.Append(refusal.Extensions.IsEmpty ? "" : $"> Agents: {Wording.Some(refusal.Extensions, NamedAtMost)}.\n");
            text.Append($"> To allow it: {CodeSpan.Sentence(refusal.Override)}\n");
        }

        return text.ToString();
    }

    /// <summary>Who leaves, the other changes, who is kept, and warnings.</summary>
    public static IEnumerable<MarkdownSection> Sections(Plan plan, Style style) =>
    [
        MarkdownReport.Section("Removed or replaced by another person", ChangeWords.Departures(plan).Select(change => Line(change, style)), alwaysOpen: true),
        MarkdownReport.Section(ChangeWords.Departures(plan).IsEmpty ? "Changes" : "Other changes", ChangeWords.Rest(plan).Select(change => Line(change, style)), yields: true),
        MarkdownReport.Section("Warnings", ChangeWords.Warnings(plan).Select(warning => $"- {Prose.Of(warning.Message)}\n")),
        MarkdownReport.Section("Kept", plan.Kept.Select(kept => MarkdownReport.Line('.', kept.Extension, kept.Name, $"— {Prose.Of(ChangeWords.Of(kept.Reason))}"))),
    ];

    /// <summary>The account and what else does not change.</summary>
    public static string Compared(Plan plan)
    {
        var account = plan.AppId is { } app ? $"Account `{app}` at" : "Account at";
        var how = plan.Base is { } revision ? $"Roster {(plan.Compared ? "" : "not ")}compared with revision {CodeSpan.Of(revision)}"
            : plan.Refreshed ? $"{account} {CodeSpan.Of(PlanText.Host(plan.Service))}"
            : $"{account} {CodeSpan.Of(PlanText.Host(plan.Service))}, compared with the recorded state only";
        var rest = new[] { (plan.Summary.None, "unchanged"), (plan.Summary.Kept, "kept"), (plan.Summary.Unmanaged, "unmanaged") };
        return how + string.Concat(rest.Where(one => one.Item1 > 0).Select(one => $" · {one.Item1} {one.Item2}")) + ".";
    }

    private static string Line(Change change, Style style)
    {
        var fields = change.Fields.Where(field => change.Action == ChangeAction.Update || field.Field != Fields.Name).Select(field => Field(change, field, style)).ToList();
        return MarkdownReport.Line(
            ChangeWords.Sign(change), change.Extension, change.Name, $"{ChangeWords.Of(change)}{(fields.Count == 0 ? "" : $": {string.Join(", ", fields)}")}");
    }

    private static string Field(Change change, FieldChange field, Style style) => field switch
    {
        FieldChange.Password { Changed: true } when change.Action != ChangeAction.Update => "password (hidden)",
        FieldChange.Password password => $"password {ChangeWords.Of(password)}",
        _ when change.Action != ChangeAction.Update => $"`{field.Field}` {CodeSpan.Of(style.Bare(field.Field, field.After))}",
        _ => $"`{field.Field}` {CodeSpan.Of(style.Bare(field.Field, field.Before))} → {CodeSpan.Of(style.Bare(field.Field, field.After))}",
    };
}
