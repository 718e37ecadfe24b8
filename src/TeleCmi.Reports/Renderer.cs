using TeleCmi.Reports.Json;
using TeleCmi.Reports.Text;

namespace TeleCmi.Reports;

/// <summary>From a report to a document of the format that was asked for.</summary>
public static class Renderer
{
    /// <summary>The whole document.</summary>
    public static string Render(Report report, ReportFormat format, Style style) => format switch
    {
        ReportFormat.Text => TextReport.Render(report, style),
        ReportFormat.Json => JsonReport.Render(report),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
