using System.Text.RegularExpressions;

namespace TeleCmi.Cli.Tests;

/// <summary>Whatever the nightly job prints or writes, it names exactly the agents that drifted.</summary>
public sealed partial class NightlyFormatTests
{
    [Fact]
    public async Task Every_format_names_exactly_the_four()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(30);
        centre.WriteRoster(people);
        (await centre.ApplyAsync()).Exits(0);
        Person renamed = people[3] with { Name = "Somebody Else" }, moved = people[17] with { EndTime = 22 }, byHand = Person.Of(900);
        centre.Seat([renamed, moved, byHand]);
        centre.Account.Delete(people[25].Extension);
        int[] four = [103, 117, 125, 900];

        var files = new[] { "json", "md", "xml", "sarif", "html" }.Select(extension => $"night.{extension}").ToList();
        (await centre.RunAsync(["drift", .. files.SelectMany(file => new[] { "--report", file })])).Exits(2);
        foreach (var format in new[] { "text", "json", "markdown", "junit", "sarif", "github" })
        {
            Assert.Equal(four, Named((await centre.RunAsync("drift", "--format", format)).Exits(2).Out));
        }

        foreach (var file in files)
        {
            var report = await File.ReadAllTextAsync(Path.Combine(centre.Folder, file), TestContext.Current.CancellationToken);
            Assert.Equal(four, Named(StyleSheet().Replace(report, "")));
            Assert.Contains("22", report, StringComparison.Ordinal);
        }
    }

    // Nothing else in these reports is a number of three digits: phones are cut, or have more.
    private static IEnumerable<int> Named(string report)
        => Extension().Matches(report).Select(found => int.Parse(found.Value, System.Globalization.CultureInfo.InvariantCulture)).Where(number => number is >= 100 and < 130 or 900).Distinct().Order();

    [GeneratedRegex(@"(?<![\w.:#-])\d{3}(?![\w.-]*\d)")]
    private static partial Regex Extension();

    [GeneratedRegex("<style>.*</style>", RegexOptions.Singleline)]
    private static partial Regex StyleSheet();
}
