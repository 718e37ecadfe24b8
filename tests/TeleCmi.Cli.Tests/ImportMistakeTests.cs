
namespace TeleCmi.Cli.Tests;

/// <summary>An import that goes wrong, or is reported: nothing is recorded by mistake, and nothing secret is told.</summary>
public sealed class ImportMistakeTests
{
    [Theory]
    [InlineData]
    [InlineData("--all", "101")]
    [InlineData("101", "--only", "101")]
    [InlineData("abc")]
    [InlineData("101", "--report", "report.txt")]
    public async Task A_mistake_in_the_command_line_is_an_error_before_any_call(params string[] arguments)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Settle([Person.Of(101)]);

        (await centre.RunAsync(["import", .. arguments, "--format", "json"])).Exits(1).Json("telecmi-error/1");

        Assert.Equal(0, centre.Account.Calls.Total);
    }

    [Theory]
    [InlineData("markdown")]
    [InlineData("junit")]
    [InlineData("sarif")]
    [InlineData("github")]
    public async Task Who_was_imported_can_be_reported_in_every_format_and_the_entries_are_printed_as_text(string format)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Seat([Person.Of(101, "Asha")]);
        centre.WriteRoster([]);
        string[] files = ["import.json", "import.md", "import.xml", "import.sarif", "import.html"];

        var text = (await centre.RunAsync(["import", "101", .. files.SelectMany(file => new[] { "--report", file })])).Exits(0);
        Assert.NotEqual("", (await centre.RunAsync("import", "101", "--format", format)).Exits(0).Out);

        Assert.StartsWith("  - extension: 101\n", text.Out, StringComparison.Ordinal);
        Assert.All(files, file => Assert.NotEqual(0, new FileInfo(Path.Combine(centre.Folder, file)).Length));
        Assert.Contains("Asha", await File.ReadAllTextAsync(Path.Combine(centre.Folder, "import.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_roster_nothing_is_recorded()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.Seat([Person.Of(101)]);

        (await centre.RunAsync("import", "--all", "--format", "json")).Exits(1).SaysOnError("ROS001").Json("telecmi-error/1");

        Assert.False(File.Exists(centre.StatePath));
    }

    [Fact]
    public async Task A_state_that_is_not_ours_to_change_is_left_alone()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(2);
        centre.Seat(people);
        centre.WriteRoster(people);
        centre.Record(people, state => state["origin"] = "rest.telecmi.com");
        var other = centre.StateText();
        (await centre.RunAsync("import", "--all")).Exits(3).SaysOnError("other_service");
        Assert.Equal(other, centre.StateText());

        File.WriteAllText(centre.StatePath, "{");
        (await centre.RunAsync("import", "--all")).Exits(1).SaysOnError("STA003");
        Assert.Equal("{", centre.StateText());
        Assert.Equal(0, centre.Account.Calls.Total);
    }

    [Fact]
    public async Task A_run_that_holds_the_lock_or_an_interrupt_leaves_nothing_recorded()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are those of Unix.");
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { Latency = TimeSpan.FromSeconds(20) });
        centre.Seat([Person.Of(101)]);
        centre.WriteRoster([Person.Of(101)]);
        using var first = centre.Start("import", "--all", "--format", "json");
        first.EndInput();
        await first.UntilAsync(() => centre.Account.Calls.List > 0);

        (await centre.RunAsync("import", "--all")).Exits(1).SaysOnError("STA007", $"{first.Id}");
        await first.SignalAsync("INT");

        (await first.EndAsync()).Exits(130).Json("telecmi-error/1");
        Assert.False(File.Exists(centre.StatePath));
        centre.Behave(options => options with { Latency = TimeSpan.Zero });
        (await centre.RunAsync("import", "--all")).Exits(0);
        await centre.PlansNothingAsync();
    }

    [Fact]
    public async Task Neither_import_nor_export_writes_a_password_or_the_app_secret_anywhere()
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { QuoteSecrets = true });
        centre.Account.Secret = centre.Variables["TELECMI_SECRET"] = "canary-secret\"\\é";
        centre.Variables["AGENT_PASSWORD"] = "canary-of-the-roster\"\\é";
        centre.Seat(CallCentre.People(3).Select(person => person with { Password = $"canary-live-{person.Extension}\"\\é" }));
        centre.WriteRoster(CallCentre.People(2));

        var seen = "";
        foreach (var arguments in new string[][] { ["import", "100"], ["import", "--all", "--format", "json", "--verbose"], ["export", "--verbose"], ["export", "--format", "json"] })
        {
            var ended = (await centre.RunAsync(arguments)).Exits(0);
            seen += ended.Out + ended.Error;
        }

        centre.Account.Secret = "another";
        var refused = (await centre.RunAsync("export", "--verbose")).Exits(1);
        seen += refused.Out + refused.Error + centre.StateText();
        Assert.DoesNotContain("canary", seen, StringComparison.OrdinalIgnoreCase);
    }
}
