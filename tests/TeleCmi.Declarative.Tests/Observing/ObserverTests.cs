using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Observing;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Tests.States;
using static TeleCmi.Declarative.Tests.Planning.Case;

namespace TeleCmi.Declarative.Tests.Observing;

/// <summary>How often the account is read before somebody is believed to be gone.</summary>
public sealed class ObserverTests
{
    private static readonly RecordedState Removing = Samples.State(Recorded(101), Recorded(102)).With(Samples.Pending(ChangeAction.Remove, 101));

    [Fact]
    public async Task One_list_is_enough_where_nobody_is_to_be_believed_gone()
    {
        var reader = new Readings(Readings.Of(Listed(101)), Readings.Of());

        var seen = (await ObserveAsync(reader, Samples.State(Recorded(101)))).Ok();

        Assert.Equal((1, false), (reader.Count, seen.Confirmed));
        Assert.Equal([101], seen.Live.Agents.Keys);
    }

    [Fact]
    public async Task Without_a_state_there_is_nothing_to_settle()
    {
        var seen = (await ObserveAsync(new Readings(Readings.Of(Listed(101))), null)).Ok();

        Assert.Null(seen.State);
    }

    [Fact]
    public async Task A_removal_that_nobody_saw_end_is_believed_once_two_lists_miss_the_user()
    {
        var reader = new Readings(Readings.Of(Listed(102)), Readings.Of(Listed(102)));

        var seen = (await ObserveAsync(reader, Removing)).Ok();

        Assert.Equal((2, true), (reader.Count, seen.Confirmed));
        Assert.Equal([102], seen.State?.Agents.Keys);
        Assert.Null(seen.State?.Pending);
    }

    [Fact]
    public async Task Whom_the_second_list_shows_was_never_gone()
    {
        var reader = new Readings(Readings.Of(Listed(102)), Readings.Of(Listed(101), Listed(102)));

        var seen = (await ObserveAsync(reader, Removing)).Ok();

        Assert.Equal([101, 102], seen.State?.Agents.Keys);
        Assert.Equal([101, 102], seen.Live.Agents.Keys);
    }

    [Fact]
    public async Task A_removal_whose_user_is_still_there_needs_one_list()
    {
        var reader = new Readings(Readings.Of(Listed(101), Listed(102)));

        var seen = (await ObserveAsync(reader, Removing)).Ok();

        Assert.Equal((1, false), (reader.Count, seen.Confirmed));
        Assert.Equal([101, 102], seen.State?.Agents.Keys);
    }

    [Fact]
    public async Task An_add_that_is_not_there_needs_no_second_list_as_the_next_add_finds_out()
    {
        var reader = new Readings(Readings.Of());

        _ = (await ObserveAsync(reader, Samples.State().With(Samples.Pending(ChangeAction.Add, 101)))).Ok();

        Assert.Equal(1, reader.Count);
    }

    [Fact]
    public async Task A_list_that_fails_is_no_list_the_second_as_the_first()
    {
        var first = (await ObserveAsync(new Readings(), Removing)).Failed();
        var second = (await ObserveAsync(new Readings(Readings.Of()), Removing)).Failed();

        Assert.Equal(("unreachable", "no answer", "Try again."), (first.Code, first.Message, first.Hint));
        Assert.Equal("unreachable", second.Code);
    }

    [Fact]
    public async Task A_confirmation_is_a_second_list_and_fails_where_that_does()
    {
        var first = new Observation(null, Readings.Of(Listed(101)), Confirmed: false);

        var seen = (await Observer.ConfirmAsync(new Readings(Readings.Of(Listed(102))), first, TestContext.Current.CancellationToken)).Ok();
        Assert.True(seen.Confirmed);
        Assert.Equal([101, 102], seen.Live.Agents.Keys);

        _ = (await Observer.ConfirmAsync(new Readings(), first, TestContext.Current.CancellationToken)).Failed();
    }

    [Fact]
    public void Two_lists_make_one_of_everybody_in_either_with_the_later_values()
    {
        var earlier = Readings.Of(Listed(101, "Then"), "then") with { Foreign = 1, Doubled = [101] };
        var later = Readings.Of(Listed(101, "Now"), "now") with { Foreign = 2, Doubled = [102] };

        var merged = Observer.Merge(earlier, later);
        Assert.Equal(("Now", 2), (merged.Agents[101].Name, merged.Foreign));
        Assert.Equal([101, 102], merged.Doubled.Order());
        Assert.True(new Secret("now").Equals(merged.Passwords.Find(101)));

        var gone = Observer.Merge(earlier, Readings.Of(Listed(102)));
        Assert.Equal([101, 102], gone.Agents.Keys);
        Assert.True(new Secret("then").Equals(gone.Passwords.Find(101)));
        Assert.Null(gone.Passwords.Find(102));

        // A password that the later list hides is not known any more.
        Assert.Null(Observer.Merge(earlier, Readings.Of(Listed(101))).Passwords.Find(101));
    }

    private static Task<Result<Observation>> ObserveAsync(Readings reader, RecordedState? state) => Observer.ObserveAsync(reader, state, Key, default);
}
