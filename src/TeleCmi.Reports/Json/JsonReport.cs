using TeleCmi.Declarative.Formats;
namespace TeleCmi.Reports.Json;

/// <summary>One JSON document for every report: exact values, stable names.</summary>
internal static class JsonReport
{
    /// <summary>The document.</summary>
    public static string Render(Report report) => report switch
    {
        Report.OfPlan { Plan: var plan } => PlanDocument.Render(plan),
        Report.OfApply { Plan: var plan, Result: var result } => ApplyJson.Render(plan, result),
        Report.OfDrift { Drift: var drift } => DriftJson.Render(drift),
        Report.OfRoster roster => DiagnosticsJson.RenderValidation(roster.IsValid, roster.Agents, roster.Diagnostics),
        Report.OfCoverage { Hours: var hours } => CoverageJson.Render(hours),
        Report.OfAgents { Agents: var agents } => AgentsJson.Render(agents),
        Report.OfFailure failure => DiagnosticsJson.RenderErrors(failure.Diagnostics),
        _ => throw new ArgumentOutOfRangeException(nameof(report)),
    };
}
