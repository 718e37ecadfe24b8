using System.Text;
using TeleCmi.Declarative.Planning;

namespace TeleCmi.Reports.Text;

/// <summary>A plan as a person reads it. No line starts with foreign text.</summary>
public static class PlanText
{
    private const int WidestLabel = 28;

    /// <summary>The lines, ending with the summary or <c>No changes.</c></summary>
    public static string Render(Plan plan, Style style)
    {
        var text = new StringBuilder();
        if (plan.Warnings.FirstOrDefault(warning => warning.Code == PlanWarning.PolicyChanged) is { } policy)
        {
            text.AppendLine(style.Bold(Shown.Sentence(policy.Message).ToString()));
        }

        text.AppendLine(Header(plan));
        var width = plan.Changes.Select(change => Label(change.Extension, change.Name).Length)
            .Concat(plan.Kept.Select(kept => Label(kept.Extension, kept.Name).Length)).Append(0).Max();
        width = Math.Min(width, WidestLabel);
        foreach (var change in plan.Changes)
        {
            var (mark, words) = Describe(change, style);
            text.AppendLine($"  {mark} {Label(change.Extension, change.Name).PadRight(width)}  {words}".TrimEnd());
        }

        foreach (var kept in plan.Kept)
        {
            text.AppendLine(style.Dim($"  . {Label(kept.Extension, kept.Name).PadRight(width)}  kept: {Why(kept.Reason)}"));
        }

        text.AppendLine(plan.IsEmpty ? "No changes." : Summary(plan.Summary, style));
        return text.ToString();
    }

    private static string Header(Plan plan) => (plan.AppId, plan.Base) switch
    {
        (_, { } revision) => $"TeleCMI roster compared with revision {Shown.Of(revision)}",
        ({ } app, _) => $"TeleCMI account {app} at {Host(plan.Service)}{(plan.Refreshed ? "" : " (compared with the state only)")}",
        _ => $"TeleCMI account at {Host(plan.Service)} (compared with the state only)",
    };

    /// <summary>The service as a person writes it: without the port of HTTPS.</summary>
    internal static string Host(string service) => Shown.Of(service.EndsWith(":443", StringComparison.Ordinal) ? service[..^4] : service).ToString();

    /// <summary>Extension and name.</summary>
    internal static string Label(int extension, string? name) => name is null ? $"{extension}" : $"{extension} \"{Shown.Of(name)}\"";

    private static (string Mark, string Words) Describe(Change change, Style style) => change.Action switch
    {
        ChangeAction.Add => (style.Green("+"), style.Green("add")),
        ChangeAction.Recreate => (style.Green("+"), style.Green("was deleted behind our back; will be added again")),
        ChangeAction.Adopt => (style.Dim("="), style.Dim("already exists and matches; will be recorded, no call")),
        ChangeAction.Forget => (style.Dim("x"), style.Dim("gone and no longer wanted; its record will be dropped, no call")),
        ChangeAction.Remove => (style.Red("-"), style.Red("remove")),
        _ => (style.Yellow("~"), $"{style.Yellow(UpdateWords(change))}     {string.Join("   ", change.Fields.Select(field => Field(field, style)))}"),
    };

    private static string UpdateWords(Change change) => change switch
    {
        { ReplacesPerson: true } => "update (puts another person on this extension)",
        { Adopts: true } => "update (exists already, not recorded yet)",
        { Reason: ChangeReason.Drift } => "update (was changed behind our back)",
        _ => "update",
    };

    private static string Field(FieldChange field, Style style) => field switch
    {
        FieldChange.Password { Changed: true } => "password: will change (hidden)",
        FieldChange.Password => "password: will be sent (hidden, could not be compared)",
        _ => $"{field.Field}: {style.Value(field.Field, field.Before)} -> {style.Value(field.Field, field.After)}",
    };

    private static string Why(KeptReason reason) => reason switch
    {
        KeptReason.Protected => "no entry names it, but it is protected",
        KeptReason.OtherPerson => "no entry names it, and it holds another person than recorded",
        _ => "no entry names it; --prune removes it",
    };

    private static string Summary(PlanSummary s, Style style) => style.Bold("Plan:")
        + $" {s.Add} to add, {s.Adopt} to adopt, {s.Update} to update, {s.Recreate} to recreate, {s.Remove} to remove, {s.Forget} to forget;"
        + $" {s.None} unchanged, {s.Kept} kept.";
}
