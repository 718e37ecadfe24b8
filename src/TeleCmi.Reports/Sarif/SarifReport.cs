using System.Text.Json;
using TeleCmi.Declarative;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Declarative.Planning;
using TeleCmi.Reports.Json;
using TeleCmi.Reports.Text;

namespace TeleCmi.Reports.Sarif;

/// <summary>
/// SARIF 2.1.0 for code scanning: what is wrong with the roster, or, for drift, exactly one result for each drifted agent. Problems without a
/// place are notifications of the run.
/// </summary>
public static class SarifReport
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>The document.</summary>
    public static string Render(Report report, Style style)
    {
        var results = Results(report, style with { Color = false }).ToList();
        var rules = results.Select(result => result.Rule).DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal).ToList();
        return JsonDocuments.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json, rules);
            WriteInvocation(json, report);
            json.WriteString("columnKind", "utf16CodeUnits");
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            json.Array("results", results, result =>
            {
                var key = $"{result.Rule.Id}\0{result.Identity}";
                seen[key] = seen.GetValueOrDefault(key) + 1;
                WriteResult(json, result, report.Folder, rules.FindIndex(rule => rule.Id == result.Rule.Id), seen[key]);
            });
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static IEnumerable<SarifResult> Results(Report report, Style style)
    {
        var roster = report.RosterFile ?? "agents.yaml";
        return report switch
        {
            Report.OfDrift { Drift: var drift } => drift.Agents.Where(agent => agent.Counts).Select(agent => Of(agent, drift.AppId, roster, style)),
            Report.OfPlan { Plan: var plan } => [.. First(plan, roster), .. Roster(report), .. plan.Refusals.Select(refusal => Of(refusal, roster))],
            Report.OfApply { Plan: var plan, Result: null } => [.. Roster(report), .. plan.Refusals.Select(refusal => Of(refusal, roster))],
            _ => Roster(report),
        };
    }

    private static IEnumerable<SarifResult> First(Plan plan, string roster) => ChangeWords.First(plan).Select(
        first => new SarifResult(SarifRule.OfFirst(first), "warning", Shown.Sentence(first.Message).ToString(), roster, 1, null, first.Message));

    private static IEnumerable<SarifResult> Roster(Report report)
        => report.Diagnostics.Where(one => one.File is not null).Select(one => new SarifResult(
            SarifRule.OfDiagnostic(one.Code), Words.Of(one.Severity), Sentence(one), one.File ?? "", Math.Max(1, one.Line ?? 1), Math.Max(1, one.Column ?? 1), one.Message));

    private static SarifResult Of(DriftedAgent agent, long appId, string roster, Style style) => new(
        SarifRule.Of(agent.Kind), "warning",
        $"{PlanText.Label(agent.Extension, agent.Name)}: {DriftText.Describe(agent)}{string.Concat(agent.Fields.Select(field => $"; {DriftText.Value(field, style)}"))}",
        agent.Source?.File ?? roster, Math.Max(1, agent.Source?.Line ?? 1), null, $"{appId}/{agent.Extension}");

    private static SarifResult Of(Refusal refusal, string roster) => new(
        SarifRule.Of(refusal.Rule), "error", $"{Shown.Sentence(refusal.Message)} To allow it: {Shown.Sentence(refusal.Override)}", roster, 1, null, Words.Of(refusal.Rule));

    private static string Sentence(Diagnostic diagnostic)
        => Shown.Sentence(diagnostic.Message) + (diagnostic.Hint is null ? "" : $" (hint: {Shown.Sentence(diagnostic.Hint)})");

    private static void WriteTool(Utf8JsonWriter json, IEnumerable<SarifRule> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "telecmi");
        json.WriteString("semanticVersion", typeof(SarifReport).Assembly.GetName().Version?.ToString(3) ?? "0.0.0");
        json.Array("rules", rules, rule =>
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            WriteMessage(json, "shortDescription", rule.Title);
            WriteMessage(json, "fullDescription", rule.Help);
            WriteMessage(json, "help", rule.Help);
            json.WriteEndObject();
        });
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // What has no place in the roster can be no result: code scanning would refuse the whole document.
    private static void WriteInvocation(Utf8JsonWriter json, Report report)
    {
        var successful = report is not Report.OfFailure and not Report.OfApply { Result.IsComplete: false };
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", successful);
        json.Array("toolExecutionNotifications", report is Report.OfDrift ? [] : report.Diagnostics.Where(one => one.File is null), one =>
        {
            json.WriteStartObject();
            WriteMessage(json, "message", Sentence(one));
            json.WriteString("level", Words.Of(one.Severity));
            json.WriteStartObject("descriptor");
            json.WriteString("id", one.Code);
            json.WriteEndObject();
            json.WriteEndObject();
        });
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, SarifResult result, string? folder, int rule, int occurrence)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", result.Rule.Id);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", result.Level);
        WriteMessage(json, "message", result.Message);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", RosterPath.Uri(result.File, folder));
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

        // The name under which code hosts look for the identity of an alert: without it, all results at one line would be one.
        json.WriteStartObject("partialFingerprints");
        json.WriteString("primaryLocationLineHash", result.Fingerprint(occurrence));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", Escape(text));
        json.WriteEndObject();
    }

    // Brackets would be links, braces placeholders.
    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal)
        .Replace("]", "\\]", StringComparison.Ordinal)
        .Replace("{", "{{", StringComparison.Ordinal)
        .Replace("}", "}}", StringComparison.Ordinal);
}
