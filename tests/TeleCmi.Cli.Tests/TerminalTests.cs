namespace TeleCmi.Cli.Tests;

/// <summary>Somebody sits before the screen. <c>script</c> plays the terminal.</summary>
public sealed class TerminalTests
{
    private const string Script = "/usr/bin/script";

    public TerminalTests() => Assert.SkipUnless(File.Exists(Script) && !OperatingSystem.IsMacOS(), "There is no `script` of util-linux here to play a terminal.");

    [Theory]
    [InlineData("yes", 0)]
    [InlineData("y", 1)]
    [InlineData("YES", 1)]
    [InlineData("", 1)]
    [InlineData("no", 1)]
    public async Task Only_yes_is_a_yes(string answer, int code)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        using var screen = Sit(centre, "apply");

        screen.Type(answer + "\n");
        (await screen.EndAsync()).Exits(code);

        Assert.Equal(code == 0 ? 1 : 0, centre.Account.All().Count);
        Assert.Equal(code == 0, File.Exists(centre.StatePath));
    }

    [Fact]
    public async Task Control_C_at_the_question_ends_with_130_and_changes_nothing()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        using var screen = Sit(centre, "apply");
        await screen.SeesAsync("Only yes");

        screen.Type("\u0003");
        (await screen.EndAsync()).Exits(130);

        Assert.Equal(0, centre.Account.Calls.Write);
        Assert.False(File.Exists(centre.StatePath));
    }

    [Fact]
    public async Task Refusals_come_before_the_question()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(8);
        centre.Settle(people);
        centre.WriteRoster(people.Take(2));
        using var screen = Sit(centre, "apply --prune");

        var ended = (await screen.EndAsync()).Exits(3);

        Assert.DoesNotContain("Only yes", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Colours_are_for_terminals_that_have_them_and_can_be_switched_off()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        Assert.DoesNotContain('\u001b', (await centre.RunAsync("plan")).Out);

        Assert.Contains("\u001b[32m", await ShownAsync(centre, "plan"), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', await ShownAsync(centre, "plan --no-color"));
        Assert.DoesNotContain('\u001b', await ShownAsync(centre, "plan", "dumb"));
        centre.Variables["NO_COLOR"] = "1";
        Assert.DoesNotContain('\u001b', await ShownAsync(centre, "plan"));
    }

    [Theory]
    [InlineData("xterm", true)]
    [InlineData("screen-256color", true)]
    [InlineData("dumb", false)]
    public async Task Progress_is_redrawn_only_where_a_terminal_can(string kind, bool redraws)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(3));

        var shown = await ShownAsync(centre, "apply --yes", kind);

        Assert.Equal(redraws, shown.Replace("\r\n", "\n", StringComparison.Ordinal).Contains('\r'));
        Assert.Equal(redraws, shown.Contains('\u001b'));
        Assert.Contains("\nApplied:", shown.Replace("\u001b[1m", "", StringComparison.Ordinal).Replace("\u001b[K", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xterm")]
    [InlineData("xterm-256color")]
    [InlineData("screen-256color")]
    [InlineData("linux")]
    public async Task Nothing_goes_to_a_terminal_but_the_text(string kind)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        centre.Variables["NO_COLOR"] = "1";

        Assert.Matches(@"^\d+\.\d+\.\d+\S*\r?\n$", await ShownAsync(centre, "--version", kind));
        Assert.StartsWith("telecmi keeps", await ShownAsync(centre, "--help", kind), StringComparison.Ordinal);
        using var document = System.Text.Json.JsonDocument.Parse(await ShownAsync(centre, "validate --format json", kind));
        Assert.StartsWith("::notice", await ShownAsync(centre, "validate --format github", kind), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', await ShownAsync(centre, "plan", kind));
        Assert.DoesNotContain('\u001b', await ShownAsync(centre, "plan --help", kind));
    }

    [Fact]
    public async Task Nothing_is_asked_where_nothing_is_to_be_done_or_a_plan_was_approved()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster([Person.Of(101)]);
        (await centre.RunAsync("plan", "--out", "approved.plan.json")).Exits(0);
        using (var screen = Sit(centre, "apply approved.plan.json"))
        {
            Assert.DoesNotContain("Only yes", (await screen.EndAsync()).Exits(0).Out, StringComparison.Ordinal);
        }

        using (var screen = Sit(centre, "apply"))
        {
            Assert.DoesNotContain("Only yes", (await screen.EndAsync()).Exits(0).Out, StringComparison.Ordinal);
        }
    }

    // Standard input stays open: its end would be taken for somebody's Control-D.
    private static StartedRun Sit(CallCentre centre, string words, string kind = "xterm")
        => Telecmi.StartProgram(Script, centre.Folder, new Dictionary<string, string>(centre.Variables) { ["TERM"] = kind }, "-qec", $"'{Telecmi.Executable}' {words}", "/dev/null");

    private static async Task<string> ShownAsync(CallCentre centre, string words, string kind = "xterm")
    {
        using var screen = Sit(centre, words, kind);
        return (await screen.EndAsync()).Exits(0).Out;
    }
}
