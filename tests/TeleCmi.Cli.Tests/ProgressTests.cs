using System.Text.RegularExpressions;

namespace TeleCmi.Cli.Tests;

/// <summary>What a run says while it works and where it ends short: each change once, why it is not done, and what to do next.</summary>
public sealed class ProgressTests
{
    [Fact]
    public async Task Each_change_is_told_once_as_it_ends_and_what_is_not_done_by_its_reason()
    {
        await using var centre = await CallCentre.OpenAsync();
        var people = CallCentre.People(5, first: 201);
        centre.Account.UserLimit = 2;
        centre.WriteRoster(people);

        var ended = (await centre.RunAsync("apply", "--yes", "--parallelism", "1")).Exits(1);

        Assert.Contains("\n  + 201 \"Agent 201\"  added\n  + 202 \"Agent 202\"  added\n", ended.Out, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(ended.Out, "203 \"Agent 203\"  failed: "));
        Assert.Matches(
            @"\nNot done \(3\): 203-205: [^\n]*limit[^\n]*\nRun telecmi apply again: it reads the account, settles what is not known and does the rest\.\n"
            + @"Applied: 2 added; 3 failed\.\n$", ended.Out);
        Assert.DoesNotContain("203", ended.Error, StringComparison.Ordinal);
        centre.Account.UserLimit = 900;
        Assert.EndsWith("\nApplied: 3 added.\n", (await centre.RunAsync("apply", "--yes")).Exits(0).Out, StringComparison.Ordinal);
        await centre.PlansNothingAsync();
    }

    [Theory]
    [InlineData("json")]
    [InlineData("github")]
    [InlineData("markdown")]
    public async Task No_name_goes_to_the_log_beside_a_document(string format)
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(3));

        var ended = (await centre.RunAsync("apply", "--yes", "--format", format)).Exits(0);

        Assert.Contains("  + 100  added\n", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Agent", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_answers_and_that_is_said()
    {
        await using var centre = await CallCentre.OpenAsync();
        centre.WriteRoster(CallCentre.People(1));
        centre.Variables["TELECMI_BASE_URL"] = "http://127.0.0.1:9";

        var ended = (await centre.RunAsync("plan")).Exits(1);

        Assert.Matches(@"127\.0\.0\.1:9 does not answer; try [1-6] of 6\n", ended.Error);
        Assert.InRange(Regex.Count(ended.Error, "does not answer"), 1, 3);
    }

    [Fact]
    public async Task A_slow_service_is_waited_for_page_by_page()
    {
        await using var centre = await CallCentre.OpenAsync(new SimulatorOptions { Latency = TimeSpan.FromSeconds(1.6) });
        var people = CallCentre.People(25);
        centre.Settle(people);
        centre.WriteRoster(people);

        var ended = await centre.RunAsync("drift");

        Assert.Matches(@"Reading the account: page \d( of 3)?\n", ended.Error);
    }
}
