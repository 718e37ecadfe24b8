using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Reports.Text;

namespace TeleCmi.Reports.Html;

/// <summary>Drift on a page: what counts first, each field in its three versions.</summary>
internal static class DriftHtml
{
    /// <summary>How many of each kind.</summary>
    public static Markup Figures(Drift drift) => HtmlRows.Figures(Enum.GetValues<DriftKind>().Select(kind => (
        Marks.Of(kind).Tone, DriftText.Name(kind), drift.Count(kind))));

    /// <summary>What to do, for each kind that occurs.</summary>
    public static IEnumerable<HtmlSection> Advice(Report.OfDrift report) => report.Advice.IsEmpty ? []
        : [new HtmlSection("advice", "What to do", null, Markup.Of($"<ul class=\"notes\">{Markup.Join(report.Advice, Line)}</ul>"))];

    private static Markup Line(DriftAdvice advice)
        => Markup.Of($"<li><strong>{DriftText.Name(advice.Kind)}:</strong> {HtmlRows.Prose(advice.Text)}</li>");

    /// <summary>The agents that count: all that a plan does not show itself.</summary>
    public static IEnumerable<HtmlSection> Counting(Drift drift, Style style)
        => Section("drift", "Drift", drift, counts: true, style, "drifted agents").Select(section => section with
        {
            Body = Markup.Of($"<p class=\"intro\">Changed in the service, not through the roster.</p>\n{section.Body}"),
        });

    /// <summary>The agents that do not count.</summary>
    public static IEnumerable<HtmlSection> Others(Drift drift, Style style)
        => Section("undrifted", "No drift, but different", drift, counts: false, style, "agents");

    private static IEnumerable<HtmlSection> Section(string id, string title, Drift drift, bool counts, Style style, string what)
        => HtmlRows.Section(id, title, [.. drift.Agents.Where(agent => agent.Counts == counts)], agent => Row(agent, style), what);

    private static Markup Row(DriftedAgent agent, Style style)
    {
        var (sign, tone) = Marks.Of(agent.Kind);
        return HtmlRows.Row(
            sign, agent.Counts ? tone : Tone.Still, agent.Extension, agent.Name, DriftText.Describe(agent), Table(agent, style));
    }

    private static Markup Table(DriftedAgent agent, Style style)
    {
        var fields = agent.Fields.Where(field => !field.IsSecret).ToList();
        var headings = Markup.Join(["field", "recorded", "live", "roster"], version => Markup.Of($"<th scope=\"col\">{version}</th>"));
        var table = Markup.If(fields.Count > 0, $"""
            <table class="versions"><caption class="sr">Fields of {agent.Extension} that disagree</caption>
            <thead><tr>{headings}</tr></thead>
            <tbody>{Markup.Join(fields, field => Line(field, style))}</tbody></table>

            """);
        return agent.Fields.Length == fields.Count ? table : Markup.Of($"{table}<p class=\"quiet\">The password differs (hidden).</p>\n");
    }

    private static Markup Line(DriftField field, Style style)
    {
        var cells = Markup.Join([field.Recorded, field.Live, field.Roster], value => Markup.Of($"<td>{Cell(field, value, style)}</td>"));
        return Markup.Of($"<tr><th scope=\"row\">{field.Field}</th>{cells}</tr>");
    }

    private static Markup Cell(DriftField field, FieldValue? value, Style style) => value is null
        ? Markup.Of($"<span aria-hidden=\"true\">–</span><span class=\"sr\">none</span>")
        : Markup.Of($"<bdi>{style.Bare(field.Field, value)}</bdi>");
}
