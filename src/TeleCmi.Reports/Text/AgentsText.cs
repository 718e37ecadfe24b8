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
        foreach (var agent in agents)
        {
            text.Append($"  {agent.Extension} {Shown.Quoted(agent.Name)}  phone {style.Phone(agent.PhoneNumber)}");
            text.Append(agent.Values is { StartTime: { } start, EndTime: { } end } ? $"  shift {start}-{end}" : "");
            foreach (var field in agent.Values.Schema.Fields.Where(field => field.Kind == FieldKind.Switch))
            {
                text.Append(field.Get(agent.Values) is { } value ? $"  {field.Key} {style.Value(field.Key, value)}" : "");
            }

            text.Append(agent.Protected ? "  protected" : "");
            text.Append(agent.Unlisted ? "  unlisted" : "");
            text.Append('\n');
        }

        text.Append($"{Wording.Count(agents.Length, "agent")}.\n");
        return text.ToString();
    }
}
