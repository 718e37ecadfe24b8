namespace TeleCmi.Reports.Html;

/// <summary>Lists of agents, and what else several parts of a page share.</summary>
internal static class HtmlRows
{
    private const int LongList = 40;

    /// <summary>A list; a long one opens when the reader wants it.</summary>
    /// <param name="rows">Whole list items.</param>
    /// <param name="what">What they are, for the one who opens it, e.g. <c>changes</c>.</param>
    /// <param name="alwaysOpen">True for what must not be missed.</param>
    public static Markup List(IReadOnlyList<Markup> rows, string what, bool alwaysOpen = false)
    {
        var list = Markup.Of($"<ul class=\"rows\">\n{Markup.Join(rows)}</ul>");
        return alwaysOpen || rows.Count <= LongList ? list : Markup.Of($"<details><summary>Show all {rows.Count} {what}</summary>\n{list}\n</details>");
    }

    /// <summary>One agent: sign, extension, name, what happens, details.</summary>
    /// <param name="sign">Seen, not heard: <paramref name="words"/> say the same.</param>
    /// <param name="tone">A class of the style sheet.</param>
    /// <param name="extension">The key.</param>
    /// <param name="name">Foreign text.</param>
    /// <param name="words">Our own.</param>
    /// <param name="details">Fields, or nothing.</param>
    public static Markup Row(string sign, string tone, int extension, string? name, string words, Markup details) => Markup.Of($"""
        <li class="row {tone}"><span class="sign" aria-hidden="true">{sign}</span><div class="body">
        <p class="who"><span class="extension">{extension}</span> {(name is null ? Markup.None : Markup.Of($"<bdi class=\"name\">{Shown.Of(name)}</bdi>"))}</p>
        <p class="what">{words}</p>
        {details}</div></li>

        """);

    /// <summary>What was and what will be.</summary>
    public static Markup Pair(string field, Shown? before, Shown after) => Markup.Of($"""
        <div><dt>{field}</dt><dd>{(before is { } was ? Markup.Of($"<span class=\"sr\">from </span><bdi class=\"was\">{was}</bdi><span class=\"arrow\" aria-hidden=\"true\"> → </span><span class=\"sr\"> to </span>") : Markup.None)}<bdi class="will">{after}</bdi></dd></div>
        """);

    /// <summary>A field that is told in words of our own.</summary>
    public static Markup Words(string field, string words) => Markup.Of($"<div><dt>{field}</dt><dd class=\"quiet\">{words}</dd></div>");

    /// <summary>Several fields.</summary>
    public static Markup Fields(IEnumerable<Markup> fields)
    {
        var all = Markup.Join(fields);
        return all.ToString().Length == 0 ? Markup.None : Markup.Of($"<dl class=\"fields\">{all}</dl>\n");
    }

    /// <summary>Numbers under the headline, without those that are zero.</summary>
    public static Markup Figures(IEnumerable<(string Tone, string Label, int Count)> figures)
    {
        var shown = figures.Where(figure => figure.Count > 0).ToList();
        return shown.Count == 0 ? Markup.None : Markup.Of($"""
            <dl class="figures">{Markup.Join(shown.Select(one => Markup.Of($"<div class=\"{one.Tone}\"><dt>{one.Label}</dt><dd>{one.Count}</dd></div>")))}</dl>
            """);
    }

    /// <summary>A sentence that may quote foreign text; what it marks with backticks stands as code.</summary>
    public static Markup Prose(string sentence)
    {
        var parts = Shown.Sentence(sentence).ToString().Split('`');
        return parts.Length % 2 == 0
            ? Markup.Of($"{Shown.Sentence(sentence)}")
            : Markup.Join(parts.Select((part, i) => i % 2 == 0 ? Markup.Of($"{part}") : Markup.Of($"<code>{part}</code>")));
    }

    /// <summary>A box that must not be missed.</summary>
    public static Markup Alert(string title, Markup message, Markup rest) => Markup.Of($"""
        <div class="alert"><h3>{title}</h3><p>{message}</p>{rest}</div>

        """);
}
