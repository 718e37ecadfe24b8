using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Adopting;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.Observing;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Tests.Applying;
using TeleCmi.Declarative.Tests.Observing;
using TeleCmi.Declarative.Tests.Planning;
using TeleCmi.Declarative.Tests.States;
using static TeleCmi.Declarative.Tests.Planning.Case;

namespace TeleCmi.Declarative.Tests;

/// <summary>What holds for one field holds for each: planned, sent, recorded, settled, drifted.</summary>
public sealed class AllFieldsTests
{
    private static readonly Case Calm = new()
    {
        Roster = [Wanted(101, password: false)],
        State = [Recorded(101)],
        Live = [Listed(101)],
        LivePasswords = ImmutableDictionary<int, string>.Empty.Add(101, "pw"),
    };

    public static TheoryData<string> Every => [.. EachField.All];

    [Fact]
    public void Every_property_of_the_values_has_a_line_in_the_table()
        => Assert.Equal(
            typeof(AgentValues).GetProperties().Select(property => property.Name).Except([nameof(AgentValues.Schema), "EqualityContract"]).Order(),
            EachField.All.Select(key => string.Concat(key.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))).Order());

    [Theory]
    [MemberData(nameof(Every))]
    public void Edited_in_the_dashboard_it_is_drift_and_the_plan_sets_it_back(string property)
    {
        var field = new EachField(property);
        var edited = Calm with { Live = [field.Set(Listed(101), field.Theirs)] };

        var agent = Assert.Single(DriftDetector.Detect(edited.Input(), pending: false).Agents);
        Assert.Equal(DriftKind.Changed, agent.Kind);
        Assert.Equal(
            new DriftField(field.Key, EachField.AsValue(field.Mine), EachField.AsValue(field.Theirs), EachField.AsValue(field.Mine)), Assert.Single(agent.Fields));

        var change = Assert.Single(edited.Plan().Changes);
        Assert.Equal((ChangeAction.Update, ChangeReason.Drift), (change.Action, change.Reason));
        Assert.Equal(new FieldChange(field.Key, EachField.AsValue(field.Theirs), EachField.AsValue(field.Mine)), Assert.Single(change.Fields));
        Assert.Equal((field.Theirs, field.Mine, field.Mine), (field.Get(change.Before!), field.Get(change.After!), field.Get(change.Send!)));
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Edited_in_the_dashboard_it_is_drift_without_an_entry_too(string property)
    {
        var field = new EachField(property);
        var edited = Calm with { Roster = [], Live = [field.Set(Listed(101), field.Theirs)] };

        var agent = Assert.Single(DriftDetector.Detect(edited.Input(), pending: false).Agents);

        Assert.Equal(DriftKind.Changed, agent.Kind);
        Assert.Equal(new DriftField(field.Key, EachField.AsValue(field.Mine), EachField.AsValue(field.Theirs), null), Assert.Single(agent.Fields));
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Edited_in_the_roster_it_is_planned_with_and_without_a_look_at_the_account_and_is_no_drift(string property)
    {
        var field = new EachField(property);
        var wanted = Calm with { Roster = [field.Set(Wanted(101, password: false), field.Theirs)] };
        var expected = new FieldChange(field.Key, EachField.AsValue(field.Mine), EachField.AsValue(field.Theirs));

        foreach (var plan in new[] { wanted.Plan(), wanted.Plan(refresh: false), Against(Calm.Input().Roster, wanted.Input().Roster) })
        {
            var change = Assert.Single(plan.Changes);
            Assert.Equal((ChangeAction.Update, ChangeReason.Differs), (change.Action, change.Reason));
            Assert.Equal(expected, Assert.Single(change.Fields));
            Assert.Equal((field.Theirs, field.Theirs), (field.Get(change.After!), field.Get(change.Send!)));
        }

        Assert.NotEqual(Calm.Plan().Fingerprint, wanted.Plan().Fingerprint);
        Assert.Equal("not_applied " + field.Key, Tell(wanted));
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void A_new_agent_comes_with_it(string property)
    {
        var field = new EachField(property);
        var change = Assert.Single((Calm with { State = [], Live = [], Roster = [field.Set(Wanted(101), field.Theirs)] }).Plan().Changes);

        Assert.Contains(new FieldChange(field.Key, null, EachField.AsValue(field.Theirs)), change.Fields);
        Assert.Equal((field.Theirs, field.Theirs), (field.Get(change.After!), field.Get(change.Send!)));
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task What_is_sent_arrives_and_is_recorded(string property)
    {
        var field = new EachField(property);
        var roster = new Roster("agents.yaml", null, null, RosterPolicy.Default, [field.Set(Wanted(101), field.Theirs), Wanted(102)]);
        using var story = new Story(wanted: [], applied: [101]);

        Assert.True((await story.Desk.ApplyAsync(roster, Desk.Passwords(roster))).IsComplete);

        Assert.Equal((field.Theirs, field.Mine), (field.Get(story.Desk.Account.Find(101)!), field.Get(story.Desk.Account.Find(102)!)));
        Assert.Equal((field.Theirs, field.Mine), (field.Get(story.Desk.Store.Load()!.Agents[101]), field.Get(story.Desk.Store.Load()!.Agents[102])));
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void An_answer_that_was_lost_is_settled_by_it(string property)
    {
        var field = new EachField(property);
        var (before, after) = (Recorded(101), field.Set(Recorded(101), field.Theirs));
        var change = new PendingChange(101, ChangeAction.Update, before, after);
        Settled Of(object? value) => Settlement.Decide(change, VerdictKind.Lost, field.Set(Listed(101), value), null);

        Assert.Equal(OutcomeKind.Changed, Assert.IsType<Settled.Done>(Of(field.Theirs)).Kind);
        Assert.IsType<Settled.SendAgain>(Of(field.Mine));
        Assert.True(field.Third is null || Of(field.Third) is Settled.Open);

        // Nor is somebody removed who is another than the plan saw.
        var removal = change with { Action = ChangeAction.Remove, After = null };
        Assert.IsType<Settled.Open>(Settlement.Decide(removal, VerdictKind.Lost, field.Set(Listed(101), field.Theirs), null));
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void A_run_that_was_cut_short_is_settled_by_it(string property)
    {
        var field = new EachField(property);
        var wanted = field.Set(Recorded(101), field.Theirs);
        var state = Samples.State(Recorded(101)).With(new PendingChange(101, ChangeAction.Update, Recorded(101), wanted));

        Assert.Equal(wanted, PendingSettlement.Settle(state, Readings.Of(field.Set(Listed(101), field.Theirs)), Key).Agents[101]);
        Assert.Equal(Recorded(101), PendingSettlement.Settle(state, Readings.Of(Listed(101)), Key).Agents[101]);

        var adding = Samples.State().With(new PendingChange(101, ChangeAction.Add, null, wanted));
        Assert.Empty(PendingSettlement.Settle(adding, Readings.Of(Listed(101)), Key).Agents);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void A_state_and_a_journal_keep_it(string property)
    {
        var field = new EachField(property);
        foreach (var record in new[] { field.Set(Recorded(101), field.Theirs), field.Set(Recorded(101), null) })
        {
            var state = Samples.State(record).With(new PendingChange(101, ChangeAction.Update, Recorded(101), record));
            var read = StateFormat.Read(StateFormat.Write(state), "s.json");
            Assert.Equal(record, read.Agents[101]);
            Assert.Equal(record, read.Pending?.Changes[0].After);

            var line = Samples.Line(ChangeAction.Update, 101, OutcomeKind.Changed, record);
            Assert.Equal([line], JournalFormat.Read(JournalFormat.Write(line), Samples.Run, Generations.Default.Schema));
        }
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Where_somebody_did_in_the_dashboard_what_the_roster_wants_the_record_follows(string property)
    {
        var field = new EachField(property);
        var done = Calm with { Roster = [field.Set(Wanted(101, password: false), field.Theirs)], Live = [field.Set(Listed(101), field.Theirs)] };

        Assert.True(done.Plan().IsEmpty);
        Assert.Equal(field.Theirs, field.Get(done.Plan().Follows[101]));
        Assert.Equal("not_applied " + field.Key, Tell(done));
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Where_nobody_knows_it_it_is_taken_as_equal_and_that_is_said(string property)
    {
        var field = new EachField(property);
        var hidden = Calm with { Live = [field.Set(Listed(101), null)] };
        var unknown = hidden with { State = [field.Set(Recorded(101), null)] };

        Assert.True(hidden.Plan().IsEmpty);
        Assert.Empty(hidden.Plan().Warnings);
        Assert.True(unknown.Plan().IsEmpty);
        var warning = Assert.Single(unknown.Plan().Warnings);
        Assert.Equal("not_compared", warning.Code);
        Assert.EndsWith($": 101 {field.Key}.", warning.Message, StringComparison.Ordinal);
        Assert.Equal("", Tell(unknown));
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void An_import_accepts_what_was_edited(string property)
    {
        var field = new EachField(property);
        var edited = Calm with { Live = [field.Set(Listed(101), field.Theirs)] };
        var input = edited.Input();

        var record = AgentImport.Of(new ImportRequest
        {
            Roster = input.Roster,
            State = input.State!,
            Live = input.Live!,
            Extensions = [101],
            Passwords = ImmutableDictionary<int, Secret>.Empty,
            Key = Key,
            Protects = false,
        }).Agents[0];

        Assert.Equal(field.Theirs, field.Get(record));
        Assert.Equal(DriftKind.NotApplied, Assert.Single(DriftDetector.Detect((edited with { State = [record] }).Input(), pending: false).Agents).Kind);
    }

    private static string Tell(Case one) => string.Join("; ", DriftDetector.Detect(one.Input(), pending: false).Agents.Select(agent =>
        string.Join(' ', [Words.Of(agent.Kind), .. agent.Fields.Select(field => field.Field)])));

    private static Plan Against(Roster earlier, Roster now)
        => Review.Plan(now, new EarlierRoster.Found(earlier, null), new PlanOptions(), Case.AppId);
}
