using Microsoft.Extensions.Time.Testing;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Runs;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Tests.Applying;

namespace TeleCmi.Declarative.Tests.Runs;

/// <summary>The order that keeps an account safe: lock, load, check, look, plan, refuse, ask, plan again, apply.</summary>
public sealed class AccountRunTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_approved_is_done_and_the_same_again_plans_nothing()
    {
        using var story = new Story(wanted: [101, 102], applied: [101]);
        var door = new Door();

        Assert.True((await ApplyAsync(story, door)).Ok().Result?.IsComplete);
        Assert.Equal(["show 1", "ask 1", "begin 1"], door.Told);
        Assert.Equal("recorded 101 102", story.State);

        var again = new Door();
        Assert.Empty((await ApplyAsync(story, again)).Ok().Result!.Outcomes);
        Assert.Equal(["show 0", "begin 0"], again.Told);
    }

    [Fact]
    public async Task A_no_sends_nothing_and_leaves_the_state_and_the_lock()
    {
        using var story = new Story(wanted: [101, 102], applied: [101]);
        var writes = story.Desk.Store.Writes;

        Assert.Equal("not_approved", (await ApplyAsync(story, new Door { Answer = () => Failure.Of("not_approved", "No.") })).Failed().Code);

        Assert.Equal((writes, "list"), (story.Desk.Store.Writes, string.Join(' ', story.Desk.Service.Calls)));
        Assert.IsType<LockResult.Taken>(await story.Desk.Store.LockAsync(TimeSpan.Zero, Token));
    }

    [Fact]
    public async Task What_a_rule_refuses_is_asked_of_nobody()
    {
        using var story = new Story(wanted: [], applied: [101]);
        var door = new Door();

        var end = (await ApplyAsync(story, door, options: new PlanOptions { Prune = true })).Ok();

        Assert.Null(end.Result);
        Assert.NotEmpty(end.Prepared.Plan.Refusals);
        Assert.Empty(door.Told);
    }

    [Fact]
    public async Task An_answer_that_took_long_is_given_to_the_account_as_it_is_now()
    {
        using var story = new Story(wanted: [101, 102], applied: [101]);
        var time = new FakeTimeProvider();
        var door = new Door { Answer = () => Wait(time, 31) };

        Assert.True((await ApplyAsync(story, door, time)).Ok().Result?.IsComplete);

        Assert.Equal(["show 1", "ask 1", "begin 1"], door.Told);
        Assert.Equal(["list", "list", "add 102"], story.Desk.Service.Calls);
    }

    [Fact]
    public async Task Where_the_account_changed_meanwhile_the_new_plan_is_asked_about()
    {
        using var story = new Story(wanted: [101, 102], applied: [101]);
        var time = new FakeTimeProvider();
        var answers = 0;
        var door = new Door
        {
            Answer = () =>
            {
                story.Desk.Account.Put(Story.User(101) with { Name = "Somebody" });
                return ++answers == 1 ? Wait(time, 31) : null;
            },
        };

        Assert.True((await ApplyAsync(story, door, time)).Ok().Result?.IsComplete);

        Assert.Equal(["show 1", "ask 1", "changed", "show 2", "ask 2", "begin 2"], door.Told);
        Assert.Equal("Manish", story.Desk.Account.Find(101)?.Name);
    }

    [Fact]
    public async Task Whoever_finds_the_lock_taken_looks_at_nothing()
    {
        using var story = new Story(wanted: [101, 102], applied: [101]);
        await using var other = await story.Desk.Store.TakeAsync(TimeSpan.Zero, Token);

        Assert.Equal("STA007", (await ApplyAsync(story, new Door())).Failed().Code);
        Assert.Equal("STA007", (await Run(story).ImportAsync(_ => [], protects: true, null, Token)).Failed().Code);
        Assert.Empty(story.Desk.Service.Calls);
    }

    [Fact]
    public async Task A_state_of_another_account_or_service_is_refused_by_everything_that_reads_it()
    {
        using var story = new Story(wanted: [101], applied: [101]);
        var state = story.Desk.Store.Load()!;

        foreach (var (wrong, code, status) in new[]
        {
            (state with { AppId = 1111113 }, "other_account", RunStatus.Refused),
            (state with { Origin = "elsewhere" }, "other_service", RunStatus.Refused),
            (state with { Agents = state.Agents.SetItem(101, state.Agents[101] with { AgentId = "101_1111113" }) }, "STA003", RunStatus.Failed),
        })
        {
            story.Desk.Store.End(wrong);
            Assert.False((await Run(story).LoadAsync(Token)).Is(out _, out var loading));
            Assert.False((await ApplyAsync(story, new Door())).Is(out _, out var applying));
            Assert.False((await Run(story).ImportAsync(_ => [], protects: true, null, Token)).Is(out _, out var importing));
            Assert.All([loading, applying, importing], failure => Assert.Equal((code, status), (failure!.Problems[0].Code, failure.Status)));
        }

        Assert.Empty(story.Desk.Service.Calls);
    }

    [Fact]
    public async Task An_approval_is_good_for_the_plan_that_was_shown_and_no_other()
    {
        using var story = new Story(wanted: [101, 102], applied: [101]);
        var state = (await Run(story).LoadAsync(Token)).Ok()?.State;
        var approval = new SavedPlan((await Run(story).PlanAsync(state, new PlanOptions { Prune = true }, refreshes: true, Token)).Ok().Plan.ForApply());

        var elsewhere = approval with { Plan = approval.Plan with { Service = "elsewhere:443" } };
        Assert.Equal("other_service", (await ApplyAsync(story, new Door(), approval: elsewhere)).Failed().Code);
        Assert.Equal("stale_plan", (await ApplyAsync(story, new Door(), approval: approval with { Plan = approval.Plan with { AppId = 7 } })).Failed().Code);
        Assert.Equal("stale_plan", (await ApplyAsync(story, new Door(), approval: approval with { Plan = approval.Plan with { Lineage = "another" } })).Failed().Code);

        story.Desk.Account.Put(Story.User(101) with { Name = "Somebody" });
        Assert.Contains("101 would change", (await ApplyAsync(story, new Door(), approval: approval)).Failed().Message, StringComparison.Ordinal);
        story.Desk.Account.Put(Story.User(101));

        var door = new Door();
        Assert.True((await ApplyAsync(story, door, approval: approval)).Ok().Result?.IsComplete);
        Assert.Equal(["show 1", "begin 1"], door.Told);
        Assert.Contains("applied already", (await ApplyAsync(story, new Door(), approval: approval)).Failed().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_refresh_a_list_is_read_only_to_settle_what_is_pending()
    {
        using var story = new Story(wanted: [101, 102], applied: [101]);
        Assert.True((await ApplyAsync(story, new Door(), refreshes: false)).Ok().Result?.IsComplete);
        Assert.Equal(["add 102"], story.Desk.Service.Calls);

        var state = story.Desk.Store.Load()!;
        story.Desk.Store.End(state with { Agents = state.Agents.Remove(102), Pending = new PendingRun("run", [new PendingChange(102, ChangeAction.Add, null, state.Agents[102])]) });
        story.Desk.Service.Calm();
        Assert.True((await ApplyAsync(story, new Door(), refreshes: false)).Ok().Result?.IsComplete);
        Assert.Equal(["list"], story.Desk.Service.Calls);
        Assert.Equal("recorded 101 102", story.State);
    }

    [Fact]
    public async Task An_import_records_whom_it_is_told_to_and_nothing_twice()
    {
        using var story = new Story(wanted: [101], applied: [101]);
        story.Desk.Account.Put(Story.User(102));
        story.Desk.Account.Put(Story.User(103));

        var imported = (await Run(story).ImportAsync(_ => [103], protects: true, null, Token)).Ok();
        Assert.Equal((true, "recorded 101 103"), (imported.Changes, story.State));
        Assert.False((await Run(story).ImportAsync(_ => [103], protects: true, null, Token)).Ok().Changes);
        Assert.Equal("not_live", (await Run(story).ImportAsync(_ => [104], protects: true, null, Token)).Failed().Code);

        Assert.Equal(3, (await Run(story).ImportAsync(_ => [], protects: true, null, Token)).Ok().Result.Agents.Length);
        Assert.DoesNotContain(story.Desk.Service.Calls, call => call != "list");
    }

    private static Failure? Wait(FakeTimeProvider time, int seconds)
    {
        time.Advance(TimeSpan.FromSeconds(seconds));
        return null;
    }

    private static AccountRun Run(Story story, TimeProvider? time = null) => new(
        new RunInput
        {
            Roster = story.Roster,
            Passwords = Desk.Passwords(story.Roster),
            AppId = Desk.AppId,
            AppSecret = new Secret("simulated"),
            Origin = "sandbox",
            Service = "sandbox",
            Parallelism = 1,
        },
        story.Desk.Store,
        story.Desk.Service,
        time ?? TimeProvider.System);

    private static Task<Result<ApplyEnd>> ApplyAsync(
        Story story, Door door, TimeProvider? time = null, PlanOptions? options = null, SavedPlan? approval = null, bool refreshes = true)
        => Run(story, time).ApplyAsync(
            new ApplyRequest
            {
                Options = _ => options ?? approval?.Plan.Options ?? new PlanOptions { Prune = refreshes, AllowEmpty = true },
                Approval = approval,
                Asks = approval is null,
                Refreshes = refreshes,
            },
            door,
            new Applier(story.Desk.Service, story.Desk.Service),
            default);

    /// <summary>Somebody at a terminal.</summary>
    private sealed class Door : IApplyDoor
    {
        public List<string> Told { get; } = [];

        public Func<Failure?> Answer { get; init; } = () => null;

        public void Changed() => Told.Add("changed");

        public void Show(Prepared prepared, bool asks) => Told.Add($"show {prepared.Plan.Changes.Length}");

        public Task<Failure?> AskAsync(Plan plan)
        {
            Told.Add($"ask {plan.Changes.Length}");
            return Task.FromResult(Answer());
        }

        public Task<Result<Action<Outcome>>> BeginAsync(Plan plan)
        {
            Told.Add($"begin {plan.Changes.Length}");
            return Task.FromResult<Result<Action<Outcome>>>(new Result<Action<Outcome>>.Ok(_ => { }));
        }
    }
}
