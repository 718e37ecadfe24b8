using System.Runtime.CompilerServices;
using System.Text;

namespace TeleCmi.Reports.Html;

/// <summary>
/// A piece of a page. It is made from interpolated strings, whose fixed parts are ours and whose values are escaped, unless they are pieces
/// themselves: nothing foreign can become anything but the text of an element.
/// </summary>
internal readonly record struct Markup
{
    private readonly string? _text;

    private Markup(string text) => _text = text;

    /// <summary>Nothing.</summary>
    public static Markup None => new("");

    /// <summary>From fixed markup and values.</summary>
    public static Markup Of(MarkupHandler markup) => new(markup.Build());

    /// <summary>The same where it is wanted, and nothing where it is not.</summary>
    public static Markup If(bool isWanted, MarkupHandler markup) => isWanted ? Of(markup) : None;

    /// <summary>Our own style sheet, as it is.</summary>
    public static Markup Raw(string trusted) => new(trusted);

    /// <summary>A piece of each, one after the other.</summary>
    public static Markup Join<T>(IEnumerable<T> items, Func<T, Markup> piece)
        => new(string.Concat(items.Select(item => piece(item).ToString())));

    /// <inheritdoc/>
    public override string ToString() => _text ?? "";
}

/// <summary>Takes an interpolated string apart for <see cref="Markup.Of"/>.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupHandler
{
    private readonly StringBuilder _text;

    public MarkupHandler(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

    public void AppendLiteral(string markup) => _text.Append(markup);

    public void AppendFormatted(Markup piece) => _text.Append(piece.ToString());

    public void AppendFormatted(Shown foreign) => Escape(foreign.ToString());

    public void AppendFormatted(int number) => _text.Append(number);

    public void AppendFormatted(long number) => _text.Append(number);

    public void AppendFormatted(string? words) => Escape(words ?? "");

    public string Build() => _text.ToString();

    private void Escape(string text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                _ => _text.Append(c),
            };
        }
    }
}
