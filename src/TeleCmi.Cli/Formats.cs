using System.Collections.Immutable;
using TeleCmi.Reports;

namespace TeleCmi.Cli;

/// <summary>Which formats there are, and how a user names them.</summary>
internal static class Formats
{
    /// <summary>Those of <c>--format</c>.</summary>
    public static readonly ImmutableArray<ReportFormat> Printed =
    [
        ReportFormat.Text, ReportFormat.Json, ReportFormat.Markdown, ReportFormat.Junit, ReportFormat.Sarif, ReportFormat.Github,
        ReportFormat.Codequality,
    ];

    /// <summary>Those of commands that print something else than a report.</summary>
    public static readonly ImmutableArray<ReportFormat> Plain = [ReportFormat.Text, ReportFormat.Json];

    /// <summary>Those of <c>--report</c>, by how the name of the file ends.</summary>
    public static readonly ImmutableDictionary<string, ReportFormat> ByExtension
        = new Dictionary<string, ReportFormat>(StringComparer.Ordinal)
        {
            [".json"] = ReportFormat.Json,
            [".md"] = ReportFormat.Markdown,
            [".xml"] = ReportFormat.Junit,
            [".sarif"] = ReportFormat.Sarif,
            [".html"] = ReportFormat.Html,
            [".codequality.json"] = ReportFormat.Codequality,
        }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The format of a report file, by the longest ending that fits; null where none does.</summary>
    public static ReportFormat? OfFile(string path)
    {
        var ending = ByExtension.Keys.Where(one => path.EndsWith(one, StringComparison.Ordinal)).MaxBy(one => one.Length);
        return ending is null ? null : ByExtension[ending];
    }

    /// <summary>E.g. <c>a, b or c</c>.</summary>
    public static string Choice(IEnumerable<string> words)
    {
        var all = words.ToList();
        return all.Count == 1 ? all[0] : $"{string.Join(", ", all[..^1])} or {all[^1]}";
    }
}
