using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace TeleCmi.Reports.Tests;

/// <summary>
/// Whatever a user of the account is called, and whatever the service answers: no report acts on it. Each format is read the way its real
/// readers do, and the same report with a harmless name has the same skeleton.
/// </summary>
public sealed partial class ForeignTextTests
{
    private static readonly MarkdownPipeline Reader = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().UseEmphasisExtras()
        .UseTaskLists().UseFootnotes().Build();

    [Theory]
    [MemberData(nameof(Foreign.All), MemberType = typeof(Foreign))]
    public void Nothing_invisible_and_no_log_command_comes_out(string name)
    {
        foreach (var format in Enum.GetValues<ReportFormat>())
        {
            foreach (var document in Documents(format, name))
            {
                Assert.DoesNotContain(EmojiJoiner().Replace(document, "").EnumerateRunes(), IsInvisible);
                Assert.Equal(document, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(document)));
                if (format is ReportFormat.Json)
                {
                    continue;
                }

                Assert.DoesNotContain("##[", document, StringComparison.Ordinal);
                Assert.DoesNotContain("##vso[", document, StringComparison.Ordinal);
                Assert.DoesNotContain("##teamcity[", document, StringComparison.Ordinal);
                var commands = document.Split('\n').Where(line => line.TrimStart().StartsWith("::", StringComparison.Ordinal));
                Assert.All(commands,
                    line => Assert.Matches(format == ReportFormat.Github
                        ? "^::(error|warning|notice) (file=[^:,]+,line=[0-9]+,col=[0-9]+,)?title=[^:,]+::" : "^$", line));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Foreign.All), MemberType = typeof(Foreign))]
    public void In_markdown_it_stands_in_code_spans_only(string name)
    {
        foreach (var (document, harmless) in Documents(ReportFormat.Markdown, name).Zip(Documents(ReportFormat.Markdown, Foreign.Harmless)))
        {
            var nodes = Markdig.Markdown.Parse(document, Reader).Descendants().ToList();
            Assert.DoesNotContain(nodes, node => node is LinkInline or AutolinkInline or HtmlInline or HtmlEntityInline);
            Assert.All(nodes.OfType<HtmlBlock>(),
                block => Assert.Matches("^(<details><summary>[A-Za-z0-9 ,()]+</summary>|</details>)$", block.Lines.ToString().Trim()));
            Assert.All(
                nodes.OfType<LiteralInline>(), literal => Assert.DoesNotMatch("[@<>]|https?:|www\\.|evil", literal.Content.ToString()));
            if (name.Length > 0)
            {
                Assert.Equal(Skeleton(harmless), Skeleton(document));
            }
        }

        static IEnumerable<string> Skeleton(string document)
            => Markdig.Markdown.Parse(document, Reader).Descendants()
                .Select(
                    node => node is CodeInline ? "code" : node is LiteralInline literal ? literal.Content.ToString() : node.GetType().Name);
    }

    [Theory]
    [MemberData(nameof(Foreign.All), MemberType = typeof(Foreign))]
    public void In_html_it_is_the_text_of_elements_only(string name)
    {
        foreach (var (document, harmless) in Documents(ReportFormat.Html, name).Zip(Documents(ReportFormat.Html, Foreign.Harmless)))
        {
            // What a sentence marks with backticks stands as code: a backtick of a name moves such a mark, and no other.
            Assert.Equal(Tags(harmless).Where(tag => !IsCode(tag)), Tags(document).Where(tag => !IsCode(tag)));
            Assert.Equal(Tags(document).Count(tag => tag == "<code>"), Tags(document).Count(tag => tag == "</code>"));
            Assert.DoesNotContain("<script", document, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotMatch(" (style|on[a-z]+|src)=", string.Concat(Tags(document)));
        }

        static bool IsCode(string tag) => tag is "<code>" or "</code>";

        static List<string> Tags(string document) => [.. Tag().Matches(document).Select(tag => tag.Value)];
    }

    [Theory]
    [MemberData(nameof(Foreign.All), MemberType = typeof(Foreign))]
    public void In_xml_it_is_text_that_a_strict_reader_takes(string name)
    {
        foreach (var (document, harmless) in Documents(ReportFormat.Junit, name).Zip(Documents(ReportFormat.Junit, Foreign.Harmless)))
        {
            Assert.Equal(Skeleton(harmless), Skeleton(document));
        }

        static List<string> Skeleton(string document)
        {
            var skeleton = new List<string>();
            using var xml = XmlReader.Create(
                new StringReader(document), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = true });
            while (xml.Read())
            {
                if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace))
                {
                    skeleton.Add($"{xml.NodeType} {xml.Name} {xml.AttributeCount}");
                }
            }

            return skeleton;
        }
    }

    [Theory]
    [MemberData(nameof(Foreign.All), MemberType = typeof(Foreign))]
    public void In_sarif_it_makes_no_link_and_no_placeholder(string name)
    {
        foreach (var document in Documents(ReportFormat.Sarif, name))
        {
            using var sarif = JsonDocument.Parse(document);
            var results = sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray();
            Assert.All(results, result =>
            {
                var unescaped = result.GetProperty("message").GetProperty("text").GetString() ?? "";
                unescaped = Escaped().Replace(unescaped, "");
                Assert.DoesNotMatch(@"[\[\]{}\\]", unescaped);
            });
            Assert.DoesNotMatch(@"[{}]", string.Concat(Texts(sarif.RootElement)));
        }
    }

    [Theory]
    [MemberData(nameof(Foreign.All), MemberType = typeof(Foreign))]
    public void Annotations_hold_no_name_of_the_account_and_no_word_of_the_service(string name)
    {
        Func<string, string> of = _ => name;
        Report[] reports = [Samples.Plan(of), Samples.Refused(of), Samples.Apply(of, of), Samples.Drift(of)];
        Report[] harmless = [Samples.Plan(), Samples.Refused(), Samples.Apply(), Samples.Drift()];
        Assert.Equal(harmless.Select(Annotations), reports.Select(Annotations));

        static string Annotations(Report report) => Renderer.Render(report, ReportFormat.Github, default);
    }

    [Theory]
    [InlineData("😀")]
    [InlineData("`")]
    [InlineData("\u202E")]
    [InlineData("x")]
    public void A_comment_on_900_changes_stays_within_60000_bytes_and_counts_what_it_leaves_out(string letter)
    {
        var name = string.Concat(Enumerable.Repeat(letter, 200));
        var document = Renderer.Render(Crowd.Of(900, name), ReportFormat.Markdown, default);
        Assert.InRange(Encoding.UTF8.GetByteCount(document), 30_000, 60_000);

        var told = CountLines(document, "- `");
        var left = LeftOut().Matches(document).Sum(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.Equal(900, told + left);
        Assert.Contains("#### Warnings of the roster (1)\n\n- **warning** ", document, StringComparison.Ordinal);
        Assert.Equal(CountLines(document, "<details>"), CountLines(document, "</details>"));
        Assert.Contains("#### Agents on duty", document, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_shows_who_is_on_duty_and_removals_before_the_other_changes()
    {
        var document = Renderer.Render(Samples.Refused(), ReportFormat.Markdown, default);
        string[] order = [
            "### Plan refused", "Refused by `removal_limit`", "#### Agents on duty", "`Nasrin`", "`Divya`", "`Manish`", "`Asha`"];
        var places = order.Select(part => document.IndexOf(part, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void A_change_of_policy_comes_right_after_the_title()
    {
        var review = Samples.All["review"];
        Assert.StartsWith("### Plan: 1 to add\n\n> [!WARNING]\n> `The policy changes: max_removals: default -> 50%.`\n",
            Renderer.Render(review, ReportFormat.Markdown, default), StringComparison.Ordinal);
        Assert.StartsWith("::warning title=telecmi%3A the policy changes::The policy changes: max_removals: default -> 50%25.\n",
            Renderer.Render(review, ReportFormat.Github, default), StringComparison.Ordinal);
        var page = Renderer.Render(review, ReportFormat.Html, default);
        Assert.InRange(page.IndexOf("<h2 id=\"policy_changed\">", StringComparison.Ordinal), 1,
            page.IndexOf("<h2 id=\"changes\">", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Asha\u3164")]
    [InlineData("Asha\u2800")]
    [InlineData("Asha\uFE0F")]
    [InlineData("Asha\u034F")]
    [InlineData("x\" -> \"Asha\", end_time: 18 -> \"")]
    [InlineData("a                                               - 108 \"Divya\"  remove    ")]
    public void A_name_that_plays_another_is_told_apart_in_the_text(string name)
    {
        var drift = Renderer.Render(Samples.Drift(_ => name), ReportFormat.Text, default);
        var plan = Renderer.Render(Samples.Plan(_ => name), ReportFormat.Text, default);

        Assert.All([plan, drift], text => Assert.DoesNotContain(name, text, StringComparison.Ordinal));
        Assert.All([plan, drift], text => Assert.DoesNotContain("\"Asha\"", text, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Documents(ReportFormat format, string name)
    {
        Func<string, string> of = _ => name;
        Report[] reports = [
            Samples.Plan(of), Samples.Refused(of), Samples.Apply(of, of), Samples.Drift(of), Samples.Roster(of), Samples.Failure(of)];
        return reports.Select(report => Renderer.Render(report, format, default));
    }

    private static bool IsInvisible(Rune rune)
        => rune.Value is 0x3164 or 0x2800 or 0x034F or 0xFE0F or 0xA0
        || (rune.Value is not '\n' && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object
            => element.EnumerateObject()
                .SelectMany(member => member is { Name: "text", Value.ValueKind: JsonValueKind.String } ? [member.Value.GetString() ?? ""]
                    : Texts(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        _ => [],
    };

    private static int CountLines(string document, string start)
        => document.Split('\n').Count(line => line.StartsWith(start, StringComparison.Ordinal));

    [GeneratedRegex("<[a-zA-Z/!?][^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\\[\\\[\]]")]
    private static partial Regex Escaped();

    [GeneratedRegex("(?<=[\\uDC00-\\uDFFF])\\u200D(?=[\\uD83C-\\uD83E])")]
    private static partial Regex EmojiJoiner();

    [GeneratedRegex("and ([0-9]+) more, left out")]
    private static partial Regex LeftOut();
}
