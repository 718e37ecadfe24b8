using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace TeleCmi.Reports.Tests;

/// <summary>Every link of the repository's pages leads to a file that there is, and to a heading that it has.</summary>
public sealed class LinkTests
{
    private static readonly string Top = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    private static readonly MarkdownPipeline Github =
        new MarkdownPipelineBuilder().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).UsePipeTables().Build();

    [Fact]
    public void Every_link_leads_somewhere()
    {
        var pages = Directory.EnumerateFiles(Top, "*.md", SearchOption.AllDirectories).Where(IsOurs).ToList();
        Assert.Contains(Path.Combine(Top, "README.md"), pages);

        var links = pages.SelectMany(page => Parse(page).Descendants<LinkInline>().Select(link => (Page: page, Target: link.Url ?? "")))
            .ToList();
        Assert.NotEmpty(links);

        Assert.Empty(links.Where(link => !Leads(link.Page, link.Target))
            .Select(link => $"{Path.GetRelativePath(Top, link.Page)}: {link.Target}"));
    }

    private static bool Leads(string page, string target)
    {
        if (Regex.IsMatch(target, "^[a-z]+:"))
        {
            return target.StartsWith("https://", StringComparison.Ordinal);
        }

        var (path, heading) = target.Split('#', 2) is [var file, var id] ? (file, id) : (target, null);
        var there = path.Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, path));
        if (heading is not null && Directory.Exists(there))
        {
            there = Path.Combine(there, "README.md");
        }

        return (File.Exists(there) || Directory.Exists(there))
            && (heading is null || Parse(there).Descendants<HeadingBlock>().Any(one => one.GetAttributes().Id == heading)
                // Registries set anchors of their own.
                || File.ReadAllText(there).Contains($"<a id=\"{heading}\"></a>", StringComparison.Ordinal));
    }

    private static MarkdownDocument Parse(string page) => Markdig.Markdown.Parse(File.ReadAllText(page), Github);

    private static bool IsOurs(string path)
        => !Regex.IsMatch(Path.GetRelativePath(Top, path), @"(^|[/\\])(node_modules|bin|obj|artifacts|\.git)[/\\]");

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
