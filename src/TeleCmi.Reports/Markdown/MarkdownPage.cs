using System.Text;

namespace TeleCmi.Reports.Markdown;

/// <summary>A part of a comment that may be cut between two items.</summary>
/// <param name="Title">Our own words.</param>
/// <param name="Items">Whole lines, each with its end.</param>
/// <param name="Collapsed">True where the reader opens it.</param>
/// <param name="Yields">True where it takes the room that the other sections leave.</param>
internal sealed record MarkdownSection(string Title, IReadOnlyList<string> Items, bool Collapsed = false, bool Yields = false);

/// <summary>
/// A comment of at most <see cref="MaximumBytes"/>: head and tail are short and always whole; sections share what is left, the short ones
/// first, are cut between two items, and say how many they leave out.
/// </summary>
internal sealed class MarkdownPage(string head, IReadOnlyList<MarkdownSection> sections, string tail = "")
{
    /// <summary>What a code host takes as one comment, with room for what surrounds it.</summary>
    public const int MaximumBytes = 60_000;

    /// <summary>The whole comment.</summary>
    public string Render()
    {
        var shown = sections.Where(section => section.Items.Count > 0).ToList();
        var frames = shown.Sum(section => Bytes(Open(section)) + Bytes(Cut(section.Items.Count)) + Bytes(Close(section)));
        var left = MaximumBytes - Bytes(head) - Bytes(tail) - frames;
        var told = new Dictionary<MarkdownSection, int>(ReferenceEqualityComparer.Instance);
        foreach (var section in shown.OrderBy(section => section.Yields).ThenBy(section => section.Items.Sum(Bytes)))
        {
            var fitting = section.Items.TakeWhile(item => (left -= Bytes(item)) >= 0).Count();
            told[section] = fitting;
            left += fitting < section.Items.Count ? Bytes(section.Items[fitting]) : 0;
        }

        var page = new StringBuilder(head);
        foreach (var section in shown)
        {
            page.Append(Open(section)).AppendJoin("", section.Items.Take(told[section]));
            page.Append(told[section] == section.Items.Count ? "" : Cut(section.Items.Count - told[section])).Append(Close(section));
        }

        return page.Append(tail).ToString();
    }

    private static string Open(MarkdownSection section) => section.Collapsed
        ? $"\n<details><summary>{section.Title}</summary>\n\n"
        : $"\n#### {section.Title}\n\n";

    private static string Close(MarkdownSection section) => section.Collapsed ? "\n</details>\n" : "";

    private static string Cut(int count) => $"- … and {count} more, left out to keep this comment short\n";

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
