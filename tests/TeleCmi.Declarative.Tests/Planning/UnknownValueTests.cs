using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;
using static TeleCmi.Declarative.Tests.Planning.Case;

namespace TeleCmi.Declarative.Tests.Planning;

/// <summary>What a plan tells its reader, and what it has to say nothing of.</summary>
public sealed class UnknownValueTests
{
    private static readonly Case Calm = new() { Roster = [Wanted(101, password: false)], State = [Recorded(101)], Live = [Listed(101)] };

    [Fact]
    public void A_plan_in_which_all_is_known_warns_of_nothing()
    {
        Assert.Empty(Calm.Plan().Warnings);
        Assert.Empty(Calm.Plan(refresh: false).Warnings);
    }

    [Fact]
    public void Without_a_state_that_is_said_first()
        => Assert.Equal("no_state", (Calm with { State = null, Live = [Listed(101, start: null)] }).Plan().Warnings[0].Code);

    [Fact]
    public void Only_warns_of_the_named_extensions()
    {
        var unknown = new Case
        {
            Roster = [Wanted(101), Wanted(102)],
            State = [Recorded(101, start: null), Recorded(102, start: null)],
            Live = [Listed(101, start: null), Listed(102, start: null)],
            RosterPasswords = Given(101, 102),
        };

        Assert.Equal("not_compared: The current value is unknown and taken as equal: 101 start_time, 102 start_time.", Tell(unknown, "not_compared"));
        Assert.Equal(
            "password_not_compared: The service does not show these passwords and none is recorded: passwords are not compared for 101, 102.", Tell(unknown, "password_not_compared"));

        var one = unknown with { Options = new PlanOptions { Only = [102] } };
        Assert.Equal("not_compared: The current value is unknown and taken as equal: 102 start_time.", Tell(one, "not_compared"));
        Assert.EndsWith("for 102.", Tell(one, "password_not_compared"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_to_be_made_has_no_current_value_that_could_be_unknown()
    {
        Assert.Empty((Calm with { State = [], Live = [], RosterPasswords = Given(101), Roster = [Wanted(101)] }).Plan().Warnings);
        Assert.Empty((Calm with { State = [Recorded(101, start: null)], Live = [], RosterPasswords = Given(101), Roster = [Wanted(101)] }).Plan().Warnings);
        Assert.Empty((Calm with { State = [] }).Plan(refresh: false).Warnings.Where(warning => warning.Code == "not_compared"));
    }

    [Fact]
    public void Without_a_refresh_the_record_is_what_there_is_and_an_unlisted_one_is_none()
    {
        Assert.Contains("101 start_time", Tell(Calm with { State = [Recorded(101, start: null)] }, "not_compared", refresh: false), StringComparison.Ordinal);
        Assert.Equal("", Tell(Calm with { State = [Recorded(101, start: null, unlisted: true)] }, "not_compared", refresh: false));
    }

    [Fact]
    public void Ten_are_named_and_the_rest_is_counted()
    {
        var (ten, twelve) = (Many(10), Many(12));

        Assert.EndsWith(": " + string.Join(", ", Enumerable.Range(101, 10).Select(extension => $"{extension} sms_alert")) + ".", Tell(ten, "not_compared"), StringComparison.Ordinal);
        Assert.EndsWith(", 110 sms_alert and 2 more.", Tell(twelve, "not_compared"), StringComparison.Ordinal);

        static Case Many(int agents) => new()
        {
            Roster = [.. Enumerable.Range(101, agents).Select(extension => Wanted(extension, password: false))],
            State = [.. Enumerable.Range(101, agents).Select(extension => Recorded(extension, alert: null))],
            Live = [.. Enumerable.Range(101, agents).Select(extension => Listed(extension, alert: null))],
        };
    }

    [Fact]
    public void Passwords_are_told_as_not_compared_only_where_one_is_given_and_none_is_known()
    {
        var hidden = Calm with { Roster = [Wanted(101)], RosterPasswords = Given(101) };

        Assert.NotEqual("", Tell(hidden, "password_not_compared"));
        Assert.Equal("", Tell(hidden with { RosterPasswords = Given() }, "password_not_compared"));
        Assert.Equal("", Tell(hidden with { LivePasswords = Given(101) }, "password_not_compared"));
        Assert.Equal("", Tell(hidden with { State = [Recorded(101, password: "pw")] }, "password_not_compared"));
        Assert.Equal("", Tell(hidden with { Live = [] }, "password_not_compared"));
        Assert.Equal("", Tell(hidden, "password_not_compared", refresh: false));
        Assert.Equal("", Tell(hidden with { Policy = Initial }, "password_not_compared"));
        Assert.StartsWith(
            "password_not_compared: The app secret is another than the one the state was written with",
            Tell(hidden with { Policy = Initial, StateKey = OtherKey }, "password_not_compared"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Each_agent_that_stays_or_is_not_sent_has_its_warning()
    {
        var plan = new Case
        {
            Roster = [Wanted(101, "New Name", password: false), Wanted(102, "New Name", password: false), Wanted(103, password: false)],
            State = [Recorded(101), Recorded(102), Recorded(103, unlisted: true), Recorded(104, isProtected: true), Recorded(105), Recorded(106, unlisted: true), Recorded(107)],
            Live = [Listed(101), Listed(102), Listed(104), Listed(105, "Somebody", "919000000000"), Listed(107)],
            LivePasswords = Given(101),
            Doubled = [101],
        }.Plan();

        Assert.Equal(
            ["104 protected_kept", "105 other_person", "106 unlisted", "103 unlisted", "101 doubled_user", "102 unreadable"],
            plan.Warnings.Select(warning => $"{warning.Extension} {warning.Code}"));
        Assert.All(plan.Warnings, warning => Assert.Contains($"{warning.Extension}", warning.Message, StringComparison.Ordinal));
    }

    private static readonly RosterPolicy Initial = RosterPolicy.Default with { Passwords = PasswordPolicy.Initial };

    private static readonly PasswordKey OtherKey = PasswordKey.Derive(new Secret("another"), Lineage);

    private static ImmutableDictionary<int, string> Given(params int[] extensions) => extensions.ToImmutableDictionary(extension => extension, _ => "pw");

    private static string Tell(Case one, string code, bool refresh = true)
        => string.Join('\n', one.Plan(refresh).Warnings.Where(warning => warning.Code == code).Select(warning => $"{warning.Code}: {warning.Message}"));
}
