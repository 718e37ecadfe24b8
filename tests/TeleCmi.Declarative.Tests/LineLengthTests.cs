using System.Globalization;
using System.Runtime.CompilerServices;

namespace TeleCmi.Declarative.Tests;

/// <summary>No line of the source is longer than .editorconfig says.</summary>
public sealed class LineLengthTests
{
    // What is still to be broken into readable lines; a place that is done leaves the list for good.
    private static readonly string[] Open =
    [
        "tests/TeleCmi.Cli.Tests/", "tests/TeleCmi.Declarative.Tests/", "tests/TeleCmi.PulumiPlugin.Tests/",
    ];

    [Fact]
    public void No_line_is_longer_than_a_reviewer_sees_at_once()
    {
        var setting = File.ReadLines(Path.Combine(Root, ".editorconfig"))
            .Single(line => line.StartsWith("max_line_length", StringComparison.Ordinal));
        var longest = int.Parse(setting.Split('=')[1], CultureInfo.InvariantCulture);

        var files = Sources().Where(file => !Open.Any(place => file.StartsWith(place, StringComparison.Ordinal))).ToList();

        Assert.NotEmpty(files);
        Assert.Equal([], files.SelectMany(file => File.ReadLines(Path.Combine(Root, file)).Index()
            .Where(line => line.Item.Length > longest).Select(line => $"{file}:{line.Index + 1}")));
    }

    private static IEnumerable<string> Sources() => new[] { "src", "tests" }
        .SelectMany(top => Directory.EnumerateFiles(Path.Combine(Root, top), "*.cs", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal)
            && !file.Split('/').Any(part => part is "obj" or "bin" or "node_modules"));

    private static string Root => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    private static string Here([CallerFilePath] string file = "") => file;
}
