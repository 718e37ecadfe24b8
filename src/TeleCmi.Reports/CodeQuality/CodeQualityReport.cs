using System.Text.Json;
using TeleCmi.Declarative.Formats;
using TeleCmi.Reports.Findings;
using TeleCmi.Reports.Json;

namespace TeleCmi.Reports.CodeQuality;

/// <summary>
/// GitLab's Code Quality: one entry for each finding, told apart by its fingerprint. An entry must have a place; a problem of the run that has
/// none stands at the first line of the roster, so that a run that failed is not taken for one that found nothing.
/// </summary>
internal static class CodeQualityReport
{
    /// <summary>The document: a list.</summary>
    public static string Render(Report report, Style style)
    {
        var findings = Finding.Marked(FindingList.Of(report, style with { Color = false })).Select(one => (one.Finding, one.Fingerprint, Place: Place(one.Finding, report)))
            .Where(one => one.Place is not null).ToList();
        return JsonDocuments.Write(json =>
        {
            json.WriteStartArray();
            foreach (var (finding, fingerprint, place) in findings.Take(FindingList.Most))
            {
                Write(json, finding, finding.Message, Finding.Hash($"{report.Command}\0{place}\0{fingerprint}"), place!);
            }

            if (findings.Count > FindingList.Most)
            {
                var (last, _, place) = findings[^1];
                Write(json, last, $"{findings.Count - FindingList.Most} more findings, left out to keep this report short", Finding.Hash($"{report.Command}\0{place}\0more"), place!);
            }

            json.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter json, Finding finding, string description, string fingerprint, string place)
    {
        json.WriteStartObject();
        json.WriteString("description", description);
        json.WriteString("check_name", finding.Rule.Id);
        json.WriteString("fingerprint", fingerprint);
        json.WriteString("severity", finding.Level == "error" ? "major" : "minor");
        json.WriteStartObject("location");
        json.WriteString("path", place);
        json.WriteStartObject("lines");
        json.WriteNumber("begin", finding.Line);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string? Place(Finding finding, Report report) => RosterPath.Relative(finding.File ?? report.RosterFile ?? "agents.yaml", report);
}
