using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;
using static TeleCmi.Declarative.Tests.Planning.Case;

namespace TeleCmi.Declarative.Tests.Planning;

/// <summary>What becomes of a password that whoever made the roster gives, and no file.</summary>
public sealed class PasswordRuleTests
{
    [Fact]
    public void A_compared_one_is_sent_where_it_differs()
    {
        Assert.Empty(Of(PasswordRule.Compared, given: "same", live: "same").Changes);
        var change = Assert.Single(Of(PasswordRule.Compared, given: "other", live: "same").Changes);
        Assert.Equal([new FieldChange.Password(true)], change.Fields);
        Assert.True(change.SendsRosterPassword);
    }

    [Fact]
    public void A_kept_one_is_compared_with_nothing_and_sent_only_where_one_must_be()
    {
        Assert.Empty(Of(PasswordRule.Kept, given: "other", live: "same").Changes);
        Assert.Empty(Of(PasswordRule.Kept, given: "other", live: null).Changes);
        Assert.False(Assert.Single(Of(PasswordRule.Kept, given: "other", live: "same", name: "Ben").Changes).SendsRosterPassword);
        Assert.True(Assert.Single(Of(PasswordRule.Kept, given: "other", live: null, name: "Ben").Changes).SendsRosterPassword);
    }

    [Fact]
    public void A_sent_one_goes_whether_it_differs_or_not()
    {
        var change = Assert.Single(Of(PasswordRule.Sent, given: "same", live: "same").Changes);
        Assert.Equal([new FieldChange.Password(true)], change.Fields);
        Assert.True(change.SendsRosterPassword);
    }

    [Theory, InlineData(PasswordRule.Compared), InlineData(PasswordRule.Kept), InlineData(PasswordRule.Sent)]
    public void Whoever_is_new_gets_it_in_any_case(PasswordRule rule)
    {
        var made = Assert.Single(new Case { Roster = [Given(rule, "Manish")], RosterPasswords = Passwords("first") }.Plan().Changes);
        Assert.Equal((ChangeAction.Add, true, false), (made.Action, made.SendsRosterPassword, made.LacksPassword));
    }

    private static Plan Of(PasswordRule rule, string given, string? live, string name = "Manish") => new Case
    {
        Roster = [Given(rule, name)],
        State = [Recorded(101, password: "same")],
        Live = [Listed(101)],
        RosterPasswords = Passwords(given),
        LivePasswords = live is null ? ImmutableDictionary<int, string>.Empty : Passwords(live),
    }.Plan();

    private static RosterAgent Given(PasswordRule rule, string name)
        => Wanted(101, name) with { Password = new PasswordSource.Given(rule) };

    private static ImmutableDictionary<int, string> Passwords(string password) => ImmutableDictionary<int, string>.Empty.Add(101, password);
}
