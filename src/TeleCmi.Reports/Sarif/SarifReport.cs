using System.Text.Json;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Formats;
using TeleCmi.Reports.Findings;

namespace TeleCmi.Reports.Sarif;

/// <summary>
/// SARIF 2.1.0 for code scanning: what is wrong with the roster, or, for drift, exactly one result for each drifted agent. Problems without
/// a place are notifications of the run.
/// </summary>
internal static class SarifReport
{
    // Readers of SARIF want an address. The one of the service is the only public one that there is.
    private const string InformationUri = "https://doc.telecmi.com/";
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>The document.</summary>
    public static string Render(Report report, Style style)
    {
        // A diagnostic without a place can be no result: code scanning would refuse the whole document.
        var findings = FindingList.Of(report, style with { Color = false })
            .Where(one => !IsDiagnostic(one, report) || RosterPath.Relative(one.File, report) is not null).ToList();
        var results = findings.Take(FindingList.Most).ToList();
        var rules = results.Select(result => result.Rule)
            .DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal).ToList();
        var leftOut = findings.Count - results.Count;
        return JsonDocuments.Write(json => json.Members(() =>
        {
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.Objects("runs", [report], _ =>
            {
                json.Members("tool", () => json.Members("driver", () => WriteTool(json, rules, report)));
                json.Members("automationDetails", () => json.WriteString("id", Identity(report)));
                json.Objects("invocations", [report], _ => WriteInvocation(json, report, leftOut));
                WriteStamp(json, report);
                json.WriteString("columnKind", "utf16CodeUnits");
                json.Objects("results", Finding.Marked(results), one =>
                    WriteResult(json, one.Finding, report, rules.FindIndex(rule => rule.Id == one.Finding.Rule.Id), one.Fingerprint));
            });
        }));
    }

    private static bool IsDiagnostic(Finding finding, Report report) => report is not Report.OfDrift && finding.Column is not null;

    private static void WriteTool(Utf8JsonWriter json, IEnumerable<FindingRule> rules, Report report)
    {
        json.WriteString("name", "telecmi");
        json.WriteString("informationUri", InformationUri);
        json.WriteString("semanticVersion", report.Stamp?.Version ?? "0.0.0");
        json.Objects("rules", rules, rule =>
        {
            json.WriteString("id", rule.Id);
            WriteMessage(json, "shortDescription", SarifText.OfOurs(rule.Title));
            WriteMessage(json, "fullDescription", SarifText.OfOurs(rule.Help));
            WriteMessage(json, "help", SarifText.OfOurs(rule.Help));
        });
    }

    private static void WriteStamp(Utf8JsonWriter json, Report report)
    {
        if (report.Stamp is not null)
        {
            json.Members("properties", () =>
            {
                foreach (var (word, value) in Stamp.Facts(report))
                {
                    json.WriteString(word, value);
                }
            });
        }
    }

    // Runs of one command on one roster follow each other; of others they stand side by side. What is behind the last slash would tell
    // single runs.
    private static string Identity(Report report)
        => $"telecmi/{report.Command}/{RosterPath.Named(report.RosterFile ?? FindingList.DefaultRoster, report)}/";

    private static void WriteInvocation(Utf8JsonWriter json, Report report, int leftOut)
    {
        json.WriteBoolean("executionSuccessful", report is not Report.OfFailure and not Report.OfApply { Result.IsComplete: false });
        if (report.Stamp is { } stamp)
        {
            json.WriteString("endTimeUtc", stamp.Second);
        }

        var notices = (report is Report.OfDrift ? [] : report.Diagnostics.Where(one => RosterPath.Relative(one.File, report) is null))
            .Select(one => (Text: SarifText.OfOurs(FindingList.Sentence(one)), one.Severity, one.Code));
        if (leftOut > 0)
        {
            notices = notices.Append(($"{leftOut} more results, left out to keep this report short.", Severity.Warning, "left_out"));
        }

        json.Objects("toolExecutionNotifications", notices, one =>
        {
            WriteMessage(json, "message", one.Text);
            json.WriteString("level", Words.Of(one.Severity));
            json.Members("descriptor", () => json.WriteString("id", one.Code));
        });
    }

    private static void WriteResult(Utf8JsonWriter json, Finding result, Report report, int rule, string fingerprint)
    {
        json.WriteString("ruleId", result.Rule.Id);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", result.Level);
        var text = IsDiagnostic(result, report) ? SarifText.OfOurs(result.Message) : SarifText.OfForeign(result.Message);
        WriteMessage(json, "message", text);
        if (RosterPath.Relative(result.File, report) is { } place)
        {
            json.Objects("locations", [place], _ => json.Members("physicalLocation", () => WriteLocation(json, result, place)));
        }

        // The name under which code hosts look for the identity of an alert: without it, all results at one line would be one.
        json.Members("partialFingerprints", () => json.WriteString("primaryLocationLineHash", fingerprint));
    }

    private static void WriteLocation(Utf8JsonWriter json, Finding result, string place)
    {
        json.Members("artifactLocation", () => json.WriteString("uri", RosterPath.Uri(place)));
        json.Members("region", () =>
        {
            json.WriteNumber("startLine", result.Line);
            if (result.Column is { } column)
            {
                json.WriteNumber("startColumn", column);
            }
        });
    }

    private static void WriteMessage(Utf8JsonWriter json, string name, string text)
        => json.Members(name, () => json.WriteString("text", text));
}
