using System.Collections.Immutable;
using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Runs;

namespace TeleCmi.Reports.Text;

/// <summary>The users of an account as a table. The name comes last: how wide it is, no column depends on.</summary>
public static class AccountText
{
    /// <summary>The table, ending with counts.</summary>
    public static string Render(ImmutableArray<ListedAgent> agents, Style style)
    {
        ImmutableArray<AgentField> switches = agents.IsEmpty ? []
            : [.. agents[0].Agent.Values.Schema.Fields.Where(field => field.Kind == FieldKind.Switch)];
        List<string[]> rows =
        [
            ["ext", "phone", "shift", .. switches.Select(field => field.Key), "roster", "state", "name"],
            .. agents.Select(one => Row(one, switches, style)),
        ];
        var widths = Enumerable.Range(0, rows[0].Length - 1).Select(i => rows.Max(row => row[i].Length)).ToList();
        var text = new StringBuilder();
        foreach (var row in agents.IsEmpty ? [] : rows)
        {
            text.Append("  ").AppendJoin("  ", [.. row.Zip(widths, (cell, width) => cell.PadRight(width)), row[^1]]).Append('\n');
        }

        var others = agents.Count(one => !one.InRoster);
        var told = others == 0 ? "" : $", {others} not in the roster";
        return text.Append($"{Wording.Count(agents.Length, "user")}{told}.\n").ToString();
    }

    private static string[] Row(ListedAgent one, ImmutableArray<AgentField> switches, Style style)
    {
        var values = one.Agent.Values;
        return
        [
            $"{one.Agent.Extension}",
            style.Phone(values.PhoneNumber),
            values is { StartTime: { } start, EndTime: { } end } ? $"{start}-{end}" : "-",
            .. switches.Select(field => field.Get(values) is { } value ? style.Value(field.Key, value) : "-"),
            one.InRoster ? "yes" : "no",
            one.InState ? one.Agent.Protected ? "protected" : "yes" : "no",
            Shown.Quoted(values.Name).ToString(),
        ];
    }
}
