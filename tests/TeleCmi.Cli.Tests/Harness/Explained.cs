using System.Text.RegularExpressions;

namespace TeleCmi.Cli.Tests.Harness;

/// <summary>The codes that docs/diagnostics.md and docs/troubleshooting.md explain. Whatever a story prints is one of them.</summary>
internal static partial class Explained
{
    public static IReadOnlySet<string> Codes { get; } = new[] { "diagnostics.md", "troubleshooting.md" }
        .SelectMany(page => Heading().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "pages", page))))
        .Select(found => found.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>Those of a run's messages that no page explains.</summary>
    public static IEnumerable<string> Missing(string error)
        => Printed().Matches(error).Select(found => found.Groups[1].Value).Where(code => !Codes.Contains(code)).Distinct();

    [GeneratedRegex("^### ([A-Za-z_0-9]+) ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^(?:[^\\n]*:\\d+:\\d+: )?(?:error|warning|refused) ([A-Za-z_0-9]+): ", RegexOptions.Multiline)]
    private static partial Regex Printed();
}
