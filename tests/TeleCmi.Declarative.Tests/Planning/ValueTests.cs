using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;
using static TeleCmi.Declarative.Tests.Planning.Case;

namespace TeleCmi.Declarative.Tests.Planning;

/// <summary>How values compare, and what the unknown does.</summary>
public sealed class ValueTests
{
    private static readonly ImmutableDictionary<int, string> Pw = ImmutableDictionary<int, string>.Empty.Add(101, "right-one");
    private static readonly ImmutableDictionary<int, string> OtherPw = ImmutableDictionary<int, string>.Empty.Add(101, "other-one");

    [Theory]
    [InlineData("919876543201", "9876543201", true)]
    [InlineData("919876543201", "987654XXXX", true)]
    [InlineData("919876543201", "91987654****", true)]
    [InlineData("919876543201", "987655XXXX", false)]
    [InlineData("919876543201", "543201", false)]
    [InlineData("9876543201", "919876543201", true)]
    [InlineData("919876543201", "919876543202", false)]
    [InlineData("919876543201", "XXXXXXXXXXXX", true)]
    [InlineData("6543201", "919876543201", true)]
    [InlineData("543201", "543201", true)]
    [InlineData("919876543201", "543XXX", false)]
    public void What_the_service_shows_fits_digits_from_the_end_and_a_mask_hides_any_of_them(string digits, string shown, bool fits)
        => Assert.Equal(fits, Phones.Fit(shown, digits));

    [Fact]
    public void Only_what_is_shown_may_be_masked()
        => Assert.False(Phones.Fit("919876543201", "987654XXXX"));

    // wanted, recorded, live and whether that is a change
    [Theory]
    [InlineData("919876543299", "919876543210", "9198765XXXXX", true)] // a slip in the hidden digits was put right
    [InlineData("919876543210", "919876543210", "9198765XXXXX", false)]
    [InlineData("919876543210", null, "9198765XXXXX", false)]
    [InlineData("919876543210", null, "9198766XXXXX", true)]
    [InlineData("918123456789", "8123456789", "8123456789", true)] // a country code was forgotten
    [InlineData("8123456789", "918123456789", "918123456789", true)] // or was one too many
    [InlineData("448123456789", "918123456789", "8123456789", true)]
    [InlineData("918123456789", "918123456789", "8123456789", false)] // the service drops it
    [InlineData("918123456789", null, "8123456789", false)]
    [InlineData("918123456789", "448123456789", "918123456789", false)] // live in full wins, whatever the record says
    [InlineData("918123456789", "919000000000", "918123456789", false)]
    [InlineData("918123456789", "919000000000", null, true)]
    [InlineData("918123456789", null, null, false)]
    public void A_phone_is_unchanged_where_live_shows_it_whole_or_fits_it_and_the_record_says_the_same(string wanted, string? recorded, string? live, bool changes)
    {
        var plan = new Case { Roster = [Wanted(101, phone: wanted, password: false)], State = [Recorded(101).Saying(values => values with { PhoneNumber = recorded })], Live = [Listed(101, phone: live)], LivePasswords = Pw }.Plan();

        Assert.Equal(changes ? ["phone_number"] : [], plan.Changes.SelectMany(change => change.Fields).Select(field => field.Field));
        Assert.Equal(changes ? wanted : null, plan.Changes.SingleOrDefault()?.Send?.PhoneNumber);
        if (!changes && live is not null)
        {
            Assert.Equal(wanted, plan.Follows[101].PhoneNumber);
        }
    }

    [Theory]
    [InlineData("9198765XXXXX")]
    [InlineData("9876543201")]
    [InlineData("919876543201")]
    public void Who_is_adopted_is_recorded_with_the_digits_of_the_roster(string shown)
    {
        var adopt = Assert.Single(new Case { Roster = [Wanted(101, password: false)], State = [], Live = [Listed(101, phone: shown)] }.Plan().Changes);

        Assert.Equal((ChangeAction.Adopt, "919876543201"), (adopt.Action, adopt.After?.PhoneNumber));
    }

    [Theory]
    [InlineData("9198765XXXXX", "919876543201")]
    [InlineData("9199999XXXXX", null)]
    public void No_mask_stands_in_what_an_update_was_planned_against(string shown, string? before)
    {
        var change = Assert.Single(new Case { Roster = [Wanted(101, "New Name", password: false)], State = [Recorded(101)], Live = [Listed(101, phone: shown)], LivePasswords = Pw }.Plan().Changes);

        Assert.Equal((before, "919876543201", "919876543201"), (change.Before?.PhoneNumber, change.Send?.PhoneNumber, change.After?.PhoneNumber));
    }

    [Theory]
    [InlineData(" Asha ", "Asha")]
    [InlineData("Asha", "Asha\u3000")]
    public void Blanks_around_a_name_are_not_a_difference(string wanted, string live)
    {
        Assert.True(new Case { Roster = [Wanted(101, wanted, password: false)], State = [Recorded(101, wanted)], Live = [Listed(101, live)] }.Plan().IsEmpty);
        Assert.False(new Case { Roster = [Wanted(101, "A sha", password: false)], State = [Recorded(101, wanted)], Live = [Listed(101, live)] }.Plan().IsEmpty);
    }

    [Fact]
    public void A_name_typed_with_combining_marks_is_the_same_name()
        => Assert.True(new Case { Roster = [Wanted(101, "Ren\u00E9", password: false)], State = [Recorded(101, "Ren\u00E9")], Live = [Listed(101, "Rene\u0301")] }.Plan().IsEmpty);

    [Fact]
    public void What_neither_live_nor_state_shows_is_taken_as_equal_with_one_warning()
    {
        var plan = new Case { Roster = [Wanted(101, password: false)], State = [Recorded(101, start: null, end: null, alert: null)], Live = [Listed(101, start: null, end: null, alert: null)] }.Plan();

        Assert.True(plan.IsEmpty);
        var warning = Assert.Single(plan.Warnings);
        Assert.Equal("not_compared", warning.Code);
        Assert.Contains("101 start_time, 101 end_time, 101 sms_alert", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_alert_that_live_does_not_show_is_compared_with_the_recorded_one()
    {
        var plan = new Case { Roster = [Wanted(101, alert: false, password: false)], State = [Recorded(101, alert: true)], Live = [Listed(101, alert: null)], LivePasswords = Pw }.Plan();

        var field = Assert.Single(Assert.Single(plan.Changes).Fields);
        Assert.Equal(("sms_alert", FieldValue.Of((bool?)true), FieldValue.Of((bool?)false)), (field.Field, field.Before, field.After));
    }

    [Fact]
    public void A_field_that_the_roster_leaves_out_is_sent_back_as_live_shows_it_and_left_out_where_it_does_not()
    {
        var plan = new Case { Roster = [Wanted(101, "New Name", start: null, end: null, alert: null, password: false)], State = [Recorded(101)], Live = [Listed(101, start: 7, end: 15, alert: null)], LivePasswords = Pw }.Plan();

        var change = Assert.Single(plan.Changes);
        Assert.Equal(KnownValues.Of("New Name", "919876543201", 7, 15), change.Send);
        Assert.Equal(["name"], change.Fields.Select(f => f.Field));
        Assert.Null(change.After?.StartTime);
    }

    [Fact]
    public void A_live_password_that_differs_is_one_change_that_shows_no_value()
    {
        var plan = new Case { Roster = [Wanted(101)], RosterPasswords = Pw, State = [Recorded(101, password: "right-one")], Live = [Listed(101)], LivePasswords = OtherPw }.Plan();

        var change = Assert.Single(plan.Changes);
        Assert.Equal(ChangeReason.Drift, change.Reason);
        Assert.True(Assert.IsType<FieldChange.Password>(Assert.Single(change.Fields)).Changed);
    }

    [Fact]
    public void Where_live_hides_passwords_the_recorded_fingerprint_stands_for_it()
    {
        var same = new Case { Roster = [Wanted(101)], RosterPasswords = Pw, State = [Recorded(101, password: "right-one")], Live = [Listed(101)] };

        Assert.True(same.Plan().IsEmpty);
        Assert.Empty(same.Plan().Warnings);
        Assert.Equal(ChangeReason.Differs, Assert.Single((same with { RosterPasswords = OtherPw }).Plan().Changes).Reason);
    }

    [Fact]
    public void After_the_app_secret_was_rotated_fingerprints_are_not_compared_and_change_nothing()
    {
        var rotated = PasswordKey.Derive(new Secret("old-secret"), Lineage);
        var plan = new Case { Roster = [Wanted(101)], RosterPasswords = OtherPw, StateKey = rotated, State = [Recorded(101, password: "right-one")], Live = [Listed(101)] }.Plan();

        Assert.True(plan.IsEmpty);
        Assert.Equal("password_not_compared", Assert.Single(plan.Warnings).Code);
        Assert.Null(plan.Follows[101].PasswordFingerprint);
    }

    [Fact]
    public void A_password_that_could_not_be_compared_is_listed_with_the_update_that_sends_it()
    {
        var plan = new Case { Roster = [Wanted(101, "New Name")], RosterPasswords = Pw, State = [Recorded(101)], Live = [Listed(101)] }.Plan();

        var change = Assert.Single(plan.Changes);
        Assert.Equal(["name", "password"], change.Fields.Select(f => f.Field));
        Assert.Null(Assert.IsType<FieldChange.Password>(change.Fields[1]).Changed);
        Assert.True(change.SendsRosterPassword);
    }

    [Fact]
    public void An_update_whose_password_nobody_knows_is_planned_with_a_warning_and_will_not_be_sent()
    {
        var plan = new Case { Roster = [Wanted(101, "New Name", password: false)], State = [Recorded(101)], Live = [Listed(101)] }.Plan();

        Assert.Equal((Obstacle.Unreadable, false), (Assert.Single(plan.Changes).Obstacle, plan.Changes[0].LacksPassword));
        Assert.Contains(plan.Warnings, w => w.Code == "unreadable" && w.Extension == 101);
    }

    [Fact]
    public void An_initial_password_is_never_compared_with_live_but_sent_when_the_roster_changes_it()
    {
        var initial = new Case
        {
            Policy = RosterPolicy.Default with { Passwords = PasswordPolicy.Initial },
            Roster = [Wanted(101)],
            RosterPasswords = Pw,
            State = [Recorded(101, password: "right-one")],
            Live = [Listed(101)],
            LivePasswords = OtherPw,
        };

        Assert.True(initial.Plan().IsEmpty);
        var change = Assert.Single((initial with { RosterPasswords = ImmutableDictionary<int, string>.Empty.Add(101, "next-one") }).Plan().Changes);
        Assert.True(change.SendsRosterPassword);

        var renamed = Assert.Single((initial with { Roster = [Wanted(101, "New Name")] }).Plan().Changes);
        Assert.False(renamed.SendsRosterPassword);
        Assert.Equal(["name"], renamed.Fields.Select(f => f.Field));
    }

    [Fact]
    public void The_record_follows_what_was_seen_equal_with_digits_instead_of_a_mask()
    {
        var plan = new Case { Roster = [Wanted(101, start: 8, password: false)], State = [Recorded(101, start: 7)], Live = [Listed(101, phone: "987654XXXX", start: 8)] }.Plan();

        Assert.True(plan.IsEmpty);
        Assert.Equal(("919876543201", 8), (plan.Follows[101].PhoneNumber, plan.Follows[101].StartTime));
    }

    [Fact]
    public void A_user_that_the_service_lists_twice_is_planned_and_not_sent()
    {
        var plan = new Case { Roster = [Wanted(101, "New Name", password: false)], State = [Recorded(101)], Live = [Listed(101)], LivePasswords = Pw, Doubled = [101] }.Plan();

        Assert.Equal(Obstacle.DoubledUser, Assert.Single(plan.Changes).Obstacle);
        Assert.Contains(plan.Warnings, w => w.Code == "doubled_user");
    }

    [Fact]
    public void An_unlisted_agent_waits_for_a_list_to_show_it()
    {
        var hidden = new Case { Roster = [Wanted(101, password: false)], State = [Recorded(101, unlisted: true)] };

        Assert.True(hidden.Plan().IsEmpty);
        Assert.Equal("unlisted", Assert.Single(hidden.Plan().Warnings).Code);
        Assert.True((hidden with { Live = [Listed(101)] }).Plan() is { IsEmpty: true } shown && !shown.Follows[101].Unlisted);
        Assert.Equal(KeptReason.NotInRoster, Assert.Single((hidden with { Roster = [], Options = new PlanOptions { Prune = true } }).Plan().Kept).Reason);
    }
}
