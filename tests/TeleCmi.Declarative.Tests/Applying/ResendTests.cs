using static TeleCmi.Declarative.Tests.Applying.Trouble;

namespace TeleCmi.Declarative.Tests.Applying;

/// <summary>How often a call is sent again, and what a list settles of those that nobody answered.</summary>
public sealed class ResendTests
{
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
}
