using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace TeleCmi.Reports.Findings;

/// <summary>One thing to look at, at a line of the roster.</summary>
/// <param name="Rule">What it is an instance of.</param>
/// <param name="Level"><c>error</c>, <c>warning</c> or <c>note</c>.</param>
/// <param name="Message">May hold foreign text made harmless; escaped when written.</param>
/// <param name="File">The roster, as the user named it; null where the finding is about no file.</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based, or null.</param>
/// <param name="Identity">What the finding is about.</param>
internal sealed partial record Finding(FindingRule Rule, string Level, string Message, string? File, int Line, int? Column, string Identity)
{
    /// <summary>A fingerprint that does not depend on the place: lines that a message names move as well.</summary>
    /// <param name="occurrence">Which one of those with the same identity, from 1.</param>
    public string Fingerprint(int occurrence) => $"{Hash($"{Rule.Id}\0{Placeless(Identity)}")}:{occurrence}";

    /// <summary>The findings, each with its fingerprint.</summary>
    public static IEnumerable<(Finding Finding, string Fingerprint)> Marked(IEnumerable<Finding> findings)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var finding in findings)
        {
            var once = finding.Fingerprint(1);
            seen[once] = seen.GetValueOrDefault(once) + 1;
            yield return (finding, finding.Fingerprint(seen[once]));
        }
    }

    /// <summary>16 hexadecimal digits.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));

    private static string Placeless(string identity) => LineNumber().Replace(identity, "line");

    [GeneratedRegex("\\bline [0-9]+", RegexOptions.None, 10_000)]
    private static partial Regex LineNumber();
}
