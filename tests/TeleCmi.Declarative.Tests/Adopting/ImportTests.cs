using System.Collections.Immutable;
using CsCheck;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Adopting;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Tests.Planning;

namespace TeleCmi.Declarative.Tests.Adopting;

/// <summary>An import records what the service shows, and nothing that it does not show.</summary>
public sealed class ImportTests
{
    private const string Digits = "919876543201";

    [Fact]
    public void With_an_entry_only_the_managed_fields_are_recorded()
    {
        var record = Import(Case.Wanted(101, start: null, end: null, alert: null, password: false), null, Case.Listed(101), password: "live").Agents[0];

        Assert.Equal(Case.Recorded(101, start: null, end: null, alert: null), record);
    }

    [Fact]
    public void Without_an_entry_everything_readable_is_recorded_and_protected()
    {
        var result = Import(null, null, Case.Listed(101, start: null, end: null), password: "live");

        Assert.Equal(Case.Recorded(101, start: null, end: null, isProtected: true, password: "live"), Assert.Single(result.WithoutEntry));
    }

    [Theory]
    [InlineData(null, null, true, true)] // nobody knows it: protected,
    [InlineData(null, null, false, false)] // unless that is not wanted
    [InlineData(null, false, true, false)] // a recorded flag stays,
    [InlineData(null, true, false, true)] // in both ways
    [InlineData(false, true, true, true)] // only an apply lifts it
    [InlineData(true, false, true, false)] // or sets it
    [InlineData(true, null, false, true)] // with the first record comes the entry's
    public void Protection_is_kept_where_it_was_recorded(bool? ofEntry, bool? recorded, bool protects, bool expected)
    {
        var entry = ofEntry is { } flag ? Case.Wanted(101, isProtected: flag) : null;

        var record = Import(entry, recorded is { } was ? Case.Recorded(101, isProtected: was) : null, Case.Listed(101), protects: protects).Agents[0];

        Assert.Equal(expected, record.Protected);
    }

    [Theory]
    [InlineData(null, null, "9198765XXXXX", null)] // nobody knows the digits
    [InlineData(Digits, null, "9198765XXXXX", null)] // the entry's may be others
    [InlineData(Digits, null, "9876543201", null)] // nor is this the whole of them
    [InlineData(Digits, null, "8876543201", "8876543201")] // which is another phone
    [InlineData("9876543201", null, Digits, Digits)]
    [InlineData(null, Digits, "9198765XXXXX", Digits)]
    [InlineData("919000000000", Digits, "9198765XXXXX", Digits)] // the entry is not applied yet
    [InlineData("919000000000", "919000000000", "9198765XXXXX", null)] // another phone, of which a part is shown
    [InlineData(null, Digits, "9876543201", Digits)] // without its country code it is the same
    [InlineData(null, Digits, "919000000000", "919000000000")]
    [InlineData(null, Digits, null, Digits)]
    public void A_phone_is_recorded_where_it_is_shown_whole_and_kept_where_what_is_shown_fits_it(string? ofEntry, string? recorded, string? live, string? expected)
    {
        var result = Import(
            ofEntry is null ? null : Case.Wanted(101, phone: ofEntry), recorded is null ? null : Case.Recorded(101, phone: recorded), Case.Listed(101, phone: live));

        Assert.Equal(expected, result.Agents[0].PhoneNumber);
        var writesItWhole = expected is null && live is { } shown && Phones.IsMasked(shown) && ofEntry != Digits;
        Assert.Equal(writesItWhole, result.Warnings.Any(warning => warning is { Code: "masked_phone", IsError: false }));
    }

    [Fact]
    public void What_the_service_does_not_show_stays_as_recorded_unless_it_was_another_persons()
    {
        var old = Case.Recorded(101, password: "old");

        Assert.Equal(old, Import(null, old, Case.Listed(101, start: null, end: null, alert: null)).Agents[0]);
        Assert.Equal(
            Case.Recorded(101, "Asha", "919000000000", start: null, end: null, alert: null),
            Import(null, old, Case.Listed(101, "Asha", "919000000000", start: null, end: null, alert: null)).Agents[0]);
    }

    [Fact]
    public void Fingerprints_of_another_key_are_dropped_and_those_of_this_key_made()
    {
        var state = State(Case.Recorded(101, password: "a"), Case.Recorded(102, password: "b")) with { KeyId = "another" };

        var after = Of([], state, [Case.Listed(101)], [101], (101, "a")).State;

        Assert.Equal(Case.Key.KeyId, after.KeyId);
        Assert.Equal(Case.Recorded(101, password: "a"), after.Agents[101]);
        Assert.Equal(Case.Recorded(102), after.Agents[102]);
    }

    [Fact]
    public void Under_the_policy_initial_the_rosters_own_password_is_the_base_line()
    {
        var policy = RosterPolicy.Default with { Passwords = PasswordPolicy.Initial };
        var given = new Dictionary<int, Secret> { [101] = new("of the roster") };

        var record = AgentImport.Of(Request([Case.Wanted(101)], State(), [Case.Listed(101)], [101], (101, "of the dashboard")) with
        {
            Roster = new Roster("agents.yaml", null, null, policy, [Case.Wanted(101)]),
            Passwords = given,
        }).Agents[0];

        Assert.Equal(Case.Recorded(101, password: "of the roster"), record);
    }

    [Fact]
    public void An_agent_that_no_list_showed_is_an_ordinary_one_once_a_list_does()
        => Assert.False(Import(Case.Wanted(101), Case.Recorded(101, unlisted: true), Case.Listed(101)).Agents[0].Unlisted);

    [Fact]
    public void Members_of_a_newer_version_stay()
    {
        var unknown = new ExtraMembers(ExtraMembers.None.ByName.Add("team", System.Text.Json.JsonDocument.Parse("\"sales\"").RootElement));

        Assert.Equal(unknown, Import(null, Case.Recorded(101) with { Extra = unknown }, Case.Listed(101, "Asha")).Agents[0].Extra);
    }

    [Fact]
    public void What_the_entry_says_otherwise_is_told()
    {
        Assert.Contains("101", Assert.Single(Import(Case.Wanted(101, "Asha"), null, Case.Listed(101)).Warnings, one => one.Code == "differs_from_entry").Message, StringComparison.Ordinal);
        Assert.Empty(Import(Case.Wanted(101), Case.Recorded(101, "Asha"), Case.Listed(101)).Warnings);
        Assert.Equal("still_protected", Assert.Single(Import(null, Case.Recorded(101, isProtected: true), Case.Listed(101), protects: false).Warnings).Code);
    }

    [Fact]
    public void After_an_import_nobody_was_edited_in_the_service_and_a_second_one_changes_nothing()
    {
        var some =
            from name in ExportTests.One("Manish", "Asha", "Ravi é")
            from phone in ExportTests.One(Digits, "919000000000")
            from shift in ExportTests.One<(int, int)?>(null, (9, 18), (20, 4))
            from alert in ExportTests.One<bool?>(null, true, false)
            from flag in Gen.Bool
            from password in ExportTests.One<string?>(null, "a", "b")
            select (name, phone, shift, alert, flag, password);
        var shown = ExportTests.One<Func<string, string?>>(phone => phone, phone => phone[..8] + "XXXX", phone => phone[2..], _ => null);
        Gen.Select(Gen.Select(some, Gen.Bool), Gen.Select(some, Gen.Bool), some, shown).Sample((entry, record, live, show) =>
        {
            var ((wanted, hasEntry), (recorded, hasRecord)) = (entry, record);
            ImmutableArray<RosterAgent> roster = hasEntry
                ? [Case.Wanted(101, wanted.name, wanted.phone, wanted.shift?.Item1, wanted.shift?.Item2, wanted.alert, wanted.flag, wanted.password is not null)] : [];
            var state = hasRecord
                ? State(Case.Recorded(101, recorded.name, recorded.phone, recorded.shift?.Item1, recorded.shift?.Item2, recorded.alert, recorded.flag, password: recorded.password))
                : State();
            var user = Case.Listed(101, live.name, show(live.phone), live.shift?.Item1, live.shift?.Item2, live.alert);
            (int, string)[] passwords = live.password is null ? [] : [(101, live.password)];

            var after = Of(roster, state, [user], [101], passwords).State;

            Assert.Equal(StateFormat.Write(after), StateFormat.Write(Of(roster, after, [user], [101], passwords).State));
            var input = new Case { Roster = roster, Live = [user], LivePasswords = passwords.ToImmutableDictionary(one => one.Item1, one => one.Item2) }.Input() with { State = after };
            Assert.DoesNotContain(DriftDetector.Detect(input, pending: false).Agents, agent => agent.Kind != DriftKind.NotApplied);
        }, iter: 20_000, threads: 2);
    }

    private static ImportResult Import(RosterAgent? entry, RecordedAgent? record, LiveAgent live, bool protects = true, string? password = null)
        => AgentImport.Of(Request(
            entry is null ? [] : [entry], record is null ? State() : State(record), [live], [live.Extension], password is null ? [] : [(live.Extension, password)]) with
        { Protects = protects });

    private static ImportResult Of(ImmutableArray<RosterAgent> roster, RecordedState state, LiveAgent[] live, int[] extensions, params (int, string)[] passwords)
        => AgentImport.Of(Request(roster, state, live, extensions, passwords));

    private static ImportRequest Request(ImmutableArray<RosterAgent> roster, RecordedState state, LiveAgent[] live, int[] extensions, params (int, string)[] passwords) => new()
    {
        Roster = new Roster("agents.yaml", null, null, RosterPolicy.Default, roster),
        State = state,
        Live = ExportTests.Account(live, passwords),
        Extensions = [.. extensions],
        Passwords = ImmutableDictionary<int, Secret>.Empty,
        Key = Case.Key,
        Protects = true,
    };

    private static RecordedState State(params RecordedAgent[] agents) => new()
    {
        Lineage = Case.Lineage,
        AppId = Case.AppId,
        Origin = "rest.telecmi.com",
        KeyId = Case.Key.KeyId,
        Agents = agents.ToImmutableSortedDictionary(agent => agent.Extension, agent => agent),
    };
}
