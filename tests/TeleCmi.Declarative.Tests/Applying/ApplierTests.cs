using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Tests.Planning;
using static TeleCmi.Declarative.Tests.Applying.Trouble;

namespace TeleCmi.Declarative.Tests.Applying;

/// <summary>What a run writes to the state, and when: the intent before the first call, the outcomes after the last.</summary>
public sealed class ApplierTests
{
    [Fact]
    public async Task What_is_to_be_done_is_written_before_the_first_call_and_what_was_done_after_the_last()
    {
        using var story = new Story(wanted: [102, 103], applied: [101, 102]);
        var before = story.Desk.Store.Load();
        RecordedState? begun = null;
        story.Desk.Service.Meanwhile = _ => begun ??= story.Desk.Store.Load();

        await story.ApplyAsync(planned: true);

        var pending = Assert.IsType<PendingRun>(begun?.Pending);
        Assert.Equal([(101, ChangeAction.Remove), (103, ChangeAction.Add)], pending.Changes.Select(change => (change.Extension, change.Action)));
        Assert.Equal(("Manish", null), (pending.Changes[0].Before?.Name, pending.Changes[0].After));
        Assert.Equal((null, "Manish"), (pending.Changes[1].Before, pending.Changes[1].After?.Name));
        Assert.Equal([101, 102], begun.Agents.Keys);
        Assert.Equal(before?.Serial, begun.Serial);

        var after = story.Desk.Store.Load();
        Assert.Equal((before?.Serial + 1, before?.Lineage, "recorded 102 103"), (after?.Serial, after?.Lineage, story.State));
        Assert.Empty(story.Desk.Store.Journal);
        Assert.Equal(Desk.Print(103), after?.Agents[103].PasswordFingerprint);
    }

    [Fact]
    public async Task Where_the_intent_cannot_be_written_nothing_is_sent()
    {
        using var story = new Story(wanted: [102], applied: [101]);
        story.Desk.Store.IsFull = true;

        await Assert.ThrowsAsync<StateException>(() => story.ApplyAsync());

        Assert.DoesNotContain(story.Desk.Service.Calls, call => call != "list");
    }

    [Fact]
    public async Task Where_the_outcomes_cannot_be_written_the_run_tells_and_the_next_one_settles_what_is_pending()
    {
        using var story = new Story(wanted: [102], applied: [101]);
        story.Desk.Service.Meanwhile = _ => story.Desk.Store.IsFull = true;

        var result = await story.ApplyAsync(planned: true);

        Assert.Equal("STA009", result.Fault?.Code);
        Assert.Equal("101 changed, 102 changed", Story.Tell(result));
        Assert.Equal("recorded 101, pending 101 102", story.State);

        story.Desk.Store.IsFull = false;
        story.Desk.Service.Calm();
        Assert.True((await story.ApplyAsync()).IsComplete);
        Assert.Empty(story.Writes);
        Assert.Equal("recorded 102", story.State);
    }

    [Fact]
    public async Task The_first_fault_is_the_one_that_is_told()
    {
        using var story = new Story(wanted: [102], applied: [101]);
        story.Desk.Store.JournalHolds = 0;
        story.Desk.Service.Meanwhile = _ => story.Desk.Store.IsFull = true;

        Assert.Equal("STA010", (await story.ApplyAsync(planned: true)).Fault?.Code);
    }

    [Fact]
    public async Task A_run_that_an_error_of_its_own_cuts_short_records_what_was_done_and_leaves_the_rest_pending()
    {
        using var story = new Story(wanted: [102, 103, 104], applied: [101]);
        story.Desk.Service.Meanwhile = call => _ = call == "add 103" ? throw new InvalidOperationException("a bug") : call;

        var result = await story.ApplyAsync(planned: true);

        const string why = "the run was cut short by an error of its own";
        Assert.Equal("internal", result.Fault?.Code);
        Assert.Equal($"101 unknown: {why}, 102 changed: , 103 unknown: {why}, 104 unknown: {why}", Story.Tell(result, 101, 102, 103, 104));
        Assert.Equal("recorded 101 102, pending 101 103 104", story.State);
    }

    [Fact]
    public async Task A_plan_without_changes_writes_nothing_but_records_that_follow()
    {
        using var story = new Story(wanted: [101, 102], applied: [101, 102]);
        var (before, writes) = (story.Desk.Store.Load(), story.Desk.Store.Writes);

        Assert.True((await story.ApplyAsync()).IsComplete);
        Assert.Equal(writes, story.Desk.Store.Writes);

        // The roster wants what somebody has done in the dashboard.
        story.Desk.Account.Put(Story.User(102) with { Name = "New Name" });
        story.Rename(102);
        Assert.True((await story.ApplyAsync()).IsComplete);
        Assert.Equal((writes + 1, before?.Serial + 1, "New Name"), (story.Desk.Store.Writes, story.Desk.Store.Load()?.Serial, story.Desk.Store.Load()?.Agents[102].Name));
    }

    [Fact]
    public async Task Nothing_to_do_and_no_state_makes_none()
    {
        using var desk = new Desk();
        var nobody = Roster.Empty("agents.yaml");

        Assert.True((await desk.ApplyAsync(nobody, Desk.Passwords(nobody))).IsComplete);
        Assert.Null(desk.Store.Load());
    }

    [Fact]
    public async Task The_first_apply_makes_a_state_of_the_plans_lineage_and_the_runs_key()
    {
        using var desk = new Desk();
        var roster = new Roster("agents.yaml", null, null, RosterPolicy.Default, [Case.Wanted(101)]);
        var job = await desk.PrepareAsync(roster, Desk.Passwords(roster));

        Assert.True((await desk.CarryOutAsync(job)).IsComplete);

        var state = desk.Store.Load();
        Assert.Equal(
            (job.Plan.Lineage, Case.AppId, "sandbox", job.Key.KeyId, 1L),
            (state?.Lineage, state?.AppId, state?.Origin, state?.KeyId, state?.Serial));
    }

    [Fact]
    public async Task Fingerprints_of_another_key_go_with_the_first_run_that_looks_at_the_account()
    {
        using var story = new Story(wanted: [101, 102], applied: [101]);
        var old = story.Desk.Store.Load() ?? throw new InvalidOperationException();
        story.Desk.Store.End(old with { KeyId = "0000000000000000", Agents = old.Agents.SetItem(101, old.Agents[101] with { PasswordFingerprint = "old" }) });

        // Without a refresh nothing is known of 101's password: what was recorded stays as it was.
        var offline = await story.Desk.PrepareAsync(story.Roster, Desk.Passwords(story.Roster), refresh: false);
        await story.Desk.CarryOutAsync(offline);
        Assert.Equal(("0000000000000000", "old"), (story.Desk.Store.Load()?.KeyId, story.Desk.Store.Load()?.Agents[101].PasswordFingerprint));

        await story.ApplyAsync();
        Assert.Equal((Desk.Key.KeyId, true), (story.Desk.Store.Load()?.KeyId, story.Desk.Store.Load()?.Agents[101].PasswordFingerprint is not "old"));
    }

    [Fact]
    public async Task Without_a_refresh_adds_alone_are_sent_and_alone_are_pending()
    {
        using var story = new Story(wanted: [102, 103], applied: [101, 102]);
        story.Rename(102);
        story.Desk.Service.Trouble(103, LostAfter);
        story.Desk.Service.List = (_, _) => null;
        RecordedState? begun = null;
        story.Desk.Service.Meanwhile = _ => begun ??= story.Desk.Store.Load();

        var result = await story.Desk.CarryOutAsync(await story.Desk.PrepareAsync(story.Roster, Desk.Passwords(story.Roster), refresh: false));

        Assert.Equal(103, Assert.Single(begun?.Pending?.Changes ?? []).Extension);
        Assert.Equal(["add 103", "list"], story.Desk.Service.Calls);
        Assert.Equal("102 skipped: only adds are sent without a refresh, 103 unknown", Story.Tell(result, 102));
        Assert.Equal("recorded 101 102, pending 103", story.State);
    }

    [Fact]
    public async Task An_add_that_exists_already_is_recorded_as_it_is_with_a_word_where_it_differs()
    {
        using var story = new Story(wanted: [101, 102, 103], applied: []);
        story.Desk.Account.Put(Story.User(101));
        story.Desk.Account.Put(Story.User(102) with { StartTime = 7, Password = "theirs" });

        var result = await story.Desk.CarryOutAsync(await story.Desk.PrepareAsync(story.Roster, Desk.Passwords(story.Roster), refresh: false));

        Assert.Equal("101 converged: , 102 converged: exists already with other values; the next plan shows them, 103 changed: ", Story.Tell(result, 101, 102, 103));
        Assert.Equal([9, 7, 9], story.Desk.Store.Load()?.Agents.Values.Select(agent => agent.StartTime));
        Assert.Equal(Desk.Print(101), story.Desk.Store.Load()?.Agents[101].PasswordFingerprint);
        Assert.Equal(Desk.Key.Fingerprint($"102_{Case.AppId}", new Secret("theirs")), story.Desk.Store.Load()?.Agents[102].PasswordFingerprint);
    }

    [Fact]
    public async Task An_add_that_is_another_person_converges_and_nothing_is_recorded_of_it()
    {
        using var story = new Story(wanted: [101], applied: []);
        story.Desk.Account.Put(Story.User(101) with { Name = "Somebody Else", Phone = "919876543299" });

        var result = await story.Desk.CarryOutAsync(await story.Desk.PrepareAsync(story.Roster, Desk.Passwords(story.Roster), refresh: false));

        Assert.Equal(
            "101 converged: another person has this extension; nothing was recorded, and the next plan refuses to take it over", Story.Tell(result, 101));
        Assert.Equal("recorded nobody", story.State);
    }

    [Fact]
    public async Task An_add_that_exists_but_is_in_no_list_is_recorded_as_unlisted()
    {
        using var story = new Story(wanted: [101], applied: [], service: Desk.Options with { HiddenUsers = [101] });
        story.Desk.Account.Put(Story.User(101));

        var result = await story.ApplyAsync();

        Assert.Equal("101 converged: exists already by the service's word, but no list shows it", Story.Tell(result, 101));
        Assert.True(story.Desk.Store.Load()?.Agents[101].Unlisted);
        Assert.Equal("Manish", story.Desk.Store.Load()?.Agents[101].Name);
        Assert.Empty((await story.ApplyAsync()).Outcomes);
    }

    [Fact]
    public async Task Under_initial_an_add_that_exists_already_keeps_its_password_and_the_next_run_leaves_it_alone()
    {
        using var story = new Story(wanted: [101], applied: [], policy: RosterPolicy.Default with { Passwords = PasswordPolicy.Initial });
        story.Desk.Account.Put(Story.User(101) with { Password = "chosen by Manish" });

        var result = await story.Desk.CarryOutAsync(await story.Desk.PrepareAsync(story.Roster, Desk.Passwords(story.Roster), refresh: false));
        Assert.Equal("101 converged", Story.Tell(result));
        Assert.NotEqual(Desk.Key.Fingerprint($"101_{Case.AppId}", new Secret("chosen by Manish")), story.Desk.Store.Load()?.Agents[101].PasswordFingerprint);

        Assert.Empty((await story.ApplyAsync()).Outcomes);
        Assert.Equal("chosen by Manish", story.Desk.Account.Find(101)?.Password);
    }

    [Fact]
    public async Task Every_outcome_is_told_as_it_comes()
    {
        using var story = new Story(wanted: [102, 103], applied: [101, 102]);
        var told = new List<int>();
        var job = await story.Desk.PrepareAsync(story.Roster, Desk.Passwords(story.Roster), new PlanOptions { Prune = true });

        await story.Desk.CarryOutAsync(job with { Progress = outcome => told.Add(outcome.Extension) });

        Assert.Equal([103, 101], told);
    }

    [Theory]
    [InlineData(OutcomeKind.Changed, true)]
    [InlineData(OutcomeKind.Converged, true)]
    [InlineData(OutcomeKind.Failed, false)]
    [InlineData(OutcomeKind.Unknown, false)]
    [InlineData(OutcomeKind.Skipped, false)]
    public void A_run_is_complete_where_every_change_was_done_and_nothing_cut_it_short(OutcomeKind kind, bool complete)
    {
        var result = new ApplyResult([new Outcome(101, ChangeAction.Add, OutcomeKind.Changed), new Outcome(102, ChangeAction.Add, kind)], Interrupted: false);

        Assert.Equal(complete, result.IsComplete);
        Assert.Equal(kind == OutcomeKind.Changed ? 2 : 1, result.Count(kind));
        Assert.False((result with { Interrupted = true }).IsComplete);
        Assert.False((result with { Fault = Diagnostic.Error("STA010", "full") }).IsComplete);
    }
}
