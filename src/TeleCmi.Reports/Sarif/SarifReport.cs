using System.Text.Json;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Formats;
using TeleCmi.Reports.Findings;
using TeleCmi.Reports.Json;

namespace TeleCmi.Reports.Sarif;

/// <summary>
/// SARIF 2.1.0 for code scanning: what is wrong with the roster, or, for drift, exactly one result for each drifted agent. Problems without a
/// place are notifications of the run.
/// </summary>
internal static class SarifReport
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>The document.</summary>
    public static string Render(Report report, Style style)
    {
        // A diagnostic without a place can be no result: code scanning would refuse the whole document.
        var findings = FindingList.Of(report, style with { Color = false })
            .Where(one => !IsDiagnostic(one, report) || RosterPath.Relative(one.File, report) is not null).ToList();
        var results = findings.Take(FindingList.Most).ToList();
        var rules = results.Select(result => result.Rule).DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal).ToList();
        return JsonDocuments.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json, rules);
            WriteIdentity(json, report);
            WriteInvocation(json, report, findings.Count - results.Count);
            json.WriteString("columnKind", "utf16CodeUnits");
            json.Array("results", Finding.Marked(results), one =>
                WriteResult(json, one.Finding, report, rules.FindIndex(rule => rule.Id == one.Finding.Rule.Id), one.Fingerprint));
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static bool IsDiagnostic(Finding finding, Report report) => report is not Report.OfDrift && finding.Column is not null;

    private static void WriteTool(Utf8JsonWriter json, IEnumerable<FindingRule> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "telecmi");
        json.WriteString("semanticVersion", typeof(SarifReport).Assembly.GetName().Version?.ToString(3) ?? "0.0.0");
        json.Array("rules", rules, rule =>
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            WriteMessage(json, "shortDescription", SarifText.OfOurs(rule.Title));
            WriteMessage(json, "fullDescription", SarifText.OfOurs(rule.Help));
            WriteMessage(json, "help", SarifText.OfOurs(rule.Help));
            json.WriteEndObject();
        });
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // Runs of one command on one roster follow each other; of others they stand side by side. What is behind the last slash would tell single runs.
    private static void WriteIdentity(Utf8JsonWriter json, Report report)
    {
        json.WriteStartObject("automationDetails");
        json.WriteString("id", $"telecmi/{report.Command}/{RosterPath.Named(report.RosterFile ?? "agents.yaml", report)}/");
        json.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter json, Report report, int leftOut)
    {
        var successful = report is not Report.OfFailure and not Report.OfApply { Result.IsComplete: false };
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", successful);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var one in report is Report.OfDrift ? [] : report.Diagnostics.Where(one => RosterPath.Relative(one.File, report) is null))
        {
            WriteNotification(json, SarifText.OfOurs(FindingList.Sentence(one)), Words.Of(one.Severity), one.Code);
        }

        if (leftOut > 0)
        {
            WriteNotification(json, $"{leftOut} more results, left out to keep this report short.", Words.Of(Severity.Warning), "left_out");
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteNotification(Utf8JsonWriter json, string message, string level, string code)
    {
        json.WriteStartObject();
        WriteMessage(json, "message", message);
        json.WriteString("level", level);
        json.WriteStartObject("descriptor");
        json.WriteString("id", code);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Finding result, Report report, int rule, string fingerprint)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", result.Rule.Id);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", result.Level);
        WriteMessage(json, "message", IsDiagnostic(result, report) ? SarifText.OfOurs(result.Message) : SarifText.OfForeign(result.Message));
        if (RosterPath.Relative(result.File, report) is { } place)
        {
            WriteLocation(json, result, place);
        }

        // The name under which code hosts look for the identity of an alert: without it, all results at one line would be one.
        json.WriteStartObject("partialFingerprints");
        json.WriteString("primaryLocationLineHash", fingerprint);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, Finding result, string place)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", RosterPath.Uri(place));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", result.Line);
        if (result.Column is { } column)
        {
            json.WriteNumber("startColumn", column);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteMessage(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
