using System.Collections.Immutable;
using System.Text.Json;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;
using static TeleCmi.Declarative.Tests.Planning.Case;

namespace TeleCmi.Declarative.Tests.Planning;

/// <summary>Which fields a change lists, and what it tells of a password.</summary>
public sealed class FieldsOfChanges
{
    private static readonly ImmutableDictionary<int, string> Given = ImmutableDictionary<int, string>.Empty.Add(101, "chosen");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_add_lists_a_password_where_the_entry_gives_one(bool password)
    {
        var change = Assert.Single(new Case { Roster = [Wanted(101, password: password)], RosterPasswords = Given }.Plan().Changes);

        Assert.Equal(password, change.Fields.Any(field => field.Field == "password"));
    }

    [Fact]
    public void An_update_without_a_refresh_lists_a_password_that_nobody_compared()
    {
        var change = Assert.Single(new Case { Roster = [Wanted(101, "New Name")], State = [Recorded(101)] }.Plan(refresh: false).Changes);

        Assert.Equal(["name", "password"], change.Fields.Select(field => field.Field));
        Assert.Null(Assert.IsType<FieldChange.Password>(change.Fields[1]).Changed);
    }

    [Fact]
    public void A_value_and_the_protection_that_change_together_are_both_listed()
    {
        var change = Assert.Single(new Case { Roster = [Wanted(101, "New Name", isProtected: true, password: false)], State = [Recorded(101)], Live = [Listed(101)] }.Plan().Changes);

        Assert.Equal(["name", "protected"], change.Fields.Select(field => field.Field));
    }

    [Fact]
    public void A_phone_that_the_service_masks_is_listed_with_the_digits_that_were_recorded()
    {
        var change = Assert.Single(new Case
        {
            Roster = [Wanted(101, phone: "919876549999", password: false)],
            State = [Recorded(101)],
            Live = [Listed(101, phone: "91987654XXXX")],
        }.Plan().Changes);

        Assert.Equal((FieldValue.Of("919876543201"), FieldValue.Of("919876549999")), (Assert.Single(change.Fields).Before, change.Fields[0].After));
    }

    [Fact]
    public void Under_initial_a_password_that_whoever_approved_did_not_see_is_no_base_line()
    {
        var found = new Case { Roster = [Wanted(101)], Live = [Listed(101)], RosterPasswords = Given, Policy = RosterPolicy.Default with { Passwords = PasswordPolicy.Initial } };

        Assert.NotNull(Assert.Single(found.Plan().Changes).After?.PasswordFingerprint);
        Assert.Null(Assert.Single((found with { Uncompared = [101] }).Plan().Changes).After?.PasswordFingerprint);
    }

    [Fact]
    public void Without_a_list_a_password_that_was_given_is_known_and_compared_with_nothing()
    {
        var roster = new Roster("agents.yaml", null, null, RosterPolicy.Default, [Wanted(101), Wanted(102), Wanted(103, password: false)]);
        var chosen = new Secret("chosen");
        var evidence = PasswordEvidence.Uncompared(roster, ImmutableDictionary<int, Secret>.Empty.Add(101, chosen), Key, Case.AppId);

        Assert.Equal(PasswordFacts.None with { IsManaged = true, IsGiven = true, Roster = Key.Fingerprint($"101_{Case.AppId}", chosen) }, evidence.For(101));
        Assert.Equal(PasswordFacts.None with { IsManaged = true, IsMissing = true }, evidence.For(102));
        Assert.Equal(PasswordFacts.None with { IsMissing = true }, evidence.For(103));
    }

    [Fact]
    public void What_a_newer_version_recorded_of_an_agent_stays_through_an_update()
    {
        var newer = new ExtraMembers(ExtraMembers.None.ByName.Add("team", JsonSerializer.SerializeToElement("sales")));
        var change = Assert.Single(new Case
        {
            Roster = [Wanted(101, "New Name", password: false)],
            State = [Recorded(101) with { Extra = newer }],
            Live = [Listed(101)],
        }.Plan().Changes);

        Assert.Equal(newer, change.After?.Extra);
    }

    [Theory]
    [InlineData("9876543201", true)]
    [InlineData("8876543201", false)]
    public void A_phone_without_its_country_code_fits_where_each_digit_shown_is_the_same(string shown, bool fits) => Assert.Equal(fits, Phones.Fit(shown, "919876543201"));
}
