using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;

namespace TeleCmi.Reports.Text;

/// <summary>Diagnostics, warnings and refusals as lines that editors and people find their way by.</summary>
public static class DiagnosticText
{
    /// <summary><c>agents.yaml:12:5: error ROS012: message</c>, the hint on a line of its own.</summary>
    public static string Render(Diagnostic diagnostic, Style style)
    {
        var place = diagnostic.File is null ? "" : $"{Shown.Of(diagnostic.File)}:{diagnostic.Line ?? 1}:{diagnostic.Column ?? 1}: ";
        var severity = diagnostic.IsError ? style.Red("error") : style.Yellow("warning");
        var text = new StringBuilder($"{place}{severity} {diagnostic.Code}: {Shown.Sentence(diagnostic.Message)}\n");
        if (diagnostic.Hint is { } hint)
        {
            text.Append($"  {style.Dim("hint:")} {Shown.Sentence(hint)}\n");
        }

        return text.ToString();
    }

    /// <summary>A warning of a plan.</summary>
    public static string Render(PlanWarning warning, Style style)
        => $"{style.Yellow("warning")} {warning.Code}: {Shown.Sentence(warning.Message)}\n";

    /// <summary>A safety rule that forbids the plan, whom it is about, and how to allow it.</summary>
    public static string Render(Refusal refusal, Style style)
        => $"{style.Red("refused")} {Words.Of(refusal.Rule)}: {Shown.Sentence(refusal.Message)}\n"
        + (refusal.Extensions.IsEmpty || refusal.Rule == SafetyRule.NoPassword ? "" : $"  agents: {Ranges.Of(refusal.Extensions)}\n")
        + $"  to allow it: {Shown.Sentence(refusal.Override)}\n";
}
