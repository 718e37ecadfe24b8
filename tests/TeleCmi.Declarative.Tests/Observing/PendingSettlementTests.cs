using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Observing;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Tests.States;
using static TeleCmi.Declarative.Tests.Planning.Case;

namespace TeleCmi.Declarative.Tests.Observing;

/// <summary>What a list says about the changes that a run left pending.</summary>
public sealed class PendingSettlementTests
{
    // a = as wanted, b = as it was before, x = somebody else, - = absent; recorded before: b, unless it was an add.
    [Theory]
    [InlineData(ChangeAction.Add, "a", "a")]
    [InlineData(ChangeAction.Add, "b", "-")]
    [InlineData(ChangeAction.Add, "x", "-")]
    [InlineData(ChangeAction.Add, "-", "-")]
    [InlineData(ChangeAction.Update, "a", "a")]
    [InlineData(ChangeAction.Update, "b", "b")]
    [InlineData(ChangeAction.Update, "x", "b")]
    [InlineData(ChangeAction.Update, "-", "b")]
    [InlineData(ChangeAction.Recreate, "a", "a")]
    [InlineData(ChangeAction.Recreate, "b", "b")]
    [InlineData(ChangeAction.Recreate, "x", "-")] // whoever was recorded is gone: the next plan must see a stranger
    [InlineData(ChangeAction.Recreate, "-", "b")]
    [InlineData(ChangeAction.Adopt, "a", "a")]
    [InlineData(ChangeAction.Remove, "-", "-")]
    [InlineData(ChangeAction.Remove, "b", "b")]
    [InlineData(ChangeAction.Remove, "x", "b")]
    [InlineData(ChangeAction.Forget, "-", "b")]
    public void Each_change_is_settled_by_what_the_list_shows(ChangeAction action, string live, string recorded)
    {
        var pending = new PendingChange(
            101,
            action,
            action is ChangeAction.Add or ChangeAction.Recreate ? null : Recorded(101, "Before"),
            action is ChangeAction.Remove or ChangeAction.Forget ? null : Recorded(101, "After"));
        var state = (action == ChangeAction.Add ? Samples.State() : Samples.State(Recorded(101, "Before"))).With(pending);

        var settled = PendingSettlement.Settle(state, live == "-" ? Readings.Of() : Readings.Of(Live(live)), Key);

        Assert.Null(settled.Pending);
        Assert.Equal(recorded switch { "a" => "After", "b" => "Before", _ => null }, settled.Agents.GetValueOrDefault(101)?.Name);
    }

    [Theory]
    [InlineData("new", "new")]
    [InlineData("old", "old")]
    [InlineData(null, "old")] // not shown: dropped, and the next plan shows the change again
    public void An_update_of_nothing_but_the_password_is_told_by_the_password_alone(string? shown, string recorded)
    {
        var state = Samples.State(Recorded(101, password: "old")) with { KeyId = Key.KeyId };
        state = state.With(new PendingChange(101, ChangeAction.Update, Recorded(101, password: "old"), Recorded(101, password: "new")));

        var settled = PendingSettlement.Settle(state, shown is null ? Readings.Of(Listed(101)) : Readings.Of(Listed(101), shown), Key);

        Assert.Equal(Recorded(101, password: recorded).PasswordFingerprint, settled.Agents[101].PasswordFingerprint);
    }

    [Fact]
    public void An_adopt_that_was_cut_short_is_recorded_though_nothing_was_to_be_changed()
    {
        var state = Samples.State().With(new PendingChange(101, ChangeAction.Adopt, Recorded(101), Recorded(101)));

        Assert.Equal([101], PendingSettlement.Settle(state, Readings.Of(Listed(101)), Key).Agents.Keys);
    }

    [Fact]
    public void What_the_list_does_not_show_and_what_is_not_managed_contradict_nothing()
    {
        var state = Samples.State().With(new PendingChange(101, ChangeAction.Add, null, Recorded(101, end: null)));

        Assert.Equal([101], PendingSettlement.Settle(state, Readings.Of(Listed(101, start: null, alert: null)), Key).Agents.Keys);
    }

    [Fact]
    public void Fingerprints_of_another_key_tell_nothing()
    {
        var state = Samples.State().With(new PendingChange(101, ChangeAction.Add, null, Recorded(101, password: "of the other key"))) with { KeyId = "another" };

        var settled = PendingSettlement.Settle(state, Readings.Of(Listed(101), "chosen"), Key);

        Assert.Equal([101], settled.Agents.Keys);
    }

    [Fact]
    public void Only_a_pending_removal_whose_user_is_missing_asks_for_a_second_list()
    {
        var (nobody, somebody) = (Readings.Of(), Readings.Of(Listed(101)));
        var removing = Samples.State(Recorded(101)).With(Samples.Pending(ChangeAction.Remove, 101));

        Assert.True(PendingSettlement.NeedsSecondList(removing, nobody));
        Assert.False(PendingSettlement.NeedsSecondList(removing, somebody));
        Assert.False(PendingSettlement.NeedsSecondList(Samples.State(Recorded(101)), nobody));
        Assert.False(PendingSettlement.NeedsSecondList(Samples.State(Recorded(101)).With(Samples.Pending(ChangeAction.Update, 101)), nobody));
        Assert.True(PendingSettlement.NeedsSecondList(removing.With(Samples.Pending(ChangeAction.Remove, 101), Samples.Pending(ChangeAction.Add, 102)), nobody));
    }

    [Fact]
    public void What_is_not_pending_stays_as_it_is()
    {
        var calm = Samples.State(Recorded(101));
        Assert.Same(calm, PendingSettlement.Settle(calm, Readings.Of(), Key));

        var settled = PendingSettlement.Settle(calm.With(Samples.Pending(ChangeAction.Add, 102)), Readings.Of(), Key);
        Assert.Equal((calm.Serial, calm.Lineage), (settled.Serial, settled.Lineage));
        Assert.Equal([101], settled.Agents.Keys);
    }

    private static LiveAgent Live(string live) => live switch
    {
        "a" => Listed(101, "After"),
        "b" => Listed(101, "Before"),
        _ => Listed(101, "Somebody", "919000000000"),
    };
}
