using System.Security.Cryptography;
using System.Text;
using TeleCmi.Client.Agents;

namespace TeleCmi.Reports.Html;

/// <summary>How a page is to be taken at a glance. Each has a sign and words, so that colour is never alone.</summary>
internal enum Mood
{
    Calm,
    Ready,
    Look,
    Stop,
}

/// <summary>A part of a page with a heading of its own.</summary>
/// <param name="Id">Of the heading; our own word.</param>
/// <param name="Title">Our own words.</param>
/// <param name="Count">How many, or null.</param>
/// <param name="Body">What stands under the heading.</param>
internal sealed record HtmlSection(string Id, string Title, int? Count, Markup Body);

/// <summary>A page that needs nothing but itself: no script, no request, its one style sheet allowed by its hash.</summary>
/// <param name="Command">The command.</param>
/// <param name="Headline">The result in a line of our own words.</param>
/// <param name="Lede">Account and comparison.</param>
/// <param name="Verdict">At a glance, and in words.</param>
/// <param name="Figures">Numbers under the headline.</param>
/// <param name="Sections">In the order of their weight.</param>
internal sealed record HtmlPage(
    string Command, string Headline, Markup Lede, (Mood Mood, string Words) Verdict, Markup Figures, IReadOnlyList<HtmlSection> Sections)
{
    /// <summary>When, by which version and of what it was made.</summary>
    public Markup Stamp { get; init; } = Markup.None;

    private static readonly string StyleSheet = Embedded.Text("report.css");
    private static readonly string Allowed = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(StyleSheet)));
    private static readonly string Policy = $"default-src 'none'; style-src 'sha256-{Allowed}'; base-uri 'none'; form-action 'none'";

    private const string Footer = "Made by telecmi. This page is a file: it loads nothing and sends nothing. "
        + "Phone numbers show their last digits unless whole ones were asked for; passwords never show.";

    /// <summary>The whole document.</summary>
    public Markup Render() => Markup.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{Policy}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <title>{Command}: {Headline}</title>
        <style>{Markup.Raw(StyleSheet)}</style>
        </head>
        <body>
        <a class="skip" href="#main">Skip to the details</a>
        <header>
        <div class="wide">
        <p class="eyebrow"><strong>telecmi</strong> {Command}</p>
        <h1>{Headline}</h1>
        <p class="lede">{Lede}</p>
        {Stamp}
        <p class="verdict {Words.Of(Verdict.Mood)}"><span class="mark" aria-hidden="true">{Sign(Verdict.Mood)}</span> {Verdict.Words}</p>
        {Figures}
        </div>
        </header>
        {Contents()}
        <main id="main" tabindex="-1">
        <div class="wide">
        {Markup.Join(Sections, Section)}
        </div>
        </main>
        <footer><div class="wide"><p>{Footer}</p></div></footer>
        </body>
        </html>

        """);

    private static Markup Section(HtmlSection section) => Markup.Of($"""
        <section aria-labelledby="{section.Id}">
        <h2 id="{section.Id}">{section.Title}{Count(section)}</h2>
        {section.Body}
        </section>

        """);

    private static Markup Count(HtmlSection section)
        => Markup.If(section.Count is not null, $" <span class=\"count\">{section.Count ?? 0}</span>");

    private Markup Contents()
    {
        var links = Markup.Join(Sections, section => Markup.Of($"<li><a href=\"#{section.Id}\">{section.Title}{Count(section)}</a></li>"));
        return Markup.If(Sections.Count > 1, $"""
            <nav aria-label="On this page"><div class="wide"><ul>{links}</ul></div></nav>
            """);
    }

    private static string Sign(Mood mood) => mood switch
    {
        Mood.Ready => "→",
        Mood.Look => "!",
        Mood.Stop => "×",
        _ => "✓",
    };
}
