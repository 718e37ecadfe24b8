using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace TeleCmi.Reports.Findings;

/// <summary>
/// What a code means, whether the account was changed, and what to do. The pages docs/diagnostics.md (codes of a roster) and
/// docs/troubleshooting.md (all others) are the one catalogue of them: a section each.
/// </summary>
/// <param name="Code">Stable, e.g. <c>ROS012</c> or <c>stale_plan</c>.</param>
/// <param name="Title">A few words.</param>
/// <param name="Section">The section of the page, without its heading: Markdown.</param>
public sealed record Explanation(string Code, string Title, string Section)
{
    private const string OfRoster = """
        Account: not changed. A roster and its variables are checked before anything is sent.
        Do: correct what the message names, at its line and column; its hint says how.

        """;

    /// <summary>All, in the order of the pages.</summary>
    public static ImmutableArray<Explanation> All { get; } = [.. Read("diagnostics.md"), .. Read("troubleshooting.md")];

    private static readonly FrozenDictionary<string, Explanation> ByCode
        = All.ToFrozenDictionary(one => one.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>The explanation of a code, in any case; null where there is none.</summary>
    public static Explanation? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>The section as lines for a terminal.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            foreach (var line in Section.Replace("\\\n", "\0", StringComparison.Ordinal).Replace('\n', ' ').Split('\0'))
            {
                text.Append(Example(line)).Append('\n');
            }

            return text.Append(Code.StartsWith("ROS", StringComparison.Ordinal) ? OfRoster : "").ToString();
        }
    }

    // An example of several lines, which a page writes in one.
    private static string Example(string line)
        => line.Split('`', 2) is [var head, var example] && line.Contains(" ⏎ ", StringComparison.Ordinal)
            ? $"{head.TrimEnd()}\n    {example.TrimEnd('`').Replace(" ⏎ ", "\n    ", StringComparison.Ordinal)}"
            : line;

    private static IEnumerable<Explanation> Read(string page)
    {
        foreach (var section in Embedded.Text(page).Split("\n### ").Skip(1))
        {
            var lines = section.Split("\n## ")[0].Trim().Split('\n', 2);
            var (code, title) = lines[0].Split(' ', 2) is [var first, var rest] ? (first, rest) : (lines[0], lines[0]);
            yield return new Explanation(code, title, lines is [_, var text] ? text.Trim() : title);
        }
    }
}
