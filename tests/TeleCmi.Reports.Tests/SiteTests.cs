using System.Diagnostics;
using System.Text.Json;

namespace TeleCmi.Reports.Tests;

/// <summary>The documentation as <c>eng/make-site</c> renders it, opened from disk and walked through in headless Chromium.</summary>
public sealed class Site
{
    private const string Broken = "broken";
    private const string First = "docs/troubleshooting.html#removal_limit-too-many-would-leave";

    private static readonly string Top = Path.GetFullPath(Path.Combine(Consumer.Folder, "..", "..", ".."));

    private readonly Lazy<Task<JsonElement>> _found = new(WalkAsync);

    /// <summary>The rule holds on every page.</summary>
    public async Task HoldsAsync(string rule)
    {
        var problems = (await _found.Value).GetProperty(rule).GetProperty("site").EnumerateArray().Select(one => one.GetString()).ToList();
        Assert.True(problems.Count == 0, string.Join('\n', problems.Take(40)));
    }

    /// <summary>The rules that have nothing against a site which breaks them all.</summary>
    public async Task<List<string>> BlindAsync()
        => [.. (await _found.Value).EnumerateObject().Where(rule => rule.Value.GetProperty(Broken).GetArrayLength() == 0)
            .Select(rule => rule.Name)];

    private static async Task<JsonElement> WalkAsync()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Top, "eng", "site", "node_modules")),
            "The generator is not installed: run `npm ci` in eng/site.");
        Assert.SkipWhen(Browser.Executable is null, Browser.Missing);
        // The generator itself ends where a link leads nowhere.
        await MakeAsync();
        Assert.SkipUnless(Environment.GetEnvironmentVariable("TELECMI_SOAK") == "1", "SKIPPED: TELECMI_SOAK=1 walks through every page.");
        var broken = Directory.CreateTempSubdirectory("telecmi-site-").FullName;
        await File.WriteAllTextAsync(Path.Combine(broken, "orphan.html"), "<!DOCTYPE html><title>Nobody links here</title>");
        await File.WriteAllTextAsync(Path.Combine(broken, "index.html"), """
            <!DOCTYPE html><title>x</title><main id="here"><a href="#there">a</a><a href="nowhere.html">b</a>
            <img src="http://127.0.0.1:9/x.png"><p style="width: 3000px">too wide</p><input type="search">
            <script>console.log('a script')</script></main>
            """);

        var found = await Consumer.AskAsync("check-site.mjs",
            [
                new { Name = "site", Folder = Path.Combine(Top, "artifacts", "site"), Word = "removal_limit", First },
                new { Name = Broken, Folder = broken, Word = "removal_limit", First },
            ],
            Browser.Executable!);
        Directory.Delete(broken, recursive: true);
        return found;
    }

    private static async Task MakeAsync()
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Top, "eng", "make-site")]) { RedirectStandardError = true };
        using var making = Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
        var error = await making.StandardError.ReadToEndAsync();
        await making.WaitForExitAsync();
        Assert.True(making.ExitCode == 0, error);
    }
}

/// <summary>The documentation as a site.</summary>
public sealed class SiteTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public Task Every_link_leads_to_a_page_and_a_heading_that_it_has() => site.HoldsAsync("links");

    [Fact]
    public Task Every_page_is_reached_from_the_first() => site.HoldsAsync("reached");

    [Fact]
    public Task It_asks_no_other_host_for_anything() => site.HoldsAsync("requests");

    [Fact]
    public Task The_browser_has_nothing_to_complain_of() => site.HoldsAsync("complaints");

    [Fact]
    public Task It_fits_a_phone() => site.HoldsAsync("fits");

    [Fact]
    public Task A_checker_of_accessibility_finds_nothing() => site.HoldsAsync("axe");

    [Fact]
    public Task Its_search_finds_a_word_where_it_is_explained() => site.HoldsAsync("search");

    [Fact]
    public async Task A_site_that_breaks_every_rule_is_found_out() => Assert.Empty(await site.BlindAsync());
}
