using System.Text;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;

namespace TeleCmi.Reports.Text;

/// <summary>A plan as a person reads it. No line starts with foreign text.</summary>
public static class PlanText
{
    private const int WidestLabel = 28;

    /// <summary>The lines, ending with the summary or <c>No changes.</c></summary>
    public static string Render(Plan plan, Style style)
    {
        var text = new StringBuilder();
        text.AppendLine(Header(plan));
        foreach (var first in ChangeWords.First(plan))
        {
            text.AppendLine(style.Bold(Shown.Sentence(first.Message).ToString()));
        }

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
            text.AppendLine(style.Dim($"  . {Label(kept.Extension, kept.Name).PadRight(width)}  kept: {ChangeWords.Of(kept.Reason)}"));
        }

        text.AppendLine(!plan.Compared ? style.Bold("NOT COMPARED.") : plan.IsEmpty ? "No changes." : Summary(plan.Summary, style));
        return text.ToString();
    }

    private static string Header(Plan plan) => (plan.AppId, plan.Base) switch
    {
        (_, { } revision) => $"TeleCMI roster {(plan.Compared ? "compared" : "NOT COMPARED")} with revision {Shown.Of(revision)}",
        ({ } app, _) => $"TeleCMI account {app} at {Host(plan.Service)}{(plan.Refreshed ? "" : " (compared with the state only)")}",
        _ => $"TeleCMI account at {Host(plan.Service)} (compared with the state only)",
    };

    /// <summary>The service as a person writes it: without the port of HTTPS.</summary>
    internal static string Host(string service) => Shown.Of(service.EndsWith(":443", StringComparison.Ordinal) ? service[..^4] : service).ToString();

    /// <summary>Extension and name.</summary>
    internal static string Label(int extension, string? name) => name is null ? $"{extension}" : $"{extension} {Shown.Quoted(name)}";

    private static (string Mark, string Words) Describe(Change change, Style style)
    {
        Func<string, string> paint = change.Action switch
        {
            ChangeAction.Add or ChangeAction.Recreate => style.Green,
            ChangeAction.Adopt or ChangeAction.Forget => style.Dim,
            ChangeAction.Remove => style.Red,
            _ => style.Yellow,
        };
        var fields = change.Action == ChangeAction.Update ? $"     {string.Join("   ", change.Fields.Select(field => Field(field, style)))}" : "";
        return (paint($"{ChangeWords.Sign(change)}"), paint(ChangeWords.Of(change)) + fields);
    }

    /// <summary>What becomes of one field.</summary>
    internal static string Field(FieldChange field, Style style) => field switch
    {
        FieldChange.Password password => $"password: {ChangeWords.Of(password)}",
        _ => $"{field.Field}: {style.Value(field.Field, field.Before)} -> {style.Value(field.Field, field.After)}",
    };

    private static string Summary(PlanSummary s, Style style) => style.Bold("Plan:")
        + $" {s.Add} to add, {s.Adopt} to adopt, {s.Update} to update, {s.Recreate} to recreate, {s.Remove} to remove, {s.Forget} to forget;"
        + $" {s.None} unchanged, {s.Kept} kept.";
}
