using TeleCmi.Client;
using TeleCmi.Declarative.Applying;
using static TeleCmi.Declarative.Tests.Applying.Trouble;

namespace TeleCmi.Declarative.Tests.Applying;

/// <summary>In which order calls are sent, what stops them, and how often they are sent again.</summary>
public sealed class PhasesTests
{
    [Fact]
    public async Task Adds_and_updates_come_before_removals_and_adds_without_a_seat_after_them()
    {
        using var story = new Story(wanted: [102, 103], applied: [101, 102]);
        story.Desk.Account.UserLimit = 2;
        story.Rename(102);

        var result = await story.ApplyAsync();

        Assert.Equal(["update 102", "add 103", "remove 101", "add 103"], story.Writes);
        Assert.True(result.IsComplete);
        Assert.Equal("recorded 102 103", story.State);
    }

    [Theory]
    [InlineData(LostBefore, LostBefore)]
    [InlineData(Refused, Refused)]
    public async Task Without_a_removal_that_succeeds_there_is_no_seat_and_the_add_fails_with_the_services_words(params Trouble[] removal)
    {
        using var story = new Story(wanted: [102, 103], applied: [101, 102]);
        story.Desk.Account.UserLimit = 2;
        story.Desk.Service.Trouble(101, removal);

        var result = await story.ApplyAsync();

        Assert.Equal(1, story.Writes.Count(call => call == "add 103"));
        Assert.Equal("101 unknown, 103 failed: User limit reached", Story.Tell(result, told: 103));
    }

    [Fact]
    public async Task One_removal_that_succeeds_frees_a_seat_though_another_is_refused()
    {
        using var story = new Story(wanted: [103], applied: [101, 102]);
        story.Desk.Account.UserLimit = 2;
        story.Desk.Service.Trouble(102, Refused, Refused);

        Assert.Equal("101 changed, 102 unknown, 103 changed", Story.Tell(await story.ApplyAsync()));
    }

    [Fact]
    public async Task Where_fewer_seats_are_freed_than_were_waited_for_the_last_add_fails()
    {
        using var story = new Story(wanted: [102, 103, 104], applied: [101, 102]);
        story.Desk.Account.UserLimit = 2;

        var result = await story.ApplyAsync();

        Assert.Equal(["add 103", "add 104", "remove 101", "add 103", "add 104"], story.Writes);
        Assert.Equal("101 changed, 103 changed, 104 failed: User limit reached", Story.Tell(result, told: 104));
    }

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
    public async Task A_lost_call_is_sent_again_in_five_rounds_at_most_as_long_as_one_of_them_is_resolved()
    {
        using var story = new Story(wanted: [101, 102, 103, 104, 105, 106, 107], applied: []);
        for (var extension = 101; extension <= 107; extension++)
        {
            // The first is lost once, the second twice, and so on: each round resolves one.
            story.Desk.Service.Trouble(extension, Enumerable.Repeat(LostBefore, extension - 100));
        }

        var result = await story.ApplyAsync();

        Assert.Equal("101 changed, 102 changed, 103 changed, 104 changed, 105 changed, 106 unknown, 107 unknown", Story.Tell(result));
        Assert.Equal([2, 3, 4, 5, 6, 6, 6], Enumerable.Range(101, 7).Select(extension => story.Writes.Count(call => call == $"add {extension}")));
        Assert.Equal(6, story.Calls.Count(call => call == "list"));
        Assert.Equal("recorded 101 102 103 104 105, pending 106 107", story.State);
    }

    [Fact]
    public async Task The_last_round_is_followed_by_a_list_that_still_settles()
    {
        using var story = new Story(wanted: [101, 102, 103, 104, 105, 106], applied: []);
        for (var extension = 101; extension <= 106; extension++)
        {
            story.Desk.Service.Trouble(extension, [.. Enumerable.Repeat(LostBefore, Math.Min(extension - 100, 5)), extension == 106 ? LostAfter : None]);
        }

        Assert.True((await story.ApplyAsync()).IsComplete);
        Assert.Equal(6, story.Calls.Count(call => call == "list"));
    }

    [Fact]
    public async Task A_round_that_resolves_nothing_is_the_last()
    {
        using var story = new Story(wanted: [101], applied: []);
        story.Desk.Service.Trouble(101, Enumerable.Repeat(LostBefore, 9));

        Assert.Equal("101 unknown", Story.Tell(await story.ApplyAsync()));
        Assert.Equal(["add 101", "list", "add 101", "list"], story.Calls);
        Assert.Equal("recorded nobody, pending 101", story.State);
    }

    [Fact]
    public async Task An_answer_lost_after_the_work_was_done_costs_a_list_and_no_second_call()
    {
        using var story = new Story(wanted: [102, 103], applied: [101, 102]);
        story.Rename(102);
        foreach (var extension in new[] { 101, 102, 103 })
        {
            story.Desk.Service.Trouble(extension, LostAfter);
        }

        Assert.True((await story.ApplyAsync()).IsComplete);
        Assert.Equal(["update 102", "add 103", "list", "remove 101", "list", "list"], story.Calls);
        Assert.Equal("recorded 102 103", story.State);
    }

    [Fact]
    public async Task Nobody_is_taken_for_removed_on_the_word_of_one_list()
    {
        using var story = new Story(wanted: [102], applied: [101, 102]);
        story.Desk.Service.Trouble(101, LostBefore);
        // The first list that is asked for 101 shows fewer than there are.
        story.Desk.Service.List = (number, account) => number == 2 ? account with { Agents = account.Agents.Remove(101) } : account;

        Assert.True((await story.ApplyAsync()).IsComplete);
        Assert.Equal(["remove 101", "list", "list", "remove 101"], story.Calls);
        Assert.Null(story.Desk.Account.Find(101));
    }

    [Fact]
    public async Task One_removal_that_a_list_would_settle_asks_for_a_second_list_whatever_else_is_open()
    {
        using var story = new Story(wanted: [103], applied: [101, 102, 103]);
        story.Desk.Service.Trouble(101, LostBefore);
        story.Desk.Service.Trouble(102, LostBefore);
        story.Desk.Service.List = (number, account) => number == 2 ? account with { Agents = account.Agents.Remove(101) } : account;

        Assert.True((await story.ApplyAsync()).IsComplete);
        Assert.Equal(["remove 101", "remove 102", "list", "list", "remove 101", "remove 102"], story.Calls);
        Assert.Equal("recorded 103", story.State);
    }

    [Fact]
    public async Task A_second_list_that_fails_leaves_the_removal_open()
    {
        using var story = new Story(wanted: [102], applied: [101, 102]);
        story.Desk.Service.Trouble(101, LostAfter);
        story.Desk.Service.List = (number, account) => number == 3 ? null : account;

        Assert.Equal("101 unknown: no list could settle it: no answer", Story.Tell(await story.ApplyAsync(), 101));
        Assert.Equal("recorded 101 102, pending 101", story.State);
    }

    [Fact]
    public async Task Without_a_list_everything_that_is_open_stays_open_and_the_next_run_settles_it()
    {
        using var story = new Story(wanted: [102, 103], applied: [101, 102]);
        story.Rename(102);
        foreach (var extension in new[] { 101, 102, 103 })
        {
            story.Desk.Service.Trouble(extension, LostAfter);
        }

        story.Desk.Service.List = (number, account) => number == 1 ? account : null;

        Assert.Equal("101 unknown, 102 unknown, 103 unknown", Story.Tell(await story.ApplyAsync()));
        Assert.Equal("recorded 101 102, pending 101 102 103", story.State);

        story.Desk.Service.Calm();
        Assert.True((await story.ApplyAsync()).IsComplete);
        Assert.Empty(story.Writes);
        Assert.Equal("recorded 102 103", story.State);
    }

    [Fact]
    public async Task An_update_of_somebody_who_is_gone_fails_and_one_that_somebody_changed_meanwhile_is_unknown()
    {
        using var story = new Story(wanted: [101, 102], applied: [101, 102]);
        story.Rename(101);
        story.Rename(102);
        story.Desk.Service.Trouble(102, LostBefore);
        story.Desk.Service.Meanwhile = call =>
        {
            story.Desk.Account.Delete(101);
            story.Desk.Account.Put(Story.User(102) with { Name = "Edited" });
        };

        var result = await story.ApplyAsync(planned: true);

        Assert.Equal("101 failed: gone: no list shows it any more; plan again, 102 unknown: somebody changed it meanwhile; plan again", Story.Tell(result, 101, 102));
        Assert.Equal("recorded 101 102, pending 102", story.State);
    }

    [Fact]
    public async Task A_removal_of_somebody_whom_others_made_anew_is_never_sent_again()
    {
        using var story = new Story(wanted: [102], applied: [101, 102]);
        story.Desk.Service.Trouble(101, LostBefore);
        story.Desk.Service.Meanwhile = call => story.Desk.Account.Put(Story.User(101) with { Name = "Somebody Else", Phone = "919876543299" });

        var result = await story.ApplyAsync(planned: true);

        Assert.Equal("101 unknown: somebody made it anew meanwhile; plan again", Story.Tell(result, 101));
        Assert.Equal(["remove 101"], story.Writes);
        Assert.NotNull(story.Desk.Account.Find(101));
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

    [Fact]
    public async Task A_refusal_fails_the_change_alone_with_the_services_words()
    {
        using var story = new Story(wanted: [101, 102], applied: [102]);
        story.Rename(102);
        story.Desk.Service.Trouble(101, Refused);

        Assert.Equal("101 failed: not today, 102 changed", Story.Tell(await story.ApplyAsync(), 101));
        Assert.Equal(["add 101", "update 102"], story.Calls);
        Assert.Equal("recorded 102", story.State);
    }

    [Fact]
    public async Task What_is_sent_again_is_sent_by_extension()
    {
        using var story = new Story(wanted: [101, 102, 103], applied: []);
        foreach (var extension in new[] { 101, 102, 103 })
        {
            story.Desk.Service.Trouble(extension, LostBefore);
        }

        Assert.True((await story.ApplyAsync()).IsComplete);
        Assert.Equal(["add 101", "add 102", "add 103", "add 101", "add 102", "add 103"], story.Writes);
    }

    [Fact]
    public async Task As_many_calls_are_in_flight_as_allowed_and_each_is_sent_once()
    {
        using var story = new Story(wanted: [.. Enumerable.Range(101, 9)], applied: []);
        var most = 0;
        var writer = new CountingWriter(flight => most = Math.Max(most, flight));

        var result = await story.ApplyAsync(writer, parallelism: 3);

        Assert.True(result.IsComplete);
        Assert.Equal(Enumerable.Range(101, 9), writer.Sent.Order());
        Assert.Equal(3, most);
    }

    /// <summary>Takes its time, and counts who waits meanwhile.</summary>
    private sealed class CountingWriter(Action<int> inFlight) : IAgentWriter
    {
        private readonly Lock _gate = new();
        private int _flight;

        public List<int> Sent { get; } = [];

        public async Task<Verdict> AddAsync(AgentWrite agent, CancellationToken cancellationToken)
        {
            lock (_gate)
            {
                Sent.Add(agent.Extension);
                inFlight(++_flight);
            }

            await Task.Delay(20, cancellationToken);
            lock (_gate)
            {
                _flight--;
            }

            return new Verdict(VerdictKind.Success);
        }

        public Task<Verdict> UpdateAsync(AgentWrite agent, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Verdict> RemoveAsync(int extension, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
