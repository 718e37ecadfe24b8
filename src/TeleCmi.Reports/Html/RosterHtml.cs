using TeleCmi.Client.Agents;

namespace TeleCmi.Reports.Html;

/// <summary>Diagnostics on a page, errors first.</summary>
internal static class RosterHtml
{
    /// <summary>One section, or none.</summary>
    public static IEnumerable<HtmlSection> Sections(Report report)
    {
        var title = report is Report.OfFailure ? "What went wrong" : "The roster";
        return HtmlRows.Section(
            "roster", title, [.. report.Diagnostics.OrderBy(one => one.Severity)], Row, "diagnostics");
    }

    private static Markup Row(Diagnostic diagnostic)
    {
        var (sign, tone) = diagnostic.IsError ? ("×", Tone.Remove) : ("!", Tone.Update);
        var hint = Markup.If(diagnostic.Hint is not null, $"<p class=\"quiet\">Hint: <bdi>{HtmlRows.Prose(diagnostic.Hint)}</bdi></p>\n");
        return Markup.Of($"""
            <li class="row {Words.Of(tone)}"><span class="sign" aria-hidden="true">{sign}</span><div class="body single">
            <p class="who">{Words.Of(diagnostic.Severity)} <code>{Shown.Of(diagnostic.Code)}</code> {Place(diagnostic)}</p>
            <p class="what"><bdi>{HtmlRows.Prose(diagnostic.Message)}</bdi></p>
            {hint}</div></li>

            """);
    }

    private static Markup Place(Diagnostic diagnostic) => Markup.If(
        diagnostic.File is not null,
        $"<span class=\"place\"><bdi>{Shown.Of(diagnostic.File)}</bdi>:{diagnostic.Line ?? 1}:{diagnostic.Column ?? 1}</span>");
}
