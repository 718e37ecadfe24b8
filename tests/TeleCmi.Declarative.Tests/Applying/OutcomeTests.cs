using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Simulator;

namespace TeleCmi.Declarative.Tests.Applying;

/// <summary>What is sent for one change and what is told of it, whatever becomes of the others.</summary>
public sealed class OutcomeTests
{
    [Theory]
    [InlineData(VerdictKind.UserLimit, "failed: user limit reached")]
    [InlineData(VerdictKind.Refused, "failed: refused by the service")]
    [InlineData(VerdictKind.NotSent, "skipped: sending was stopped")]
    [InlineData(VerdictKind.Lost, "unknown: no list could settle it")]
    public async Task Where_the_service_has_no_words_the_outcome_is_told_in_ours(VerdictKind verdict, string told)
    {
        using var story = new Story(wanted: [101], applied: []);

        Assert.Equal($"101 {told}", Story.Tell(await story.ApplyAsync(new SilentWriter(verdict), parallelism: 1), 101));
    }

    [Fact]
    public async Task What_needs_no_call_is_done_without_one()
    {
        // To be recorded, to be forgotten, and to be protected.
        using var story = new Story(wanted: [101, 103], applied: [102, 103]);
        story.Protect(103);
        story.Desk.Account.Delete(102);
        story.Desk.Account.Put(Story.User(101));

        var result = await story.ApplyAsync();

        Assert.True(result.IsComplete);
        Assert.Equal("101 converged, 102 changed, 103 changed", Story.Tell(result));
        Assert.Empty(story.Calls);
        Assert.Equal("recorded 101 103", story.State);
        Assert.Equal([false, true], story.Desk.Store.Load()?.Agents.Values.Select(agent => agent.Protected));
    }

    [Fact]
    public async Task An_update_sends_the_live_password_back_where_the_entry_gives_none()
    {
        using var story = new Story(wanted: [101], applied: [101]);
        story.Rename(101, password: false);

        Assert.Equal("101 changed", Story.Tell(await story.ApplyAsync()));
        Assert.Equal(("New Name", "pw-101"), (story.Desk.Account.Find(101)?.Name, story.Desk.Account.Find(101)?.Password));
    }

    [Fact]
    public async Task An_update_whose_password_nobody_can_read_is_never_sent()
    {
        using var story = new Story(wanted: [101], applied: [101], service: Desk.Options with { Passwords = PasswordDisplay.Omitted });
        story.Rename(101, password: false);

        var result = await story.ApplyAsync();

        Assert.Null(result.Fault);
        Assert.Equal("101 failed: the service does not show the password that an update must send back; give it in the entry", Story.Tell(result, 101));
        Assert.Empty(story.Writes);
    }

    [Fact]
    public async Task A_lost_add_is_settled_though_the_service_shows_no_password()
    {
        using var story = new Story(wanted: [101], applied: [], service: Desk.Options with { Passwords = PasswordDisplay.Omitted });
        story.Desk.Service.Trouble(101, Trouble.LostAfter);

        Assert.True((await story.ApplyAsync()).IsComplete);
        Assert.Equal(["add 101"], story.Writes);
        Assert.Equal("recorded 101", story.State);
    }

    [Fact]
    public async Task An_add_of_which_no_password_is_known_is_never_sent()
    {
        using var story = new Story(wanted: [101], applied: []);

        var result = await story.Desk.CarryOutAsync(await story.Desk.PrepareAsync(story.Roster, ImmutableDictionary<int, Secret>.Empty));

        Assert.Equal("101 failed: no password is known; nothing was sent", Story.Tell(result, 101));
        Assert.Null(story.Desk.Account.Find(101));
    }

    [Fact]
    public async Task A_user_that_is_listed_twice_is_never_written()
    {
        using var story = new Story(wanted: [101, 102], applied: [101, 102, 103]);
        story.Rename(101);
        story.Desk.Service.List = (_, account) => account with { Doubled = [101, 103] };

        var result = await story.ApplyAsync();

        Assert.Empty(story.Writes);
        Assert.Equal("101 failed: the service lists this user twice; not sent, 103 failed", Story.Tell(result, 101));
        Assert.Equal("recorded 101 102 103", story.State);
    }

    /// <summary>Has one answer to everything, and no words for it.</summary>
    private sealed class SilentWriter(VerdictKind verdict) : IAgentWriter
    {
        public Task<Verdict> AddAsync(AgentWrite agent, CancellationToken cancellationToken) => Task.FromResult(new Verdict(verdict));

        public Task<Verdict> UpdateAsync(AgentWrite agent, CancellationToken cancellationToken) => Task.FromResult(new Verdict(verdict));

        public Task<Verdict> RemoveAsync(int extension, CancellationToken cancellationToken) => Task.FromResult(new Verdict(verdict));
    }
}
