using System.Collections.Immutable;
using TeleCmi.Declarative.Planning;
using static TeleCmi.Declarative.Tests.Planning.Case;

namespace TeleCmi.Declarative.Tests.Planning;

/// <summary>No plan needs a password. An apply that must send one that nobody knows is refused as a whole, before any call.</summary>
public sealed class MissingPasswordTests
{
    private static readonly Case Three = new()
    {
        // To be added, made again, and renamed where the service shows no password.
        Roster = [Wanted(101), Wanted(102), Wanted(103, "New Name"), Wanted(104)],
        State = [Recorded(102), Recorded(103), Recorded(104)],
        Live = [Listed(103), Listed(104)],
    };

    [Fact]
    public void A_plan_warns_once_of_all_of_them_and_apply_refuses_it()
    {
        var plan = Three.Plan();

        Assert.Empty(plan.Refusals);
        Assert.Equal("3 passwords must be sent and have no value here: 101-103; apply refuses this plan until they have one.", Warning(plan)?.Message);

        var refusal = Assert.Single(plan.ForApply().Refusals);
        Assert.Equal((SafetyRule.NoPassword, 3, 0, "--env-file FILE"), (refusal.Rule, refusal.Count, refusal.Limit, refusal.Override));
        Assert.Equal([101, 102, 103], refusal.Extensions);
        Assert.Equal("3 passwords must be sent and have no value here: 101-103.", refusal.Message);
        Assert.Null(Warning(plan.ForApply()));
    }

    [Theory]
    [InlineData(101)]
    [InlineData(102)]
    [InlineData(103)]
    public void An_add_a_recreate_and_an_update_need_theirs_each(int missing)
    {
        var plan = (Three with { RosterPasswords = Given(101, 102, 103).Remove(missing) }).Plan();

        Assert.Equal([missing], Assert.Single(plan.ForApply().Refusals).Extensions);
        Assert.StartsWith($"1 password must be sent and has no value here: {missing};", Warning(plan)?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_all_are_known_the_plan_is_applied_as_it_is()
    {
        var plan = (Three with { RosterPasswords = Given(101, 102, 103) }).Plan();

        Assert.Same(plan, plan.ForApply());
        Assert.Null(Warning(plan));
    }

    [Fact]
    public void An_add_whose_entry_gives_none_needs_one()
        => Assert.Equal([101], Assert.Single((Three with { Roster = [Wanted(101, password: false)], State = [], Live = [] }).Plan().ForApply().Refusals).Extensions);

    [Fact]
    public void An_update_sends_the_live_password_back_where_the_service_shows_it()
        => Assert.Empty((Three with { Roster = [Wanted(103, "New Name")], LivePasswords = Given(103) }).Plan().ForApply().Refusals);

    [Fact]
    public void Nothing_that_is_not_sent_needs_one()
    {
        Assert.Empty((Three with { Roster = [Wanted(104)] }).Plan().ForApply().Refusals);
        Assert.Empty((Three with { Roster = [Wanted(103, "New Name")], Doubled = [103] }).Plan().ForApply().Refusals);
        Assert.Empty((Three with { Roster = [Wanted(104, isProtected: true)] }).Plan().ForApply().Refusals);
    }

    private static PlanWarning? Warning(Plan plan) => plan.Warnings.SingleOrDefault(warning => warning.Code == "no_password");

    private static ImmutableDictionary<int, string> Given(params int[] extensions) => extensions.ToImmutableDictionary(extension => extension, extension => $"pw-{extension}");
}
