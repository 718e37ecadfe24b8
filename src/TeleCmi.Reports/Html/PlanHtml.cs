using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;
using TeleCmi.Reports.Text;

namespace TeleCmi.Reports.Html;

/// <summary>A plan on a page: refusals, who leaves, the rest.</summary>
internal static class PlanHtml
{
    /// <summary>How much changes.</summary>
    public static string Headline(Plan plan)
        => !plan.Compared ? "Not compared" : plan.IsEmpty ? "No changes" : Wording.Count(plan.Changes.Length, "change");

    /// <summary>Whether it can be applied, and where to look first.</summary>
    public static (Mood Mood, string Words) Verdict(Plan plan) => (plan, Leaving: ChangeWords.Departures(plan).Length) switch
    {
        { plan.Refusals.IsEmpty: false } => (Mood.Stop, "Refused by a safety rule. Nothing will be sent."),
        { plan.Compared: false } => (Mood.Look, "Nothing is known of what this roster changes."),
        { plan.IsEmpty: true } => (Mood.Calm, "The account is as the roster wants it."),
        { Leaving: 0 } => (Mood.Ready, "Ready to apply. Nobody leaves."),
        var (_, leaving) => (Mood.Look, $"Ready to apply. {Wording.Count(leaving, "user")} will leave or be replaced: look there first."),
    };

    /// <summary>The account and what was compared.</summary>
    public static Markup Lede(Plan plan) => plan.Base is { } revision
        ? Markup.Of($"The roster {(plan.Compared ? "" : "NOT ")}compared with revision <bdi>{Shown.Of(revision)}</bdi>.")
        : Markup.Of($"{Account(plan)} at <bdi>{PlanText.Host(plan.Service)}</bdi>{How(plan)}.");

    /// <summary>How many of each action, then what stays.</summary>
    public static Markup Figures(Plan plan) => HtmlRows.Figures(
    [
        .. plan.Summary.Actions.Select(one => (Marks.Of(one.Action).Tone, Words.Of(one.Action), one.Count)),
        .. ChangeWords.Others(plan.Summary).Select(one => (Tone.Still, one.Word, one.Count)),
    ]);

    /// <summary>What to know before all else, and the rules that forbid the plan.</summary>
    public static IEnumerable<HtmlSection> Refusals(Plan plan, string? toAllow)
    {
        IEnumerable<HtmlSection> refusals = plan.Refusals.IsEmpty ? []
            : [new HtmlSection(
                "refusals", "Refused", plan.Refusals.Length, Markup.Of($"{Markup.Join(plan.Refusals, Box)}{Allow(toAllow)}"))];
        return [.. ChangeWords.First(plan).Select(First), .. refusals];

        Markup Box(Refusal refusal) => Refused(refusal, toAllow is null ? refusal.Override : null);
    }

    private static Markup Allow(string? command)
        => Markup.If(command is not null, $"<p>To allow it: <code>{Shown.Sentence(command)}</code></p>");

    /// <summary>Who leaves, and the rest.</summary>
    public static IEnumerable<HtmlSection> Changes(Plan plan, Style style)
    {
        var (departures, rest) = (ChangeWords.Departures(plan), ChangeWords.Rest(plan));
        return
        [
            .. HtmlRows.Section("departures", "Removed or replaced", departures, Row, "removals"),
            .. HtmlRows.Section("changes", departures.IsEmpty ? "Changes" : "Other changes", rest, Row, "changes"),
        ];

        Markup Row(Change change) => PlanHtml.Row(change, style);
    }

    /// <summary>What does not change, and what to know.</summary>
    public static IEnumerable<HtmlSection> Remarks(Plan plan)
    {
        var warnings = ChangeWords.Warnings(plan).ToList();
        var notes = Markup.Join(warnings, warning => Markup.Of($"<li>{HtmlRows.Prose(warning.Message)}</li>"));
        IEnumerable<HtmlSection> known = warnings.Count == 0 ? []
            : [new HtmlSection("warnings", "Warnings", warnings.Count, Markup.Of($"<ul class=\"notes\">{notes}</ul>"))];
        return [.. HtmlRows.Section("kept", "Kept", [.. ChangeWords.Kept(plan)], Row, "kept agents"), .. known];
    }

    private static string Account(Plan plan) => plan.AppId is { } app ? $"Account {app}" : "The account";

    private static string How(Plan plan) => plan.Refreshed ? "" : ", compared with the recorded state only";

    private static HtmlSection First(PlanWarning first) => new(
        first.Code, $"First: {ChangeWords.Heading(first)}", null,
        HtmlRows.Alert("Know this before you read on", HtmlRows.Prose(first.Message), Markup.None));

    private static Markup Row((KeptAgent Agent, string Why) kept) => HtmlRows.Row(
        '.', Tone.Still, kept.Agent.Extension, kept.Agent.Name, ChangeWords.Of(kept.Agent.Reason),
        Markup.If(kept.Why != ChangeWords.Of(kept.Agent.Reason), $"<p class=\"quiet\">{HtmlRows.Prose(kept.Why)}</p>\n"));

    private static Markup Row(Change change, Style style)
    {
        var (sign, tone) = Marks.Of(change.Action);
        var fields = HtmlRows.Fields(ChangeWords.Listed(change), field => Field(change, field, style));
        return HtmlRows.Row(
            sign, change.ReplacesPerson ? Tone.Remove : tone, change.Extension, change.Name, ChangeWords.Of(change), fields);
    }

    private static Markup Field(Change change, FieldChange field, Style style) => field switch
    {
        FieldChange.Password { Changed: true } when change.Action != ChangeAction.Update => HtmlRows.Told(field.Field, "hidden"),
        FieldChange.Password password => HtmlRows.Told(field.Field, ChangeWords.Of(password)),
        _ when change.Action != ChangeAction.Update => HtmlRows.Pair(field.Field, null, style.Bare(field.Field, field.After)),
        _ => HtmlRows.Pair(field.Field, style.Bare(field.Field, field.Before), style.Bare(field.Field, field.After)),
    };

    private static Markup Refused(Refusal refusal, string? toAllow)
    {
        var agents = Ranges.Of(refusal.Extensions);
        var whom = Markup.If(agents.Length > 0, $"<p>Agents: <span class=\"extension\">{agents}</span></p>");
        return HtmlRows.Alert(
            Title(refusal.Rule), HtmlRows.Prose(refusal.Message),
            Markup.Of($"{whom}{Allow(toAllow)}"));
    }

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
