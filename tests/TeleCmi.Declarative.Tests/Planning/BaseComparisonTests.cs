using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Yaml;
using static TeleCmi.Declarative.Tests.Planning.Case;

namespace TeleCmi.Declarative.Tests.Planning;

/// <summary>A roster against an earlier one: what a review sees, without an account.</summary>
public sealed class BaseComparisonTests
{
    private static readonly Roster Earlier = new("agents.yaml", null, null, RosterPolicy.Default, [Wanted(101), Wanted(102)]);

    [Fact]
    public void The_same_roster_changes_nothing_and_has_nothing_to_say()
    {
        var plan = Against(Earlier);

        Assert.True(plan.IsEmpty);
        Assert.Empty(plan.Warnings);
        Assert.Equal(("HEAD~1", false, "base", 2), (plan.Base, plan.Refreshed, plan.Lineage, plan.Unchanged));
    }

    [Fact]
    public void Entries_that_come_change_and_go_are_told()
    {
        var plan = Against(Earlier with { Agents = [Wanted(101, "New Name"), Wanted(103)] }, prune: true);

        Assert.Equal(
            [(101, ChangeAction.Update), (102, ChangeAction.Remove), (103, ChangeAction.Add)], plan.Changes.Select(change => (change.Extension, change.Action)));
    }

    [Fact]
    public void Where_the_revision_has_no_roster_every_entry_is_new_and_that_is_said()
    {
        var plan = Against(Earlier, new EarlierRoster.Missing([]));

        Assert.Equal([ChangeAction.Add, ChangeAction.Add], plan.Changes.Select(change => change.Action));
        Assert.Equal(("base_missing", "The revision has no such roster: every entry is new."), (plan.Warnings[0].Code, plan.Warnings[0].Message));
    }

    [Fact]
    public void Another_roster_of_the_revision_or_one_that_can_not_be_ruled_out_is_told_first()
    {
        var elsewhere = Against(Earlier, new EarlierRoster.Missing(["main:a.yaml", "main:b.yaml", "main:c.yaml", "main:d.yaml"])).Warnings[0];
        var unseen = Against(Earlier, new EarlierRoster.Missing(null)).Warnings[0];

        Assert.All(new[] { elsewhere, unseen }, warning => Assert.True(warning.ComesFirst));
        Assert.EndsWith("--base main:a.yaml or --base main:b.yaml or --base main:c.yaml and 1 more", elsewhere.Message, StringComparison.Ordinal);
        Assert.Contains("could not be seen", unseen.Message, StringComparison.Ordinal);

        var three = Against(Earlier, new EarlierRoster.Missing(["main:a.yaml", "main:b.yaml", "main:c.yaml"])).Warnings[0];
        Assert.EndsWith("--base main:b.yaml or --base main:c.yaml", three.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_earlier_roster_that_is_none_is_not_compared()
    {
        var problem = new Diagnostic(Severity.Error, "ROS012", "unknown key", "main:agents.yaml", 3, 5);

        var plan = Against(Earlier, new EarlierRoster.Invalid([problem, problem with { Line = 7 }]), prune: true);

        Assert.Equal((false, true, 0), (plan.Compared, plan.IsEmpty, plan.Refusals.Length));
        Assert.True(plan.Warnings[0].ComesFirst);
        Assert.EndsWith("Line 3: ROS012 unknown key; Line 7: ROS012 unknown key.", plan.Warnings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_compared_in_place_of_a_broken_roster_is_said_after_the_policy()
    {
        var plan = Against(Earlier with { Policy = RosterPolicy.Default with { ReportUnmanaged = false } }, new EarlierRoster.Found(Earlier, "Mended since."));

        Assert.Equal([PlanWarning.PolicyChanged, "base_replaced"], plan.Warnings.Select(warning => warning.Code));
        Assert.True(plan.Compared);
    }

    [Fact]
    public void A_field_that_is_managed_from_now_on_is_a_change()
    {
        var unmanaged = Earlier with { Agents = [Wanted(101, start: null, end: null, alert: null), Wanted(102)] };

        var change = Assert.Single(Against(Earlier, new EarlierRoster.Found(unmanaged, null)).Changes);
        Assert.Equal(["start_time", "end_time", "sms_alert"], change.Fields.Select(field => field.Field));
        Assert.Empty(Against(Earlier, new EarlierRoster.Found(unmanaged, null)).Warnings);
        Assert.Empty(Against(unmanaged).Changes);
    }

    [Fact]
    public void A_password_changes_where_it_is_written_otherwise()
    {
        var other = new PasswordSource.File("secret.txt", default);
        var change = Assert.Single(Against(Earlier with { Agents = [Wanted(101) with { Password = other }, Wanted(102)] }).Changes);

        Assert.True(Assert.IsType<FieldChange.Password>(Assert.Single(change.Fields)).Changed);
        Assert.Empty(Against(Earlier with { Agents = [Wanted(101, password: false), Wanted(102)] }).Changes);
    }

    [Fact]
    public void Without_an_account_there_are_no_ids()
    {
        var plan = Review.Plan(Earlier with { Agents = [Wanted(101, "New Name")] }, new EarlierRoster.Found(Earlier, null), new PlanOptions(), null);

        Assert.Null(plan.AppId);
        Assert.Null(plan.Changes[0].AgentId);
        Assert.Equal(0, BaseComparison.Recorded(Earlier, null).AppId);

        var known = BaseComparison.Recorded(Earlier, Case.AppId);
        Assert.Equal((Case.AppId, "base", $"101_{Case.AppId}"), (known.AppId, known.Origin, known.Agents[101].AgentId));
    }

    [Theory]
    [InlineData("max_removals: default -> 10%")]
    [InlineData("max_removals: default -> 0")]
    [InlineData("passwords: managed -> initial")]
    [InlineData("unmanaged: drift -> ignore")]
    [InlineData("min_on_duty: 0 -> 2 in hours 9, 10")]
    [InlineData("min_on_duty: 0 -> 1 in hour 24")]
    public void A_policy_that_changes_is_told_with_both_values(string change)
    {
        var policy = change.Split(": ") switch
        {
            ["max_removals", var limits] => RosterPolicy.Default with { MaximumRemovals = RemovalLimit.Parse(limits.Split("-> ")[1]) },
            ["passwords", _] => RosterPolicy.Default with { Passwords = PasswordPolicy.Initial },
            ["unmanaged", _] => RosterPolicy.Default with { ReportUnmanaged = false },
            [_, var floors] => RosterPolicy.Default with { MinimumOnDuty = Floor(floors.Contains("24", StringComparison.Ordinal) ? (24, 24, 1) : (9, 10, 2)) },
            _ => throw new ArgumentException(change, nameof(change)),
        };

        var warning = Assert.Single(Against(Earlier with { Policy = policy }).Warnings);
        Assert.Equal((PlanWarning.PolicyChanged, $"The policy changes: {change}."), (warning.Code, warning.Message));
    }

    [Fact]
    public void Several_changes_of_the_policy_are_one_warning()
    {
        var policy = new RosterPolicy(new RemovalLimit(5, IsPercent: false), PasswordPolicy.Initial, ReportUnmanaged: false, Floor((1, 2, 1)), ["ROS036", "ROS037"]);

        Assert.Equal(
            "The policy changes: max_removals: default -> 5; passwords: managed -> initial; unmanaged: drift -> ignore; min_on_duty: 0 -> 1 in hours 1, 2; allow_warnings: [] -> [ROS036, ROS037].",
            Assert.Single(Against(Earlier with { Policy = policy }).Warnings).Message);
        Assert.EndsWith("; allow_warnings: [ROS036, ROS037] -> [].",
            Assert.Single(Against(Earlier, new EarlierRoster.Found(Earlier with { Policy = policy }, null)).Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_account_and_another_secret_are_told()
    {
        var at = new Position("agents.yaml", 1, 1);
        var moved = Earlier with { AppId = TemplateParser.Parse("2222222", at), Secret = TemplateParser.Parse("${OTHER}", at) };

        Assert.Equal(
            [
                ("account_changed", "The roster names another `appid`: every agent would belong to that account."),
                ("secret_changed", "The roster takes the app secret from another variable."),
            ],
            Against(moved).Warnings.Select(warning => (warning.Code, warning.Message)));
        Assert.Empty(Against(moved, new EarlierRoster.Found(moved with { AppId = TemplateParser.Parse("2222222", at) }, null)).Warnings);
    }

    private static Plan Against(Roster now, bool prune = false)
        => Against(now, new EarlierRoster.Found(Earlier, null), prune);

    private static Plan Against(Roster now, EarlierRoster earlier, bool prune = false)
        => Review.Plan(now, earlier, new PlanOptions { Prune = prune }, Case.AppId);

    private static ImmutableArray<int> Floor((int From, int To, int Agents) hours)
        => [.. Enumerable.Range(1, 24).Select(hour => hour >= hours.From && hour <= hours.To ? hours.Agents : 0)];
}
