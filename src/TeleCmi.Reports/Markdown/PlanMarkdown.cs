using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;
using TeleCmi.Reports.Text;

namespace TeleCmi.Reports.Markdown;

/// <summary>A plan for its reviewer: counts and refusals, then who leaves, then the rest.</summary>
internal static class PlanMarkdown
{
    /// <summary>The heading of those who lose their extension.</summary>
    public const string Leaving = "Removed or replaced by another person";

    /// <summary>The counts, what was compared, and the rules that forbid the plan.</summary>
    public static string Head(Plan plan, string what, string? toAllow)
    {
        var first = string.Concat(ChangeWords.First(plan).Select(warning => $"> [!WARNING]\n> {Prose.Of(warning.Message)}\n\n"));
        var text = new StringBuilder($"### {what}: {ChangeWords.Counts(plan)}\n\n{first}{Compared(plan)}\n");
        foreach (var refusal in plan.Refusals)
        {
            text.Append($"\n> [!CAUTION]\n> **Refused by `{Words.Of(refusal.Rule)}`:** {Prose.Of(refusal.Message)}\n");
            text.Append(refusal.Extensions.IsEmpty ? "" : $"> Agents: {Ranges.Of(refusal.Extensions)}.\n");
            text.Append(toAllow is null ? $"> To allow it: {CodeSpan.Sentence(refusal.Override)}\n" : "");
        }

        var all = plan.Refusals.Length == 1 ? "it" : "all of it";
        text.Append(toAllow is null ? "" : $"\nTo allow {all}: {CodeSpan.Sentence(toAllow)}\n");

        return text.ToString();
    }

    /// <summary>Who leaves, the other changes, who is kept, and warnings.</summary>
    public static IEnumerable<MarkdownSection> Sections(Plan plan, Style style)
    {
        var departures = ChangeWords.Departures(plan);
        return
        [
            MarkdownReport.Section(Leaving, departures.Select(Line), alwaysOpen: true),
            MarkdownReport.Section(departures.IsEmpty ? "Changes" : "Other changes", ChangeWords.Rest(plan).Select(Line), yields: true),
            MarkdownReport.Section("Warnings", ChangeWords.Warnings(plan).Select(warning => $"- {Prose.Of(warning.Message)}\n")),
            MarkdownReport.Section("Kept", ChangeWords.Kept(plan).Select(
                kept => MarkdownReport.Line('.', kept.Agent.Extension, kept.Agent.Name, $"— {Prose.Of(kept.Why)}"))),
        ];

        string Line(Change change) => PlanMarkdown.Line(change, style);
    }

    /// <summary>The account and what else does not change.</summary>
    public static string Compared(Plan plan)
    {
        var host = $"Account {(plan.AppId is { } app ? $"`{app}` " : "")}at {CodeSpan.Of(PlanText.Host(plan.Service))}";
        var how = plan.Base is { } revision ? $"Roster {(plan.Compared ? "" : "not ")}compared with revision {CodeSpan.Of(revision)}"
            : plan.Refreshed ? host : $"{host}, compared with the recorded state only";
        var rest = ChangeWords.Others(plan.Summary).Where(one => one.Count > 0).Select(one => $" · {one.Count} {one.Word}");
        return $"{how}{string.Concat(rest)}.";
    }

    private static string Line(Change change, Style style)
    {
        var fields = string.Join(", ", ChangeWords.Listed(change).Select(field => Field(change, field, style)));
        return MarkdownReport.Line(
            Marks.Of(change.Action).Sign, change.Extension, change.Name,
            $"{ChangeWords.Of(change)}{(fields.Length == 0 ? "" : $": {fields}")}");
    }

    private static string Field(Change change, FieldChange field, Style style)
    {
        return field switch
        {
            FieldChange.Password { Changed: true } when change.Action != ChangeAction.Update => "password (hidden)",
            FieldChange.Password password => $"password {ChangeWords.Of(password)}",
            _ when change.Action != ChangeAction.Update => $"`{field.Field}` {Value(field.After)}",
            _ => $"`{field.Field}` {Value(field.Before)} → {Value(field.After)}",
        };

        string Value(FieldValue? value) => CodeSpan.Of(style.Bare(field.Field, value));
    }
}
