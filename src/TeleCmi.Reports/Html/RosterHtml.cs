using TeleCmi.Client.Agents;

namespace TeleCmi.Reports.Html;

/// <summary>Diagnostics on a page, errors first.</summary>
internal static class RosterHtml
{
    /// <summary>One section, or none.</summary>
    public static IEnumerable<HtmlSection> Sections(Report report)
    {
        if (report.Diagnostics.IsEmpty)
        {
            return [];
        }

        var title = report is Report.OfFailure ? "What went wrong" : "The roster";
        return [new HtmlSection("roster", title, report.Diagnostics.Length, Markup.Of(
            $"<ul class=\"rows\">\n{Markup.Join(report.Diagnostics.OrderBy(one => one.Severity).Select(Row))}</ul>"))];
    }

    private static Markup Row(Diagnostic diagnostic) => Markup.Of($"""
        <li class="row {(diagnostic.IsError ? "remove" : "update")}"><span class="sign" aria-hidden="true">{(diagnostic.IsError ? "×" : "!")}</span><div class="body single">
        <p class="who">{Words.Of(diagnostic.Severity)} <code>{Shown.Of(diagnostic.Code)}</code> {Place(diagnostic)}</p>
        <p class="what"><bdi>{HtmlRows.Prose(diagnostic.Message)}</bdi></p>
        {(diagnostic.Hint is null ? Markup.None : Markup.Of($"<p class=\"quiet\">Hint: <bdi>{HtmlRows.Prose(diagnostic.Hint)}</bdi></p>\n"))}</div></li>

        """);

    private static Markup Place(Diagnostic diagnostic) => diagnostic.File is null ? Markup.None
        : Markup.Of($"<span class=\"place\"><bdi>{Shown.Of(diagnostic.File)}</bdi>:{diagnostic.Line ?? 1}:{diagnostic.Column ?? 1}</span>");
}
