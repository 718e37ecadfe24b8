using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace TeleCmi.Reports.Tests;

/// <summary>Headless Chromium, once for all tests of the page.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string? Executable = new[] { Environment.GetEnvironmentVariable("TELECMI_CHROMIUM"), "/usr/bin/chromium",
        "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
        .FirstOrDefault(File.Exists);

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Folder { get; } = Directory.CreateTempSubdirectory("telecmi-page-").FullName;

    public async ValueTask InitializeAsync()
    {
        if (Executable is not null)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(
                new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = ["--no-sandbox"] });
        }
    }

    /// <summary>A window; the test is skipped where there is no browser.</summary>
    public async Task<Window> OpenAsync(int width, ColorScheme scheme, bool bypass = false)
    {
        Assert.SkipWhen(_browser is null, "There is no Chromium: Debian's package is `chromium`; TELECMI_CHROMIUM names another one.");
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
            BypassCSP = bypass,
        });
        return new Window(await context.NewPageAsync(), Folder);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>A window that notes what is asked for and complained about.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly string _folder;

    public Window(IPage page, string folder)
    {
        (Page, _folder) = (page, folder);
        page.Console += (_, message) => Complaints.Add(message.Text);
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    public List<string> Requests { get; } = [];

    public List<string> Complaints { get; } = [];

    /// <summary>Opens a report from disk.</summary>
    public async Task ShowAsync(string name, Report report)
    {
        Requests.Clear();
        Complaints.Clear();
        var file = Path.Combine(_folder, $"{name}-{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(file, Renderer.Render(report, ReportFormat.Html, default));
        await Page.GotoAsync(new Uri(file).AbsoluteUri);
    }

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}

/// <summary>The page as a browser shows it, opened from disk.</summary>
public sealed class PageTests(Browser browser) : IClassFixture<Browser>
{
    private static Dictionary<string, Report> Reports
    {
        get
        {
            var reports = Samples.All.ToDictionary(StringComparer.Ordinal);
            reports["hostile"] = Samples.Plan(_ => "\"><img src=http://evil.example onerror=alert(1)></script>" + new string('W', 300));
            reports["wide"] = Samples.Drift(_ => new string('W', 10_000));
            reports["crowd"] = Crowd.Of(900, "Venkatanarasimharajuvaripeta Subramaniam");
            return reports;
        }
    }

    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(800, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task It_opens_without_an_error_or_a_request_and_fits(int width, ColorScheme scheme)
    {
        await using var window = await browser.OpenAsync(width, scheme);
        var page = window.Page;
        foreach (var (name, report) in Reports)
        {
            await window.ShowAsync(name, report);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
            Assert.Empty(window.Complaints);
            Assert.Equal([page.Url], window.Requests);
            var widest = await page.EvaluateAsync<double>(
                "Math.max(...[...document.querySelectorAll('body *')].filter(one => !one.closest('.sr')).map(one => "
                + "one.getBoundingClientRect().right))");
            Assert.True(widest <= width, $"{name} at {width} px: something ends at {widest} px");
            Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            Assert.Equal(scheme == ColorScheme.Dark,
                await page.EvaluateAsync<bool>(
                    "getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).every(part => part < 60)"));
            Assert.Equal(0,
                await page.EvaluateAsync<int>(
                    "document.querySelectorAll('script, img, iframe, object, embed, link, form, base, [style]').length"));
        }
    }

    [Fact]
    public async Task It_is_in_order_and_every_control_is_reached_by_keyboard()
    {
        await using var window = await browser.OpenAsync(1280, ColorScheme.Light);
        var page = window.Page;
        foreach (var (name, report) in Reports)
        {
            await window.ShowAsync(name, report);
            var levels = await page.EvaluateAsync<int[]>(
                "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(one => Number(one.tagName[1]))");
            Assert.Equal(1, levels[0]);
            Assert.Equal(1, levels.Count(level => level == 1));
            Assert.All(levels.Zip(levels.Skip(1)),
                pair => Assert.True(
                    pair.Second <= pair.First + 1, $"{name}: a heading of level {pair.Second} follows one of level {pair.First}"));

            var controls = await page.EvaluateAsync<int>(
                "document.querySelectorAll('a[href], summary, button, input, select, textarea').length");
            for (var i = 0; i < controls; i++)
            {
                await page.Keyboard.PressAsync("Tab");
                var isSeen = await page.EvaluateAsync<bool>(
                    "(() => { const at = document.activeElement; at.dataset.reached = '1'; return at.matches('a[href], summary') && "
                    + "getComputedStyle(at).outlineStyle !== 'none'; })()");
                Assert.True(isSeen, $"{name}: control {i + 1} of {controls} shows no focus");
            }

            Assert.Equal(controls, await page.EvaluateAsync<int>("document.querySelectorAll('[data-reached]').length"));
        }
    }

    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task A_checker_of_accessibility_finds_nothing(int width, ColorScheme scheme)
    {
        // The checker is a script: it runs only where the page's policy is set aside.
        await using var window = await browser.OpenAsync(width, scheme, bypass: true);
        var (page, axe) = (window.Page, Consumer.PackageFile("axe-core/axe.min.js"));
        foreach (var (name, report) in Reports.Where(one => one.Key is "plan" or "refused" or "apply" or "drift" or "roster" or "coverage"))
        {
            await window.ShowAsync(name, report);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
            await page.AddScriptTagAsync(new PageAddScriptTagOptions { Content = axe });
            var violations = await page.EvaluateAsync<string[]>(
                "axe.run().then(found => found.violations.flatMap(one => one.nodes.map(node => one.id + ': ' + node.html.slice(0, 200) + ' "
                + "' + node.failureSummary)))");
            Assert.True(violations.Length == 0, $"{name}: {string.Join('\n', violations)}");
        }
    }

    [Fact]
    public async Task The_first_rows_of_a_list_are_open_the_rest_is_folded_and_all_of_it_prints()
    {
        await using var window = await browser.OpenAsync(1280, ColorScheme.Light);
        var page = window.Page;
        const string Seen = "[...document.querySelectorAll('.row')].filter(one => one.checkVisibility({ contentVisibilityAuto: true }))"
            + ".length";
        await window.ShowAsync("crowd", Crowd.Of(160, "Asha"));
        var all = await page.EvaluateAsync<int>("document.querySelectorAll('.row').length");
        Assert.InRange(all, 160, 200);
        Assert.InRange(await page.EvaluateAsync<int>(Seen), 25, 60);

        var printed = await PagesAsync();
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        Assert.Equal(all, await page.EvaluateAsync<int>(Seen));
        Assert.Equal(await PagesAsync(), printed);
        Assert.InRange(printed, 8, 40);

        async Task<int> PagesAsync()
            => Regex.Count(Encoding.Latin1.GetString(await page.PdfAsync(new PagePdfOptions { Format = "A4" })), "/Type\\s*/Page[^s]");
    }

    [Fact]
    public async Task Its_policy_allows_no_script_and_no_other_style()
    {
        await using var window = await browser.OpenAsync(800, ColorScheme.Light);
        await window.ShowAsync("policy", Samples.All["plan"]);
        var page = window.Page;
        var ran = await page.EvaluateAsync<bool>(
            "(() => { const script = document.createElement('script'); script.textContent = 'window.ran = true'; "
            + "document.body.append(script); return window.ran === true; })()");
        Assert.False(ran);
        Assert.Contains(window.Complaints, complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal));
    }
}
