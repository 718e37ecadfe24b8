using System.Collections.Immutable;
using System.Text;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;

namespace TeleCmi.Reports.Text;

/// <summary>A plan as a person reads it. No line starts with foreign text.</summary>
public static class PlanText
{
    private const string HttpsPort = ":443";

    /// <summary>The lines, ending with the summary or <c>No changes.</c></summary>
    public static string Render(Plan plan, Style style)
    {
        var text = new StringBuilder($"{Header(plan)}\n");
        foreach (var first in ChangeWords.First(plan))
        {
            text.Append(style.Bold(Shown.Sentence(first.Message).ToString())).Append('\n');
        }

        foreach (var line in Changes(plan, style).Append(DutyText.Of(plan.Coverage)).OfType<string>())
        {
            text.Append(line).Append('\n');
        }

        return text.Append(!plan.Compared ? style.Bold("NOT COMPARED.") : plan.IsEmpty ? "No changes." : Summary(plan.Summary, style))
            .Append('\n').ToString();
    }

    /// <summary>A line for each change, and for each agent that is kept.</summary>
    public static IEnumerable<string> Changes(Plan plan, Style style) => Columns.Of(
    [
        .. plan.Changes.Select(change => Row(change, style)),
        .. plan.Kept.Select(kept => ImmutableArray.Create(
            style.Dim($". {Label(kept.Extension, kept.Name)}"), style.Dim($"kept: {ChangeWords.Of(kept.Reason)}"))),
    ]);

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

    /// <summary>Mark, extension and name.</summary>
    internal static string Label((char Sign, Tone Tone) mark, int extension, string? name, Style style)
        => $"{style.Painted(mark.Tone, $"{mark.Sign}")} {Label(extension, name)}";

    private static ImmutableArray<string> Row(Change change, Style style)
    {
        var label = Label(Marks.Of(change.Action), change.Extension, change.Name, style);
        return change.Action switch
        {
            ChangeAction.Add => [label, "add", string.Join(", ", AgentFacts.Of(change, style))],
            ChangeAction.Recreate => [label, "recreate", ChangeWords.DeletedOutside],
            ChangeAction.Remove => [label, "remove", change.Before is { } user ? string.Join(", ", AgentFacts.Of(user.Values, style)) : ""],
            ChangeAction.Update => [label, "update", Fields(change, style)],
            _ => [label, ChangeWords.Of(change)],
        };
    }

    private static string Fields(Change change, Style style)
        => string.Join(", ", ChangeWords.Listed(change).Select(field => Field(field, style)))
            + (ChangeWords.Why(change) is { } why ? $" ({why})" : "");

    /// <summary>What becomes of one field.</summary>
    internal static string Field(FieldChange field, Style style) => field switch
    {
        FieldChange.Password password => $"password: {ChangeWords.Of(password)}",
        _ => $"{field.Field}: {style.Value(field.Field, field.Before)} -> {style.Value(field.Field, field.After)}",
    };

    /// <summary>The counts alone.</summary>
    public static string Summary(Plan plan) => Summary(plan.Summary, default);

    private static string Summary(PlanSummary summary, Style style)
    {
        var others = string.Join(", ", ChangeWords.Others(summary with { Unmanaged = 0 }).Where(one => one.Count > 0)
            .Select(one => $"{one.Count} {one.Word}"));
        return $"{style.Bold("Plan:")} {ChangeWords.Counts(summary)}{(others.Length == 0 ? "" : $"; {others}")}.";
    }
}
