using System.Collections.Immutable;
using TeleCmi.Client.Agents;

namespace TeleCmi.Reports.Text;

/// <summary>What is wrong with a roster, and whether it is valid.</summary>
internal static class ValidationText
{
    // The file is not there, or is none.
    private static readonly ImmutableArray<string> Unread = ["ROS001", "ROS002", "ROS003", "ROS004"];

    /// <summary>The lines, ending with the verdict.</summary>
    public static string Render(Report.OfRoster roster, Style style)
        => string.Concat(roster.Diagnostics.Select(one => DiagnosticText.Render(one, style)))
        + $"{Shown.Of(roster.File)}: {Verdict(roster)}.\n";

    private static string Verdict(Report.OfRoster roster)
        => roster.IsValid ? $"{Wording.Count(roster.Agents, "agent")}, valid"
        : roster.Diagnostics.Any(one => Unread.Contains(one.Code)) ? "not checked" : "not valid";
}
