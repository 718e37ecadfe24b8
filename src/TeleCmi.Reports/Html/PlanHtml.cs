using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;
using TeleCmi.Reports.Text;

namespace TeleCmi.Reports.Html;

/// <summary>A plan on a page: refusals, who leaves, the rest.</summary>
internal static class PlanHtml
{
    /// <summary>The account and what was compared.</summary>
    public static Markup Lede(Plan plan) => plan.Base is { } revision
        ? Markup.Of($"The roster {(plan.Compared ? "" : "NOT ")}compared with revision <bdi>{Shown.Of(revision)}</bdi>.")
        : Markup.Of($"{Account(plan)} at <bdi>{PlanText.Host(plan.Service)}</bdi>{(plan.Refreshed ? "" : ", compared with the recorded state only")}.");

    /// <summary>How many of each action, then what stays.</summary>
    public static Markup Figures(Plan plan) => HtmlRows.Figures(
    [
        .. ChangeWords.Actions(plan.Summary).Select(one => (Tone(one.Action), Words.Of(one.Action), one.Count)),
        ("still", "unchanged", plan.Summary.None), ("still", "kept", plan.Summary.Kept), ("still", "unmanaged", plan.Summary.Unmanaged),
    ]);

    /// <summary>Refusals, who leaves, the rest, who is kept, warnings.</summary>
    public static IEnumerable<HtmlSection> Sections(Plan plan, Style style)
    {
        foreach (var first in ChangeWords.First(plan))
        {
            yield return new HtmlSection(first.Code, $"First: {ChangeWords.Heading(first)}", null, HtmlRows.Alert("Know this before you read on", HtmlRows.Prose(first.Message), Markup.None));
        }

        if (!plan.Refusals.IsEmpty)
        {
            yield return new HtmlSection("refusals", "Refused", plan.Refusals.Length, Markup.Join(plan.Refusals.Select(Refused)));
        }

        var departures = ChangeWords.Departures(plan);
        if (!departures.IsEmpty)
        {
            yield return new HtmlSection("departures", "Removed or replaced", departures.Length, HtmlRows.List([.. departures.Select(change => Row(change, style))], "removals", alwaysOpen: true));
        }

        var rest = ChangeWords.Rest(plan);
        if (!rest.IsEmpty)
        {
            yield return new HtmlSection("changes", departures.IsEmpty ? "Changes" : "Other changes", rest.Length, HtmlRows.List([.. rest.Select(change => Row(change, style))], "changes"));
        }
    }

    /// <summary>What does not change, and what to know.</summary>
    public static IEnumerable<HtmlSection> Remarks(Plan plan)
    {
        if (!plan.Kept.IsEmpty)
        {
            yield return new HtmlSection("kept", "Kept", plan.Kept.Length, HtmlRows.List(
                [.. plan.Kept.Select(kept => HtmlRows.Row("·", "still", kept.Extension, kept.Name, ChangeWords.Of(kept.Reason), Markup.None))], "kept agents"));
        }

        var warnings = ChangeWords.Warnings(plan).ToList();
        if (warnings.Count > 0)
        {
            yield return new HtmlSection("warnings", "Warnings", warnings.Count, Markup.Of(
                $"<ul class=\"notes\">{Markup.Join(warnings.Select(warning => Markup.Of($"<li>{HtmlRows.Prose(warning.Message)}</li>")))}</ul>"));
        }
    }

    /// <summary>The class of an action.</summary>
    public static string Tone(ChangeAction action) => action switch
    {
        ChangeAction.Add or ChangeAction.Recreate => "add",
        ChangeAction.Update => "update",
        ChangeAction.Remove => "remove",
        _ => "still",
    };

    /// <summary>The sign of a change.</summary>
    public static string Sign(Change change) => ChangeWords.Sign(change) switch
    {
        '-' => "−",
        'x' => "×",
        var sign => $"{sign}",
    };

    private static string Account(Plan plan) => plan.AppId is { } app ? $"Account {app}" : "The account";

    private static Markup Row(Change change, Style style) => HtmlRows.Row(
        Sign(change), change.ReplacesPerson ? "remove" : Tone(change.Action), change.Extension, change.Name, ChangeWords.Of(change), HtmlRows.Fields(
            change.Fields.Where(field => change.Action == ChangeAction.Update || field.Field != Fields.Name).Select(field => Field(change, field, style))));

    private static Markup Field(Change change, FieldChange field, Style style) => field switch
    {
        FieldChange.Password { Changed: true } when change.Action != ChangeAction.Update => HtmlRows.Words(field.Field, "hidden"),
        FieldChange.Password password => HtmlRows.Words(field.Field, ChangeWords.Of(password)),
        _ => HtmlRows.Pair(field.Field, change.Action == ChangeAction.Update ? style.Bare(field.Field, field.Before) : null, style.Bare(field.Field, field.After)),
    };

    private static Markup Refused(Refusal refusal) => HtmlRows.Alert(
        Title(refusal.Rule), HtmlRows.Prose(refusal.Message), Markup.Of(
            $"{(refusal.Extensions.IsEmpty ? Markup.None : Markup.Of($"<p>Agents: <span class=\"extension\">{string.Join(", ", refusal.Extensions)}</span></p>"))}<p>To allow it: <code>{Shown.Sentence(refusal.Override)}</code></p>"));

    private static string Title(SafetyRule rule) => rule switch
    {
        SafetyRule.RemovalLimit => "Too many users would leave",
        SafetyRule.EmptyRoster => "A roster without agents would remove everybody",
        SafetyRule.Coverage => "Too few agents would be on duty",
        SafetyRule.Takeover => "Somebody else has the extension",
        SafetyRule.NoPassword => "A password has no value",
        _ => "Most recorded agents are missing from the account",
    };
}
