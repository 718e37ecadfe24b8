using System.Text;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;

namespace TeleCmi.Reports.Text;

/// <summary>A plan as a person reads it. No line starts with foreign text.</summary>
public static class PlanText
{
    private const int WidestLabel = 28;
    private const string HttpsPort = ":443";

    /// <summary>The lines, ending with the summary or <c>No changes.</c></summary>
    public static string Render(Plan plan, Style style)
    {
        var text = new StringBuilder($"{Header(plan)}\n");
        foreach (var first in ChangeWords.First(plan))
        {
            text.Append(style.Bold(Shown.Sentence(first.Message).ToString())).Append('\n');
        }

        var labels = plan.Changes.Select(change => Label(change.Extension, change.Name))
            .Concat(plan.Kept.Select(kept => Label(kept.Extension, kept.Name)));
        var width = Math.Min(WidestLabel, labels.Select(label => label.Length).Append(0).Max());
        foreach (var change in plan.Changes)
        {
            var (mark, words) = Describe(change, style);
            text.Append($"  {mark} {Label(change.Extension, change.Name).PadRight(width)}  {words}".TrimEnd()).Append('\n');
        }

        foreach (var kept in plan.Kept)
        {
            var label = Label(kept.Extension, kept.Name).PadRight(width);
            text.Append(style.Dim($"  . {label}  kept: {ChangeWords.Of(kept.Reason)}")).Append('\n');
        }

        return text.Append(!plan.Compared ? style.Bold("NOT COMPARED.") : plan.IsEmpty ? "No changes." : Summary(plan.Summary, style))
            .Append('\n').ToString();
    }

    private static string Header(Plan plan) => (plan.AppId, plan.Base) switch
    {
        (_, { } revision) => $"TeleCMI roster {(plan.Compared ? "compared" : "NOT COMPARED")} with revision {Shown.Of(revision)}",
        ({ } app, _) => $"TeleCMI account {app} at {Host(plan.Service)}{(plan.Refreshed ? "" : " (compared with the state only)")}",
        _ => $"TeleCMI account at {Host(plan.Service)} (compared with the state only)",
    };

    /// <summary>The service as a person writes it: without the port of HTTPS.</summary>
    internal static string Host(string service)
        => Shown.Of(service.EndsWith(HttpsPort, StringComparison.Ordinal) ? service[..^HttpsPort.Length] : service).ToString();

    /// <summary>Extension and name.</summary>
    internal static string Label(int extension, string? name) => name is null ? $"{extension}" : $"{extension} {Shown.Quoted(name)}";

    private static (string Mark, string Words) Describe(Change change, Style style)
    {
        var (sign, tone) = Marks.Of(change.Action);
        var fields = string.Join("   ", change.Fields.Select(field => Field(field, style)));
        return (style.Painted(tone, $"{sign}"),
            style.Painted(tone, ChangeWords.Of(change)) + (change.Action == ChangeAction.Update ? $"     {fields}" : ""));
    }

    /// <summary>What becomes of one field.</summary>
    internal static string Field(FieldChange field, Style style) => field switch
    {
        FieldChange.Password password => $"password: {ChangeWords.Of(password)}",
        _ => $"{field.Field}: {style.Value(field.Field, field.Before)} -> {style.Value(field.Field, field.After)}",
    };

    /// <summary>The counts alone.</summary>
    public static string Summary(Plan plan) => Summary(plan.Summary, default);

    private static string Summary(PlanSummary summary, Style style)
        => $"{style.Bold("Plan:")} {ChangeWords.Told(summary.Actions)}; {summary.None} unchanged, {summary.Kept} kept.";
}
