namespace TeleCmi.Reports.Text;

/// <summary>Lines for a person at a terminal, for every report.</summary>
internal static class TextReport
{
    /// <summary>The lines: of a failure diagnostics alone, and of an apply only what became of the plan shown before.</summary>
    public static string Render(Report report, Style style) => report switch
    {
        { NotCarriedOut: { } plan } => PlanText.Render(plan, style),
        Report.OfApply { Plan.IsEmpty: true } => "",
        Report.OfApply { Result: { } result, Again: var again } => ApplyText.Render(result, again, style),
        Report.OfDrift drift => DriftText.Render(drift, style),
        Report.OfRoster roster => ValidationText.Render(roster, style),
        Report.OfCoverage { Hours: var hours, Floor: var floor } => CoverageText.Render(hours, floor, style),
        Report.OfAgents { Agents: var agents } => AgentsText.Render(agents, style),
        Report.OfFailure failure => string.Concat(failure.Diagnostics.Select(one => DiagnosticText.Render(one, style))),
        _ => throw new ArgumentOutOfRangeException(nameof(report)),
    };
}
