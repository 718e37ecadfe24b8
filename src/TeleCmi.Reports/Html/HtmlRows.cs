using TeleCmi.Client.Agents;

namespace TeleCmi.Reports.Html;

/// <summary>Lists of agents, and what else several parts of a page share.</summary>
internal static class HtmlRows
{
    private const int Open = 25;

    /// <summary>A list; the first rows are open, and the rest opens when the reader wants it, or prints.</summary>
    /// <param name="items">What it lists.</param>
    /// <param name="row">A whole list item of each.</param>
    /// <param name="what">What they are, for the one who opens it, e.g. <c>changes</c>.</param>
    public static Markup List<T>(IReadOnlyCollection<T> items, Func<T, Markup> row, string what)
    {
        var rest = Markup.If(items.Count > Open, $"""

            <details><summary>Show the other {items.Count - Open} {what}</summary>
            {Rows(items.Skip(Open))}
            </details>
            """);
        return Markup.Of($"{Rows(items.Take(Open))}{rest}");

        Markup Rows(IEnumerable<T> some) => Markup.Of($"<ul class=\"rows\">\n{Markup.Join(some, row)}</ul>");
    }

    /// <summary>A section that is such a list; none where there are no items.</summary>
    public static IEnumerable<HtmlSection> Section<T>(
        string id, string title, IReadOnlyCollection<T> items, Func<T, Markup> row, string what)
        => items.Count == 0 ? [] : [new HtmlSection(id, title, items.Count, List(items, row, what))];

    /// <summary>One agent: sign, extension, name, what happens, details.</summary>
    /// <param name="sign">Seen, not heard: <paramref name="words"/> say the same.</param>
    /// <param name="tone">A class of the style sheet.</param>
    /// <param name="extension">The key.</param>
    /// <param name="name">Foreign text.</param>
    /// <param name="words">Our own.</param>
    /// <param name="details">Fields, or nothing.</param>
    public static Markup Row(char sign, Tone tone, int extension, string? name, string words, Markup details)
    {
        var shown = Markup.If(name is not null, $"<bdi class=\"name\">{Shown.Of(name)}</bdi>");
        return Markup.Of($"""
            <li class="row {Words.Of(tone)}"><span class="sign" aria-hidden="true">{Printed(sign)}</span><div class="body">
            <p class="who"><span class="extension">{extension}</span> {shown}</p>
            <p class="what">{words}</p>
            {details}</div></li>

            """);
    }

    /// <summary>What was and what will be.</summary>
    public static Markup Pair(string field, Shown? before, Shown after)
    {
        var arrow = Markup.Of($"<span class=\"arrow\" aria-hidden=\"true\"> → </span><span class=\"sr\"> to </span>");
        var was = Markup.If(before is not null, $"<span class=\"sr\">from </span><bdi class=\"was\">{before ?? default}</bdi>{arrow}");
        return Markup.Of($"""
            <div><dt>{field}</dt><dd>{was}<bdi class="will">{after}</bdi></dd></div>
            """);
    }

    /// <summary>A field that is told in words of our own.</summary>
    public static Markup Told(string field, string words) => Markup.Of($"<div><dt>{field}</dt><dd class=\"quiet\">{words}</dd></div>");

    /// <summary>Several fields.</summary>
    public static Markup Fields<T>(IEnumerable<T> fields, Func<T, Markup> piece)
    {
        var all = Markup.Join(fields, piece);
        return Markup.If(all != Markup.None, $"<dl class=\"fields\">{all}</dl>\n");
    }

    /// <summary>Numbers under the headline, without those that are zero.</summary>
    public static Markup Figures(IEnumerable<(Tone Tone, string Label, int Count)> figures)
    {
        var shown = Markup.Join(
            figures.Where(figure => figure.Count > 0),
            figure => Markup.Of($"<div class=\"{Words.Of(figure.Tone)}\"><dt>{figure.Label}</dt><dd>{figure.Count}</dd></div>"));
        return Markup.If(shown != Markup.None, $"<dl class=\"figures\">{shown}</dl>");
    }

    /// <summary>A sentence that may quote foreign text; what it marks with backticks stands as code.</summary>
    public static Markup Prose(string? sentence)
    {
        var shown = Shown.Sentence(sentence);
        var parts = shown.ToString().Split('`');
        return parts.Length % 2 == 0
            ? Markup.Of($"{shown}")
            : Markup.Join(parts.Index(), part => part.Index % 2 == 0 ? Markup.Of($"{part.Item}") : Markup.Of($"<code>{part.Item}</code>"));
    }

    /// <summary>A box that must not be missed.</summary>
    public static Markup Alert(string title, Markup message, Markup rest) => Markup.Of($"""
        <div class="alert"><h3>{title}</h3><p>{message}</p>{rest}</div>

        """);

    // A page has the characters that a terminal may lack.
    private static string Printed(char sign) => sign switch
    {
        '-' => "−",
        'x' => "×",
        '.' => "·",
        _ => $"{sign}",
    };
}
