using TeleCmi.Reports.CodeQuality;
using TeleCmi.Reports.Github;
using TeleCmi.Reports.Html;
using TeleCmi.Reports.Json;
using TeleCmi.Reports.Junit;
using TeleCmi.Reports.Markdown;
using TeleCmi.Reports.Sarif;
using TeleCmi.Reports.Text;

namespace TeleCmi.Reports;

/// <summary>From a report to a document of the format that was asked for.</summary>
public static class Renderer
{
    /// <summary>The whole document.</summary>
    public static string Render(Report report, ReportFormat format, Style style) => format switch
    {
        ReportFormat.Text when report is Report.OfFleet fleet
            => string.Concat(fleet.Accounts.Select(one => TextReport.Render(one.Result, style))),
        ReportFormat.Json when report is Report.OfFleet fleet => FleetJson.Render(fleet),
        _ when report is Report.OfFleet fleet => Render(fleet.AsOne, format, style),
        ReportFormat.Text => TextReport.Render(report, style),
        ReportFormat.Json => JsonReport.Render(report),
        ReportFormat.Markdown => MarkdownReport.Render(report, style),
        ReportFormat.Junit => JunitReport.Render(report, style),
        ReportFormat.Sarif => SarifReport.Render(report, style),
        ReportFormat.Github => GithubReport.Render(report),
        ReportFormat.Codequality => CodeQualityReport.Render(report, style),
        ReportFormat.Html => HtmlReport.Render(report, style),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
