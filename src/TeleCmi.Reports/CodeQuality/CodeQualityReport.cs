using TeleCmi.Declarative.Formats;
using TeleCmi.Reports.Findings;

namespace TeleCmi.Reports.CodeQuality;

/// <summary>
/// GitLab's Code Quality: one entry for each finding, told apart by its fingerprint. An entry must have a place; a problem of the run that
/// has none stands at the first line of the roster, so that a run that failed is not taken for one that found nothing.
/// </summary>
internal static class CodeQualityReport
{
    /// <summary>The document: a list.</summary>
    public static string Render(Report report, Style style)
    {
        var findings = Finding.Marked(FindingList.Of(report, style with { Color = false }))
            .Select(one => (one.Finding, one.Fingerprint, Place: Place(one.Finding, report))).Where(one => one.Place is not null).ToList();
        var leftOut = findings.Count - FindingList.Most;
        return JsonDocuments.Write(json =>
        {
            json.WriteStartArray();
            foreach (var (finding, fingerprint, place) in findings.Take(FindingList.Most))
            {
                Write(finding, finding.Message, place!, fingerprint);
            }

            if (leftOut > 0)
            {
                Write(findings[^1].Finding, $"{leftOut} more findings, left out to keep this report short", findings[^1].Place!, "more");
            }

            json.WriteEndArray();

            void Write(Finding finding, string description, string place, string identity) => json.Members(() =>
            {
                json.WriteString("description", description);
                json.WriteString("check_name", finding.Rule.Id);
                json.WriteString("fingerprint", Finding.Hash($"{report.Command}\0{place}\0{identity}"));
                json.WriteString("severity", finding.Level == "error" ? "major" : "minor");
                json.Members("location", () =>
                {
                    json.WriteString("path", place);
                    json.Members("lines", () => json.WriteNumber("begin", finding.Line));
                });
            });
        });
    }

    private static string? Place(Finding finding, Report report)
        => RosterPath.Relative(finding.File ?? report.RosterFile ?? FindingList.DefaultRoster, report);
}
