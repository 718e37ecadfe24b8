using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Reports.Text;

namespace TeleCmi.Reports.Html;

/// <summary>Drift on a page: what counts first, each field in its three versions.</summary>
internal static class DriftHtml
{
    /// <summary>How many of each kind.</summary>
    public static Markup Figures(Drift drift) => HtmlRows.Figures(
    [
        ("update", "changed", drift.Count(DriftKind.Changed)), ("remove", "missing", drift.Count(DriftKind.Missing)),
        ("update", "unmanaged", drift.Count(DriftKind.Unmanaged)), ("still", "not applied yet", drift.Count(DriftKind.NotApplied)),
    ]);

    /// <summary>The agents that count: all that a plan does not show itself.</summary>
    public static IEnumerable<HtmlSection> Counting(Drift drift, Style style)
    {
        var counting = drift.Agents.Where(agent => agent.Counts).ToList();
        return counting.Count == 0 ? [] : [new HtmlSection("drift", "Drift", counting.Count, Markup.Of(
            $"<p class=\"intro\">Changed in the service, not through the roster.</p>\n{HtmlRows.List([.. counting.Select(agent => Row(agent, style))], "drifted agents")}"))];
    }

    /// <summary>The agents that do not count.</summary>
    public static IEnumerable<HtmlSection> Others(Drift drift, Style style)
    {
        var others = drift.Agents.Where(agent => !agent.Counts).ToList();
        if (others.Count > 0)
        {
            yield return new HtmlSection("undrifted", "No drift, but different", others.Count, HtmlRows.List([.. others.Select(agent => Row(agent, style))], "agents"));
        }
    }

    private static Markup Row(DriftedAgent agent, Style style) => HtmlRows.Row(
        Sign(agent.Kind), Tone(agent), agent.Extension, agent.Name, DriftText.Describe(agent), Table(agent, style));

    private static Markup Table(DriftedAgent agent, Style style)
    {
        var fields = agent.Fields.Where(field => !field.IsSecret).ToList();
        var table = fields.Count == 0 ? Markup.None : Markup.Of($"""
            <table class="versions"><caption class="sr">Fields of {agent.Extension} that disagree</caption>
            <thead><tr><th scope="col">field</th><th scope="col">recorded</th><th scope="col">live</th><th scope="col">roster</th></tr></thead>
            <tbody>{Markup.Join(fields.Select(field => Line(field, style)))}</tbody></table>

            """);
        return agent.Fields.Length == fields.Count ? table : Markup.Of($"{table}<p class=\"quiet\">The password differs (hidden).</p>\n");
    }

    private static Markup Line(DriftField field, Style style) => Markup.Of(
        $"<tr><th scope=\"row\">{field.Field}</th>{Cell(field, field.Recorded, style)}{Cell(field, field.Live, style)}{Cell(field, field.Roster, style)}</tr>");

    private static Markup Cell(DriftField field, FieldValue? value, Style style)
        => value is null ? Markup.Of($"<td><span aria-hidden=\"true\">–</span><span class=\"sr\">none</span></td>") : Markup.Of($"<td><bdi>{style.Bare(field.Field, value)}</bdi></td>");

    private static string Tone(DriftedAgent agent) => agent switch
    {
        { Counts: false } => "still",
        { Kind: DriftKind.Missing } => "remove",
        _ => "update",
    };

    private static string Sign(DriftKind kind) => kind switch
    {
        DriftKind.Changed => "~",
        DriftKind.Missing => "−",
        DriftKind.Unmanaged => "?",
        _ => "·",
    };
}
