using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using static TeleCmi.Declarative.Tests.Planning.Case;

namespace TeleCmi.Declarative.Tests.Planning;

/// <summary>The safety rules: a plan that breaks one is shown and refused.</summary>
public sealed class GuardTests
{
    private static Case Of(int recorded, int wanted, int? live = null, bool prune = true) => new()
    {
        Roster = [.. Enumerable.Range(101, wanted).Select(e => Wanted(e, password: false))],
        State = [.. Enumerable.Range(101, recorded).Select(e => Recorded(e))],
        Live = [.. Enumerable.Range(101, live ?? recorded).Select(e => Listed(e))],
        Options = new PlanOptions { Prune = prune },
    };

    [Theory]
    [InlineData(10, 7, 3, null)]
    [InlineData(10, 6, 4, "--max-removals 4")]
    [InlineData(50, 45, 5, null)]
    [InlineData(50, 44, 6, "--max-removals 6")]
    public void By_default_three_or_a_tenth_of_the_recorded_agents_may_leave(int recorded, int wanted, int leaving, string? allowedBy)
    {
        var plan = Of(recorded, wanted).Plan();

        Assert.Equal(leaving, plan.Summary.Remove);
        Assert.Equal(allowedBy, plan.Refusals.SingleOrDefault()?.Override);
    }

    [Fact]
    public void A_refusal_names_rule_count_limit_agents_and_the_exact_override()
    {
        var refusal = Assert.Single(Of(10, 6).Plan().Refusals);

        Assert.Equal((SafetyRule.RemovalLimit, 4, 3, "--max-removals 4"), (refusal.Rule, refusal.Count, refusal.Limit, refusal.Override));
        Assert.Equal([107, 108, 109, 110], refusal.Extensions);
        Assert.Equal("4 agents would be removed or replaced by another person; the limit is 3 of 10 recorded.", refusal.Message);
    }

    [Fact]
    public void The_option_beats_the_policy_and_the_policy_beats_the_default()
    {
        var four = Of(10, 6);
        var strict = four with { Policy = RosterPolicy.Default with { MaximumRemovals = new RemovalLimit(0, IsPercent: false) } };

        Assert.Equal(0, Assert.Single(strict.Plan().Refusals).Limit);
        Assert.StartsWith("1 agent would be removed", Assert.Single((Of(10, 9) with { Policy = strict.Policy }).Plan().Refusals).Message, StringComparison.Ordinal);
        Assert.Empty((strict with { Options = strict.Options with { MaximumRemovals = new RemovalLimit(40, IsPercent: true) } }).Plan().Refusals);

        var share = Assert.Single((strict with { Options = strict.Options with { MaximumRemovals = new RemovalLimit(39, IsPercent: true) } }).Plan().Refusals);
        Assert.Equal(3, share.Limit);
        Assert.EndsWith("the limit is 3 of 10 recorded (39%).", share.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_roster_without_agents_removes_nobody_by_accident()
    {
        Assert.Empty(Of(3, 0, prune: false).Plan().Changes);
        var refusal = Assert.Single(Of(3, 0).Plan().Refusals);
        Assert.Equal((SafetyRule.EmptyRoster, 3, 0, "--allow-empty"), (refusal.Rule, refusal.Count, refusal.Limit, refusal.Override));
        Assert.Equal("The roster has no agents: this would remove 3 agents at once.", refusal.Message);
        Assert.Empty((Of(3, 0) with { Options = new PlanOptions { Prune = true, AllowEmpty = true } }).Plan().Refusals);
        Assert.Equal(SafetyRule.RemovalLimit, Assert.Single((Of(4, 0) with { Options = new PlanOptions { Prune = true, AllowEmpty = true } }).Plan().Refusals).Rule);
    }

    [Fact]
    public void Another_person_on_an_extension_counts_as_a_removal()
    {
        var swaps = new Case
        {
            Roster = [.. Enumerable.Range(101, 4).Select(e => Wanted(e, "Somebody Else", "919876543299", password: false))],
            State = [.. Enumerable.Range(101, 4).Select(e => Recorded(e))],
            Live = [.. Enumerable.Range(101, 4).Select(e => Listed(e))],
        };

        Assert.All(swaps.Plan().Changes, change => Assert.True(change.ReplacesPerson));
        Assert.Equal(4, Assert.Single(swaps.Plan().Refusals).Count);
        Assert.Equal(4, Assert.Single(swaps.Plan(refresh: false).Refusals).Count);
    }

    [Fact]
    public void Somebodys_extension_that_no_run_recorded_is_taken_over_only_where_that_is_allowed()
    {
        var strangers = new Case
        {
            Roster = [.. Enumerable.Range(101, 5).Select(e => Wanted(e, "Somebody Else", "919876543299", password: false))],
            State = [Recorded(105)],
            Live = [.. Enumerable.Range(101, 5).Select(e => Listed(e))],
        };

        // 105 was recorded: that is a removal, of which one is allowed; the others are none.
        var refusal = Assert.Single(strangers.Plan().Refusals);
        Assert.Equal((SafetyRule.Takeover, 4, 0, "--allow-takeover"), (refusal.Rule, refusal.Count, refusal.Limit, refusal.Override));
        Assert.Equal([101, 102, 103, 104], refusal.Extensions);
        Assert.Equal(
            "4 extensions hold another person than the entry names, and none was ever recorded; `telecmi import 101-104` confirms whom the account has.",
            refusal.Message);
        var one = Assert.Single((strangers with { Roster = strangers.Roster[..1] }).Plan().Refusals);
        Assert.StartsWith("1 extension holds another person than the entry names,", one.Message, StringComparison.Ordinal);
        Assert.Empty((strangers with { Options = new PlanOptions { AllowTakeover = true, MaximumRemovals = new RemovalLimit(1, IsPercent: false) } }).Plan().Refusals);
        Assert.Empty(strangers.Plan(refresh: false).Refusals);
    }

    [Theory]
    [InlineData("Somebody Else", "919876543201")]
    [InlineData("Manish", "919876543299")]
    [InlineData("Somebody Else", null)]
    public void Who_has_the_name_or_the_phone_of_the_entry_is_the_same_person(string name, string? phone)
    {
        var plan = new Case { Roster = [Wanted(101, password: false)], Live = [Listed(101, name, phone)] }.Plan();

        Assert.True(Assert.Single(plan.Changes) is { Adopts: true, TakesOver: false });
        Assert.Empty(plan.Refusals);
    }

    [Theory]
    [InlineData(10, 5, false)]
    [InlineData(10, 4, true)]
    [InlineData(9, 0, false)]
    public void Most_of_ten_or_more_missing_smells_of_a_wrong_account(int recorded, int live, bool refused)
    {
        var plan = Of(recorded, recorded, live).Plan();

        var refusal = plan.Refusals.SingleOrDefault(refusal => refusal.Rule == SafetyRule.MissingLive);
        Assert.Equal(refused ? ("6 of 10 recorded agents are missing from the account. Is this the right account?", 6, 5, "--allow-recreate") : default,
            (refusal?.Message, refusal?.Count ?? 0, refusal?.Limit ?? 0, refusal?.Override));
        Assert.Equal(recorded - live, plan.Summary.Recreate);
        var allowed = (Of(recorded, recorded, live) with { Options = new PlanOptions { AllowRecreate = true } }).Plan();
        Assert.Empty(allowed.Refusals);
    }

    [Fact]
    public void No_plan_may_put_an_hour_under_its_floor_and_lower_than_it_was()
    {
        var floor = RosterPolicy.Default with { MinimumOnDuty = [.. Enumerable.Range(1, 24).Select(hour => hour is >= 9 and <= 18 ? 2 : 0)] };
        var fewer = Of(2, 1) with { Policy = floor };

        var refusal = Assert.Single(fewer.Plan().Refusals);
        Assert.Equal((SafetyRule.Coverage, 1, 2, "--allow-under-coverage"), (refusal.Rule, refusal.Count, refusal.Limit, refusal.Override));
        Assert.Equal([102], refusal.Extensions);
        Assert.Empty((fewer with { Options = fewer.Options with { AllowUnderCoverage = true } }).Plan().Refusals);

        // Under the floor before, and not lower after: nobody is stopped from building a desk up.
        Assert.Empty((Of(0, 1) with { Policy = floor }).Plan().Refusals);
        Assert.Empty((Of(1, 1) with { Policy = floor }).Plan().Refusals);
    }

    [Fact]
    public void A_refusal_for_coverage_names_the_worst_hour_and_who_leaves_or_changes()
    {
        var desk = new Case
        {
            // 102 goes, 103 is forgotten; 104 is made again and 105 added, both for the night.
            Roster = [Wanted(101, password: false), Wanted(104, start: 1, end: 2, password: false), Wanted(105, start: 1, end: 2, password: false)],
            State = [Recorded(101), Recorded(102), Recorded(103), Recorded(104)],
            Live = [Listed(101), Listed(102)],
            Options = new PlanOptions { Prune = true },
        };

        var refusal = Assert.Single((desk with { Policy = Floors((9, 17, 2), (18, 18, 3)) }).Plan().Refusals);
        Assert.Equal([102], refusal.Extensions);
        Assert.Equal((1, 3), (refusal.Count, refusal.Limit));
        Assert.Equal("10 hours fall under the floor (9-18); worst is hour 18: 1 on duty, the floor is 3.", refusal.Message);
        Assert.Equal(
            "1 hour falls under the floor (9); worst is hour 9: 1 on duty, the floor is 2.", Assert.Single((desk with { Policy = Floors((9, 9, 2)) }).Plan().Refusals).Message);

        static RosterPolicy Floors(params (int From, int To, int Agents)[] floors) => RosterPolicy.Default with
        {
            MinimumOnDuty = [.. Enumerable.Range(1, 24).Select(hour => floors.FirstOrDefault(floor => hour >= floor.From && hour <= floor.To).Agents)],
        };
    }

    [Fact]
    public void Nobody_left_on_duty_is_under_the_floor()
    {
        var floor = RosterPolicy.Default with { MinimumOnDuty = [.. Enumerable.Repeat(1, 24)] };
        var nobody = Of(1, 0) with { Policy = floor, Options = new PlanOptions { Prune = true, AllowEmpty = true } };

        Assert.Equal(SafetyRule.Coverage, Assert.Single(nobody.Plan().Refusals).Rule);
    }

    [Fact]
    public void Only_looks_at_the_named_extensions()
    {
        var plan = (Of(10, 6) with { Options = new PlanOptions { Prune = true, Only = [107, 108] } }).Plan();

        Assert.Equal([107, 108], plan.Changes.Select(change => change.Extension));
        Assert.Empty(plan.Refusals);
        Assert.Equal(0, plan.Unchanged);
    }

    [Fact]
    public void The_fingerprint_holds_what_is_done_and_not_where_it_stands_in_the_file()
    {
        var one = new Case { Roster = [Wanted(101, password: false)] };
        var moved = one with { Roster = [one.Roster[0] with { Position = new Position("agents.yaml", 99, 1) }] };

        Assert.Equal(one.Plan().Fingerprint, moved.Plan().Fingerprint);
        Assert.NotEqual(one.Plan().Fingerprint, (one with { Roster = [Wanted(101, "Other", password: false)] }).Plan().Fingerprint);
        Assert.NotEqual(one.Plan().Fingerprint, (one with { Options = new PlanOptions { Prune = true } }).Plan().Fingerprint);
        Assert.NotEqual(one.Plan().Fingerprint, (one with { Options = new PlanOptions { AllowTakeover = true } }).Plan().Fingerprint);
    }
}
