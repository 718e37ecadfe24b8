using System.Collections.Immutable;
using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Reports.Text;

/// <summary>Recorded agents, a line each.</summary>
public static class AgentsText
{
    /// <summary>The lines, ending with their count.</summary>
    public static string Render(ImmutableArray<RecordedAgent> agents, Style style)
    {
        var text = new StringBuilder();
        foreach (var line in Columns.Of([.. agents.Select(agent => Row(agent, style))]))
        {
            text.Append(line).Append('\n');
        }

        return text.Append($"{Wording.Count(agents.Length, "agent")}.\n").ToString();
    }

    private static ImmutableArray<string> Row(RecordedAgent agent, Style style)
    {
        var facts = AgentFacts.Of(agent.Values, style).ToList();
        var marks = new[] { agent.Protected ? "protected" : null, agent.Unlisted ? "unlisted" : null }.OfType<string>();
        return [PlanText.Label(agent.Extension, agent.Name), string.Join(", ", facts.Concat(marks))];
    }
}
