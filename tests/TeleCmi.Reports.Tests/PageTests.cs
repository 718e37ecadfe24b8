using System.Text.Json;

namespace TeleCmi.Reports.Tests;

/// <summary>A page for the browser, and what is looked at.</summary>
public sealed record Page(string Name, string Html, string[] Looks)
{
    public Page(string name, Report report, params string[] looks)
        : this(name, Renderer.Render(report, ReportFormat.Html, default), looks)
    {
    }
}

/// <summary>Headless Chromium, started once for all tests: what it finds wrong with the pages, by the rule that is broken.</summary>
public sealed class Browser
{
    internal const string Missing = "There is no Chromium: Debian's package is `chromium`; TELECMI_CHROMIUM names another one.";

    private const string Broken = "broken";

    internal static readonly string? Executable = new[] { Environment.GetEnvironmentVariable("TELECMI_CHROMIUM"), "/usr/bin/chromium",
        "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
        .FirstOrDefault(File.Exists);

    private readonly Lazy<Task<JsonElement>> _found = new(LookAsync);

    private static IReadOnlyCollection<Page> Pages
    {
        get
        {
            var reports = Samples.All.ToDictionary(StringComparer.Ordinal);
            reports["hostile"] = Samples.Plan(_ => "\"><img src=http://evil.example onerror=alert(1)></script>" + new string('W', 300));
            reports["wide"] = Samples.Drift(_ => new string('W', 10_000));
            return [
                .. reports.Select(one => new Page(one.Key, one.Value, "opens", "order", "accessible", "policy")),
                .. from name in new[] { "plan", "apply", "coverage" } select new Page(name, reports[name], "forced"),
                new Page("crowd", Crowd.Of(900, "Venkatanarasimharajuvaripeta Subramaniam"), "opens", "order"),
                new Page("list", Crowd.Of(160, "Asha"), "folds"),
                new Page(Broken, """
                    <!DOCTYPE html><title>x</title><style>body { background: #fff } :focus { outline: none } rect { fill: #fff }</style>
                    <h2>No first heading</h2><img src="missing.png"><p style="width: 3000px">too wide</p><input>
                    <div class="duty"><svg><rect class="will"/></svg></div><script>console.log('a script')</script>
                    """, ["opens", "order", "accessible", "forced", "folds", "policy"])];
        }
    }

    /// <summary>The rule holds for every page that was looked at.</summary>
    public async Task HoldsAsync(string rule)
    {
        var pages = (await _found.Value).GetProperty(rule).EnumerateObject().Where(page => page.Name != Broken).ToList();
        Assert.NotEmpty(pages);
        var problems = pages.SelectMany(page => page.Value.EnumerateArray().Select(problem => $"{page.Name} {problem}")).ToList();
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    /// <summary>The rules that have nothing against a page which breaks them all.</summary>
    public async Task<List<string>> BlindAsync()
        => [.. (await _found.Value).EnumerateObject().Where(rule => rule.Value.GetProperty(Broken).GetArrayLength() == 0)
            .Select(rule => rule.Name)];

    private static async Task<JsonElement> LookAsync()
    {
        Assert.SkipWhen(Executable is null, Missing);
        return await Consumer.AskAsync("check-pages.mjs", Pages, Executable!);
    }
}

/// <summary>The page as a browser shows it, opened from disk.</summary>
public sealed class PageTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public Task It_asks_for_nothing_but_itself() => browser.HoldsAsync("requests");

    [Fact]
    public Task The_browser_has_nothing_to_complain_of() => browser.HoldsAsync("complaints");

    [Fact]
    public Task It_fits_a_phone_a_tablet_and_a_desk() => browser.HoldsAsync("fits");

    [Fact]
    public Task It_is_dark_for_those_who_like_it_dark() => browser.HoldsAsync("scheme");

    [Fact]
    public Task It_holds_no_script_no_picture_and_no_style_of_an_element() => browser.HoldsAsync("parts");

    [Fact]
    public Task The_bars_of_its_chart_are_seen_in_the_colours_that_a_reader_forces() => browser.HoldsAsync("forced");

    [Fact]
    public Task Its_headings_are_in_order() => browser.HoldsAsync("headings");

    [Fact]
    public Task Every_control_is_reached_by_keyboard_and_shows_it() => browser.HoldsAsync("keyboard");

    [Fact]
    public Task A_checker_of_accessibility_finds_nothing() => browser.HoldsAsync("axe");

    [Fact]
    public Task The_first_rows_of_a_list_are_open_and_the_rest_is_folded() => browser.HoldsAsync("folds");

    [Fact]
    public Task What_is_folded_prints_too() => browser.HoldsAsync("prints");

    [Fact]
    public Task Its_policy_allows_no_script() => browser.HoldsAsync("policy");

    [Fact]
    public async Task A_page_that_breaks_every_rule_is_found_out() => Assert.Empty(await browser.BlindAsync());
}
