using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Tests.Planning;
using static TeleCmi.Declarative.Tests.Planning.Case;

namespace TeleCmi.Declarative.Tests.Drifts;

/// <summary>Every row of the table: what drift calls it, whether it makes the account drifted, and whether it does with <c>--pending</c>.</summary>
public sealed class DriftTruthTableTests
{
    // wanted / recorded / live: "-" absent, letters name the values (x another person), P = protected, U = in no list.
    [Theory]
    [InlineData("- - -", "")]
    [InlineData("- - a", "unmanaged!")]
    [InlineData("- a -", "not_applied")]
    [InlineData("- aP -", "missing!")]
    [InlineData("- aU -", "")]
    [InlineData("- aUP -", "")]
    [InlineData("- a a", "not_applied")]
    [InlineData("- aP a", "not_applied")]
    [InlineData("- a b", "changed! start_time")]
    [InlineData("- aP b", "changed! start_time")]
    [InlineData("- a x", "changed! name phone_number")]
    [InlineData("a - -", "not_applied")]
    [InlineData("a - a", "not_applied")]
    [InlineData("a - b", "not_applied start_time")]
    [InlineData("a - x", "not_applied name phone_number")]
    [InlineData("aP - a", "not_applied")]
    [InlineData("a a -", "missing!")]
    [InlineData("a b -", "missing!")]
    [InlineData("a aP -", "missing!")]
    [InlineData("a aU -", "")]
    [InlineData("b aU -", "")]
    [InlineData("a aU a", "")]
    [InlineData("a a a", "")]
    [InlineData("a aP a", "")]
    [InlineData("aP a a", "not_applied protected")]
    [InlineData("aP aP a", "")]
    [InlineData("a b a", "not_applied start_time")]
    [InlineData("a b b", "not_applied start_time")]
    [InlineData("a a b", "changed! start_time")]
    [InlineData("aP a b", "changed! start_time protected")]
    [InlineData("a b c", "changed! start_time")]
    [InlineData("a a x", "changed! name phone_number")]
    [InlineData("x a a", "not_applied name phone_number")]
    public void Each_row_is_told_as_the_table_says(string row, string told)
    {
        var drift = Of(row, pending: false);
        Assert.Equal(told, Tell(drift));
        Assert.Equal(told.Contains('!', StringComparison.Ordinal), drift.IsDrifted);

        // With --pending everything that is told counts.
        var pending = Of(row, pending: true);
        Assert.Equal(told.Replace("not_applied", "not_applied!", StringComparison.Ordinal), Tell(pending));
        Assert.Equal(told.Length > 0, pending.IsDrifted);
    }

    [Fact]
    public void Who_is_in_the_state_alone_is_told_by_the_recorded_name()
        => Assert.Equal("Manish", Assert.Single(DriftDetector.Detect(new Case { State = [Recorded(101, isProtected: true)] }.Input(), pending: false).Agents).Name);

    [Fact]
    public void Somebody_whom_nobody_manages_is_told_and_counts_only_where_the_policy_wants_it()
    {
        var ignoring = Case(["-", "-", "a"]) with { Policy = RosterPolicy.Default with { ReportUnmanaged = false } };

        foreach (var pending in new[] { false, true })
        {
            var drift = DriftDetector.Detect(ignoring.Input(), pending);
            Assert.Equal("unmanaged", Tell(drift));
            Assert.False(drift.IsDrifted);
        }
    }

    [Fact]
    public void Each_agent_has_one_entry_with_its_three_values_in_the_order_of_the_fields()
    {
        var three = new Case
        {
            Roster = [Wanted(101, "New Name", start: 8, isProtected: true, password: false), Wanted(103, password: false)],
            State = [Recorded(101, start: 9), Recorded(102), Recorded(103)],
            Live = [Listed(101, start: 7), Listed(102, "Edited", alert: false), Listed(103), Listed(104)],
        };

        var drift = DriftDetector.Detect(three.Input(), pending: false);

        Assert.Equal(
            [(101, DriftKind.Changed, "New Name"), (102, DriftKind.Changed, "Edited"), (104, DriftKind.Unmanaged, "Manish")],
            drift.Agents.Select(agent => (agent.Extension, agent.Kind, agent.Name)));
        Assert.Equal((2, 1, 0), (drift.Count(DriftKind.Changed), drift.Count(DriftKind.Unmanaged), drift.Count(DriftKind.Missing)));
        Assert.Equal(
            [("name", "Manish", "Manish", "New Name"), ("start_time", "9", "7", "8"), ("protected", "False", "", "True")],
            drift.Agents[0].Fields.Select(field => (field.Field, Value(field.Recorded), Value(field.Live), Value(field.Roster))));
        Assert.Equal([("name", "Edited"), ("sms_alert", "False")], drift.Agents[1].Fields.Select(field => (field.Field, Value(field.Live))));
        Assert.Equal(
            [(true, true, 101), (true, true, null), (false, true, (int?)null)],
            drift.Agents.Select(agent => (agent.IsRecorded, agent.IsLive, agent.Source?.Line)));
        Assert.Equal((Tests.Planning.Case.AppId, "rest.telecmi.com:443"), (drift.AppId, drift.Service));
    }

    [Fact]
    public void What_the_record_does_not_hold_cannot_have_been_edited_and_what_the_service_does_not_show_is_no_drift()
    {
        Assert.Equal("not_applied start_time", Tell(Of(new Case { Roster = [Wanted(101, password: false)], State = [Recorded(101, start: null)], Live = [Listed(101, start: 8)] })));
        Assert.Equal("", Tell(Of(new Case { Roster = [Wanted(101, password: false)], State = [Recorded(101)], Live = [Listed(101, name: null, phone: null, start: null, end: null, alert: null)] })));
        Assert.Equal("not_applied", Tell(Of(new Case { State = [Recorded(101)], Live = [Listed(101, name: null, phone: null, start: null, end: null, alert: null)] })));

        // The service shows no alert; the roster wants another than was recorded.
        Assert.Equal("not_applied sms_alert", Tell(Of(new Case { Roster = [Wanted(101, alert: false, password: false)], State = [Recorded(101)], Live = [Listed(101, alert: null)] })));
    }

    [Fact]
    public void A_field_that_the_roster_leaves_out_is_not_compared_while_the_entry_stands()
        => Assert.Equal("", Tell(Of(new Case { Roster = [Wanted(101, start: null, end: null, alert: null, password: false)], State = [Recorded(101)], Live = [Listed(101, start: 3, end: 4, alert: false)] })));

    // roster / recorded / live password: a letter each, "-" unknown; told with an entry, and without one.
    [Theory]
    [InlineData("a a a", "", "not_applied")]
    [InlineData("a a b", "changed! password", "changed! password")]
    [InlineData("a b b", "not_applied password", "not_applied")]
    [InlineData("a b a", "not_applied password", "changed! password")]
    [InlineData("a b c", "changed! password", "changed! password")]
    [InlineData("a - b", "not_applied password", "not_applied")]
    [InlineData("a - a", "", "not_applied")]
    [InlineData("a b -", "not_applied password", "not_applied")]
    [InlineData("a a -", "", "not_applied")]
    [InlineData("a - -", "", "not_applied")]
    [InlineData("- a b", "changed! password", "changed! password")]
    [InlineData("- a a", "", "not_applied")]
    public void A_password_is_edited_where_it_is_neither_the_recorded_nor_the_wanted_one(string row, string withEntry, string without)
    {
        var passwords = Passwords(row);

        Assert.Equal(withEntry, Tell(Of(passwords)));
        Assert.Equal(without, Tell(Of(passwords with { Roster = [], RosterPasswords = Given("-") })));

        // An entry that manages no password has nothing to say of it.
        Assert.Equal("", Tell(Of(passwords with { Roster = [Wanted(101, password: false)], RosterPasswords = Given("-") })));
    }

    [Theory]
    [InlineData("a a b", "", "not_applied")]
    [InlineData("a b c", "not_applied password", "not_applied")]
    [InlineData("a b a", "not_applied password", "not_applied")]
    [InlineData("a - b", "", "not_applied")]
    public void An_initial_password_is_never_compared_with_live(string row, string withEntry, string without)
    {
        var passwords = Passwords(row) with { Policy = RosterPolicy.Default with { Passwords = PasswordPolicy.Initial } };

        Assert.Equal(withEntry, Tell(Of(passwords)));
        Assert.Equal(without, Tell(Of(passwords with { Roster = [], RosterPasswords = Given("-") })));
    }

    [Fact]
    public void A_password_has_no_value_and_is_known_as_a_secret()
    {
        var field = Assert.Single(DriftDetector.Detect(Passwords("a a b").Input(), pending: false).Agents[0].Fields);

        Assert.True(field.IsSecret);
        Assert.Equal((null, null, null), (field.Recorded, field.Live, field.Roster));
        Assert.All(DriftDetector.Detect(Case(["a", "a", "b"]).Input(), pending: false).Agents[0].Fields, other => Assert.False(other.IsSecret));
    }

    [Fact]
    public void Only_tells_of_the_named_extensions()
    {
        var two = new Case { Live = [Listed(101), Listed(102)], State = [], Options = new PlanOptions { Only = [102] } };

        Assert.Equal([102], DriftDetector.Detect(two.Input(), pending: false).Agents.Select(agent => agent.Extension));
    }

    [Fact]
    public void Without_a_state_or_a_list_or_an_account_there_is_no_drift_to_tell()
    {
        var input = Case(["a", "a", "a"]).Input();

        Assert.Throws<ArgumentException>(() => DriftDetector.Detect(input with { State = null }, pending: false));
        Assert.Throws<ArgumentException>(() => DriftDetector.Detect(input with { Live = null }, pending: false));
        Assert.Throws<ArgumentException>(() => DriftDetector.Detect(input with { AppId = null }, pending: false));
    }

    private static Drift Of(string row, bool pending) => DriftDetector.Detect(Case(row.Split(' ')).Input(), pending);

    private static Drift Of(Case one) => DriftDetector.Detect(one.Input(), pending: false);

    private static string Tell(Drift drift) => string.Join("; ", drift.Agents.Select(agent =>
        string.Join(' ', [Words.Of(agent.Kind) + (agent.Counts ? "!" : ""), .. agent.Fields.Select(field => field.Field)])));

    private static string Value(FieldValue? value) => value switch
    {
        FieldValue.Text text => text.Value,
        FieldValue.Number number => $"{number.Value}",
        FieldValue.Flag flag => $"{flag.Value}",
        _ => "",
    };

    private static Case Case(string[] row) => new()
    {
        Roster = row[0] == "-" ? [] : [Wanted(101, Name(row[0]), Phone(row[0]), Start(row[0]), isProtected: row[0].Contains('P') ? true : null, password: false)],
        State = row[1] == "-" ? [] : [Recorded(101, Name(row[1]), Phone(row[1]), Start(row[1]), isProtected: row[1].Contains('P'), unlisted: row[1].Contains('U'))],
        Live = row[2] == "-" ? [] : [Listed(101, Name(row[2]), Phone(row[2]), Start(row[2]))],
    };

    private static Case Passwords(string row) => row.Split(' ') is [var wanted, var recorded, var live] ? new Case
    {
        Roster = [Wanted(101)],
        RosterPasswords = Given(wanted),
        State = [Recorded(101, password: recorded == "-" ? null : recorded)],
        Live = [Listed(101)],
        LivePasswords = Given(live),
    } : throw new ArgumentException("Three letters.", nameof(row));

    private static ImmutableDictionary<int, string> Given(string password)
        => password == "-" ? ImmutableDictionary<int, string>.Empty : ImmutableDictionary<int, string>.Empty.Add(101, password);

    private static string Name(string values) => values[0] == 'x' ? "Somebody Else" : "Manish";

    private static string Phone(string values) => values[0] == 'x' ? "919876543299" : "919876543201";

    private static int Start(string values) => values[0] switch { 'b' => 8, 'c' => 7, _ => 9 };
}
