using TeleCmi.Client.Agents;

namespace TeleCmi.Reports.Tests;

/// <summary>A report of a run that failed is titled by what failed.</summary>
public sealed class FailureTitleTests
{
    private static readonly Diagnostic Unreachable
        = Diagnostic.Error("unreachable", "127.0.0.1:18599 cannot be reached: connection refused. Nothing was changed.", "Try again.");

    private static readonly Diagnostic Key = new(Severity.Error, "ROS020", "unknown key `nmae`", "agents.yaml", 4, 5, null);

    [Fact]
    public void What_could_not_be_done_is_the_title()
    {
        Titled("Plan failed: `127.0.0.1:18599 cannot be reached: connection refused`", "plan", Unreachable);
        Titled("Drift failed: `127.0.0.1:18599 cannot be reached: connection refused`", "drift", Unreachable, Key);
        Titled("Plan: the roster is not valid (3 errors)", "plan", Key, Key, Diagnostic.Warning("ROS038", "midnight"), Key);
        Titled("Apply: the roster is not valid (1 error)", "apply", Key);
        Titled("Apply interrupted", "apply", Diagnostic.Error("interrupted", "Interrupted; nothing was changed."));
        Titled("Run failed", "");
    }

    [Fact]
    public void A_title_quotes_foreign_text_harmlessly()
    {
        var failure = Of("plan", Diagnostic.Error("file", "<b>@all</b>](http://evil.example)\nsecond line"));
        var markdown = Renderer.Render(failure, ReportFormat.Markdown, default).Split('\n')[0];
        Assert.Equal("### Plan failed: `<b>@all</b>](http://evil.example)`", markdown);
        var page = Renderer.Render(failure, ReportFormat.Html, default);
        Assert.Contains("<title>plan: Plan failed: &lt;b&gt;@all&lt;/b&gt;](http://evil.example)</title>", page, StringComparison.Ordinal);
    }

    private static void Titled(string title, string command, params Diagnostic[] diagnostics)
    {
        var failure = Of(command, diagnostics);
        Assert.StartsWith($"### {title}\n", Renderer.Render(failure, ReportFormat.Markdown, default), StringComparison.Ordinal);
        Assert.Contains(
            $"<h1>{title.Replace("`", "", StringComparison.Ordinal)}</h1>",
            Renderer.Render(failure, ReportFormat.Html, default), StringComparison.Ordinal);
    }

    private static Report.OfFailure Of(string command, params Diagnostic[] diagnostics)
        => new() { Command = command, RosterFile = "agents.yaml", Diagnostics = [.. diagnostics] };
}
