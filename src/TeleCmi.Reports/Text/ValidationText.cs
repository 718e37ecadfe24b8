using TeleCmi.Client.Agents;

namespace TeleCmi.Reports.Text;

/// <summary>What is wrong with a roster, and whether it is valid.</summary>
internal static class ValidationText
{
    /// <summary>The lines, ending with the verdict.</summary>
    public static string Render(Report.OfRoster roster, Style style)
        => string.Concat(roster.Diagnostics.Select(one => DiagnosticText.Render(one, style)))
        + $"{Shown.Of(roster.File)}: {(roster.IsValid ? $"{Wording.Count(roster.Agents, "agent")}, valid" : "not valid")}.\n";
}
