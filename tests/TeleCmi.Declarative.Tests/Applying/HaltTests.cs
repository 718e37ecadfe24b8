using TeleCmi.Declarative.Applying;
using static TeleCmi.Declarative.Tests.Applying.Trouble;

namespace TeleCmi.Declarative.Tests.Applying;

/// <summary>What stops the sending, and what is left open then.</summary>
public sealed class HaltTests
{
    [Fact]
    public async Task Refused_credentials_stop_every_further_call()
    {
        using var story = new Story(wanted: [102, 103, 104], applied: [101]);
        story.Desk.Service.Trouble(103, Credentials);
        story.Desk.Store.JournalHolds = 2;

        var result = await story.ApplyAsync();

        Assert.Null(result.Fault);
        Assert.Equal(["add 102", "add 103"], story.Writes);
        Assert.Equal("101 skipped: the service refused the credentials, 102 changed, 103 failed: Authentication failed,"
            + " 104 skipped: the service refused the credentials", Story.Tell(result, 101, 103, 104));
        Assert.Equal("recorded 101 102", story.State);
    }

    [Fact]
    public async Task What_a_refusal_of_the_credentials_leaves_open_is_looked_at_and_not_sent_again()
    {
        using var story = new Story(wanted: [101, 102, 103], applied: []);
        story.Desk.Service.Trouble(101, LostBefore);
        story.Desk.Service.Trouble(102, LostAfter);
        story.Desk.Service.Trouble(103, Credentials);

        var result = await story.ApplyAsync();

        Assert.Equal(["add 101", "add 102", "add 103", "list"], story.Calls);
        Assert.Equal("101 unknown: no list could settle it: no answer, 102 changed, 103 failed", Story.Tell(result, 101));
        Assert.Equal("recorded 102, pending 101", story.State);
    }

    [Theory]
    [InlineData(NotSent, "sending has stopped")]
    [InlineData(RateLimited, "Too Many Requests")]
    public async Task Where_the_client_gave_up_the_rest_is_skipped_as_nothing_was_sent(Trouble trouble, string why)
    {
        using var story = new Story(wanted: [102, 103], applied: [101]);
        story.Desk.Service.Trouble(102, trouble);

        var result = await story.ApplyAsync();

        Assert.Equal(["add 102"], story.Calls);
        Assert.Equal($"101 skipped: {why}, 102 skipped: {why}, 103 skipped: {why}", Story.Tell(result, 101, 102, 103));
        Assert.Equal("recorded 101", story.State);
    }

    [Fact]
    public async Task What_was_lost_before_the_client_gave_up_stays_open()
    {
        using var story = new Story(wanted: [101], applied: []);
        story.Desk.Service.Trouble(101, LostBefore, NotSent);

        var result = await story.ApplyAsync();

        Assert.Equal("101 unknown", Story.Tell(result));
        Assert.Equal("recorded nobody, pending 101", story.State);
    }

    [Fact]
    public async Task An_interrupt_sends_nothing_more_and_leaves_what_is_open_to_the_next_run()
    {
        using var story = new Story(wanted: [102, 103], applied: [101]);
        using var stop = new CancellationTokenSource();
        story.Desk.Service.Trouble(102, LostBefore);
        story.Desk.Service.Meanwhile = call => stop.Cancel();

        var result = await story.ApplyAsync(planned: true, new StopSignals(stop.Token, CancellationToken.None));

        Assert.True(result.Interrupted);
        Assert.Equal("101 skipped: interrupted, 102 unknown, 103 skipped: interrupted", Story.Tell(result, 101, 103));
        Assert.Equal(["add 102"], story.Calls);
        Assert.Equal("recorded 101, pending 102", story.State);
    }

    [Fact]
    public async Task An_interrupt_while_the_account_is_read_leaves_what_is_open_open()
    {
        using var story = new Story(wanted: [102], applied: []);
        using var stop = new CancellationTokenSource();
        story.Desk.Service.Trouble(102, LostBefore);
        story.Desk.Service.Meanwhile = call =>
        {
            if (call == "list")
            {
                stop.Cancel();
            }
        };

        Assert.Equal("102 unknown", Story.Tell(await story.ApplyAsync(planned: true, new StopSignals(stop.Token, CancellationToken.None))));
    }

    [Fact]
    public async Task A_journal_that_takes_no_more_stops_the_sending_and_the_state_is_written_all_the_same()
    {
        using var story = new Story(wanted: [102, 103, 104], applied: [101]);
        story.Desk.Store.JournalHolds = 1;

        var result = await story.ApplyAsync();

        Assert.Equal("STA010", result.Fault?.Code);
        Assert.False(result.IsComplete);
        Assert.Equal(["add 102", "add 103"], story.Writes);
        Assert.Equal("101 skipped, 102 changed, 103 changed, 104 skipped: The journal can't be written: the disk is full.", Story.Tell(result, 104));
        Assert.Equal("recorded 101 102 103", story.State);
    }

    [Fact]
    public async Task A_seat_is_not_looked_for_once_sending_has_stopped()
    {
        using var story = new Story(wanted: [102, 103], applied: [101, 102, 104]);
        story.Desk.Account.UserLimit = 3;
        story.Desk.Service.Trouble(104, Credentials);

        var result = await story.ApplyAsync();

        Assert.Equal(["add 103", "remove 101", "remove 104"], story.Writes);
        Assert.Equal("101 changed, 103 failed: User limit reached, 104 failed", Story.Tell(result, 103));
    }
}
