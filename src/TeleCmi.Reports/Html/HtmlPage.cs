using System.Security.Cryptography;
using System.Text;

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
internal sealed record HtmlPage
{
    private static readonly string StyleSheet = ReadStyleSheet();

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(StyleSheet)))}'; base-uri 'none'; form-action 'none'";

    /// <summary>The command.</summary>
    public required string Command { get; init; }

    /// <summary>The result in a line of our own words.</summary>
    public required string Headline { get; init; }

    /// <summary>Account and comparison.</summary>
    public required Markup Lede { get; init; }

    /// <summary>At a glance.</summary>
    public required Mood Mood { get; init; }

    /// <summary>The same in words.</summary>
    public required string Verdict { get; init; }

    /// <summary>Numbers under the headline.</summary>
    public Markup Figures { get; init; }

    /// <summary>In the order of their weight.</summary>
    public IReadOnlyList<HtmlSection> Sections { get; init; } = [];

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
        <p class="verdict {Class(Mood)}"><span class="mark" aria-hidden="true">{Sign(Mood)}</span> {Verdict}</p>
        {Figures}
        </div>
        </header>
        {Contents()}
        <main id="main" tabindex="-1">
        <div class="wide">
        {Markup.Join(Sections.Select(Section))}
        </div>
        </main>
        <footer><div class="wide"><p>Made by telecmi. This page is a file: it loads nothing and sends nothing. Phone numbers show their last digits unless whole ones were asked for; passwords never show.</p></div></footer>
        </body>
        </html>

        """);

    private static Markup Section(HtmlSection section) => Markup.Of($"""
        <section aria-labelledby="{section.Id}">
        <h2 id="{section.Id}">{section.Title}{Count(section)}</h2>
        {section.Body}
        </section>

        """);

    private static Markup Count(HtmlSection section) => section.Count is { } count ? Markup.Of($" <span class=\"count\">{count}</span>") : Markup.None;

    private Markup Contents() => Sections.Count < 2 ? Markup.None : Markup.Of($"""
        <nav aria-label="On this page"><div class="wide"><ul>{Markup.Join(Sections.Select(section => Markup.Of($"<li><a href=\"#{section.Id}\">{section.Title}{Count(section)}</a></li>")))}</ul></div></nav>
        """);

    private static string Class(Mood mood) => mood switch
    {
        Mood.Ready => "ready",
        Mood.Look => "look",
        Mood.Stop => "stop",
        _ => "calm",
    };

    private static string Sign(Mood mood) => mood switch
    {
        Mood.Ready => "→",
        Mood.Look => "!",
        Mood.Stop => "×",
        _ => "✓",
    };

    private static string ReadStyleSheet()
    {
        using var resource = typeof(HtmlPage).Assembly.GetManifestResourceStream("report.css") ?? throw new InvalidOperationException("The style sheet is not embedded.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
