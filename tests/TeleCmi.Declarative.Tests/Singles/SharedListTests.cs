using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Observing;
using TeleCmi.Declarative.Singles;
using TeleCmi.Declarative.Tests.Observing;
using static TeleCmi.Declarative.Tests.Planning.Case;

namespace TeleCmi.Declarative.Tests.Singles;

/// <summary>One list serves all who need one, and none is read while somebody writes.</summary>
public sealed class SharedListTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task All_who_ask_get_one_list_and_who_asks_later_the_same_until_somebody_writes()
    {
        var reader = new Readings(Readings.Of(Listed(101)), Readings.Of(Listed(101, "Renamed")));
        var lists = Lists(reader);

        var both = await Task.WhenAll(lists.ReadAsync(None), lists.ReadAsync(None));
        Assert.Same(Seen(both[0]), Seen(both[1]));
        Assert.Same(Seen(both[0]), Seen(await lists.ReadAsync(None)));
        Assert.Equal(1, reader.Count);

        (await lists.BeginWriteAsync(101, None)).Dispose();
        Assert.Same(Seen(both[0]), Seen(await lists.ReadForUpdateAsync(102, None)));
        Assert.Equal("Renamed", Seen(await lists.ReadForUpdateAsync(101, None)).Live.Find(101)?.Name);
        Assert.Equal(2, reader.Count);
    }

    [Fact]
    public async Task No_list_begins_before_the_last_write_has_ended_and_no_write_before_the_list()
    {
        var reader = new SlowReader();
        var lists = Lists(reader);
        var write = await lists.BeginWriteAsync(101, None);
        var list = lists.ReadBackAsync(None);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False(reader.Began.IsCompleted);
        write.Dispose();
        await reader.Began;

        var second = lists.BeginWriteAsync(102, None);
        Assert.False(second.IsCompleted);
        reader.End(Readings.Of());
        (await second).Dispose();
        Assert.Empty(Seen(await list).Live.Agents);
    }

    [Fact]
    public async Task An_absence_is_confirmed_by_a_second_list_and_whom_either_shows_is_there()
    {
        var lists = Lists(new Readings(Readings.Of(Listed(101)), Readings.Of(Listed(102))));

        var first = Seen(await lists.ReadAsync(None));
        var confirmed = Seen(await lists.ConfirmAsync(first, None));

        Assert.Equal((false, true), (first.Confirmed, confirmed.Confirmed));
        Assert.Equal([101, 102], confirmed.Live.Agents.Keys);
    }

    [Fact]
    public async Task A_list_that_fails_fails_for_all_who_wait_for_it_and_the_next_one_is_another()
    {
        var lists = Lists(new Readings(null, Readings.Of(Listed(101))));

        var failed = (await lists.ReadAsync(None)).Failed();

        Assert.Equal("unreachable", failed.Code);
        Assert.NotNull(Seen(await lists.ReadAsync(None)).Live.Find(101));
    }

    private static SharedLists Lists(IAgentReader reader) => new(reader, TimeProvider.System, None);

    private static Observation Seen(Result<Observation> result) => result.Ok();

    private sealed class SlowReader : IAgentReader
    {
        private readonly TaskCompletionSource _began = new();
        private readonly TaskCompletionSource<Result<LiveAccount>> _end = new();

        public Task Began => _began.Task;

        public void End(LiveAccount account) => _end.SetResult(account);

        public Task<Result<LiveAccount>> SweepAsync(CancellationToken cancellationToken)
        {
            _began.SetResult();
            return _end.Task;
        }
    }
}
