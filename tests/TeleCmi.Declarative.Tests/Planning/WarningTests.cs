using System.Collections.Immutable;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;
using static TeleCmi.Declarative.Tests.Planning.Case;

namespace TeleCmi.Declarative.Tests.Planning;

/// <summary>What a reader of a plan is told beside its changes, and which passwords apply insists on.</summary>
public sealed class WarningTests
{
    private static readonly ImmutableDictionary<int, string> None = ImmutableDictionary<int, string>.Empty;

    // Adds and recreates always, an update where live shows none; an update that sends back what live shows needs none.
    private static readonly Case Needy = new()
    {
        Roster = [Wanted(101), Wanted(102), Wanted(103, "New Name"), Wanted(104, "New Name"), Wanted(105, password: false), Wanted(106), Wanted(108)],
        State = [Recorded(102), Recorded(103), Recorded(104), Recorded(106)],
        Live = [Listed(103), Listed(104), Listed(106)],
        LivePasswords = None.Add(104, "live"),
        RosterPasswords = None.Add(108, "given"),
    };

    [Fact]
    public void Passwords_that_must_be_sent_and_have_no_value_are_one_warning_of_a_plan_and_refuse_an_apply()
    {
        var plan = Needy.Plan();

        var warning = Assert.Single(plan.Warnings, one => one.Code == "no_password");
        Assert.Contains("101-103, 105;", warning.Message, StringComparison.Ordinal);
        Assert.Empty(plan.Refusals);
        Assert.All(plan.Changes, change => Assert.Equal(Obstacle.None, change.Obstacle));

        var refusal = Assert.Single(plan.ForApply().Refusals);
        Assert.Equal((SafetyRule.NoPassword, 4, 0), (refusal.Rule, refusal.Count, refusal.Limit));
        Assert.Equal([101, 102, 103, 105], refusal.Extensions);
        Assert.DoesNotContain(plan.ForApply().Warnings, one => one.Code == "no_password");
    }

    [Fact]
    public void A_plan_that_knows_no_variables_warns_of_entries_alone_that_give_no_password()
        => Assert.Contains(" 105;", Assert.Single(Needy.Plan(refresh: false).Warnings, one => one.Code == "no_password").Message, StringComparison.Ordinal);

    [Fact]
    public void Where_every_password_is_given_apply_says_the_same_as_plan()
    {
        var plan = (Needy with { Roster = [.. Needy.Roster.Where(entry => entry.Extension != 105)], RosterPasswords = Enumerable.Range(101, 8).ToImmutableDictionary(e => e, e => "given") }).Plan();

        Assert.Equal(plan, plan.ForApply());
    }

    [Fact]
    public void A_run_without_a_state_and_one_that_was_cut_short_are_told()
    {
        var first = new Case { Roster = [Wanted(101)] };
        Assert.Contains(new PlanWarning("no_state", "There is no state file: nothing is recorded yet, and this run removes nothing."), first.Plan().Warnings);

        var run = new PendingRun("run", [new PendingChange(101, ChangeAction.Add, null, Recorded(101))]);
        Assert.Contains(new PlanWarning("pending", run.Notice), Planner.Plan(first.Input() with { CutShort = run }).Warnings);
    }

    [Theory]
    [InlineData("Manish", "919876543299", true)]
    [InlineData("Somebody Else", "919876543201", true)]
    [InlineData(" Manish", "919876543299", true)]
    [InlineData("Somebody Else", "919876543299", false)]
    public void An_entry_that_leaves_and_one_that_comes_with_the_same_name_or_phone_are_a_move(string name, string phone, bool moves)
    {
        var desk = new Case { Roster = [Wanted(205, name, phone, password: false)], State = [Recorded(101)], Live = [Listed(101)] };
        foreach (var plan in new[] { desk.Plan(), (desk with { Options = new PlanOptions { Prune = true } }).Plan(), (desk with { Live = [Listed(205, name, phone)] }).Plan(), desk.Plan(refresh: false) })
        {
            var moved = plan.Warnings.Where(one => one.Code == "moved").ToList();
            Assert.Equal(moves ? [205] : [], moved.Select(one => one.Extension));
            Assert.All(moved, one => Assert.Contains("from 101 to 205", one.Message, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Two_that_leave_for_one_that_comes_are_told_by_extension()
    {
        var desk = new Case { Roster = [Wanted(205, "Asha", password: false)], State = [Recorded(101, "Asha", "919876543299"), Recorded(102)], Live = [Listed(101, "Asha", "919876543299"), Listed(102)] };

        Assert.Equal(["from 101 to 205.", "from 102 to 205."], desk.Plan().Warnings.Where(one => one.Code == "moved").Select(one => one.Message[^16..]));
    }

    [Fact]
    public void Nobody_moves_to_an_extension_that_was_theirs_before()
        => Assert.DoesNotContain(new Case { Roster = [Wanted(205, password: false)], State = [Recorded(101), Recorded(205)], Live = [Listed(101)] }.Plan().Warnings, one => one.Code == "moved");

    [Theory]
    [InlineData("new-one", false)]
    [InlineData("old-one", true)]
    [InlineData(null, true)]
    public void Another_person_keeps_the_password_unless_it_changes_too(string? given, bool inherits)
    {
        var plan = new Case
        {
            Roster = [Wanted(101, "Somebody Else", "919876543299")],
            State = [Recorded(101)],
            Live = [Listed(101)],
            LivePasswords = None.Add(101, "old-one"),
            RosterPasswords = given is null ? None : None.Add(101, given),
        }.Plan();

        var warning = plan.Warnings.SingleOrDefault(one => one is { Code: "password_inherited", Extension: 101 });
        Assert.Equal(inherits ? "Another person gets 101 and keeps its password; give the entry a new one if the old holder knows it." : null, warning?.Message);
    }
}
