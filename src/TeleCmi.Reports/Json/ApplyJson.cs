using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;

namespace TeleCmi.Reports.Json;

/// <summary><c>telecmi-apply/1</c>: the plan and what became of each change; no outcomes where it was refused or empty.</summary>
internal static class ApplyJson
{
    /// <summary>The document.</summary>
    public static string Render(Plan plan, ApplyResult? result) => JsonDocuments.Write("telecmi-apply/1", json =>
    {
        json.WritePropertyName("plan");
        PlanDocument.Write(json, plan, saved: false);
        json.WriteStartObject("summary");
        foreach (var kind in Enum.GetValues<OutcomeKind>())
        {
            json.WriteNumber(Words.Of(kind), result?.Count(kind) ?? 0);
        }

        json.WriteEndObject();
        json.Objects("outcomes", result?.Outcomes ?? [], outcome =>
        {
            json.WriteNumber("extension", outcome.Extension);
            json.WriteString("action", Words.Of(outcome.Action));
            json.WriteString("outcome", Words.Of(outcome.Kind));
            json.WriteString("message", outcome.Message);
        });
    });
}
