using TeleCmi.Client;
using static TeleCmi.Declarative.Tests.Applying.Trouble;

namespace TeleCmi.Declarative.Tests.Applying;

/// <summary>In which order calls are sent, and how many at once.</summary>
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
