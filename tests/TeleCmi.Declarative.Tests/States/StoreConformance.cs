using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Tests.Applying;

namespace TeleCmi.Declarative.Tests.States;

/// <summary>What every store keeps. A new one derives from this, and says how it is opened.</summary>
public abstract class StoreConformance
{
    private static readonly RecordedState Start = Samples.State(Samples.Agent(101));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The store; each call as another process would open it.</summary>
    protected abstract IStateStore Open();

    [Fact]
    public async Task Where_nothing_was_written_there_is_nothing_and_a_lock_makes_nothing()
    {
        Assert.Null(await StoredAsync());

        await using (await Open().TakeAsync(TimeSpan.Zero, Token))
        {
            Assert.Null(await StoredAsync());
        }

        Assert.Null(await StoredAsync());
        Assert.NotEmpty(Open().Location);
    }

    [Fact]
    public async Task What_is_ended_is_what_everybody_reads()
    {
        await EndAsync(Start);
        var stored = await StoredAsync();
        Assert.True(stored!.Written.Says(Start) && stored.State.Says(Start));

        await EndAsync(Start with { Serial = Start.Serial + 1, Agents = Start.Agents.Clear() });
        Assert.Empty((await StoredAsync())!.State.Agents);
        Assert.Equal(Start.Serial + 1, (await StoredAsync())!.State.Serial);
    }

    [Fact]
    public async Task A_run_that_ends_leaves_nothing_pending()
    {
        await using var held = await Open().TakeAsync(TimeSpan.Zero, Token);
        var journal = (await held.BeginAsync(Start.With(Samples.Pending(ChangeAction.Add, 102)), Token)).Ok();
        Assert.Equal(102, Assert.Single((await StoredAsync())!.State.Pending!.Changes).Extension);

        Assert.Null(journal.Append(Samples.Line(ChangeAction.Add, 102, OutcomeKind.Changed, Samples.Agent(102))));
        Assert.Null(await held.EndAsync(Samples.State(Samples.Agent(101), Samples.Agent(102)), Token));

        var stored = await StoredAsync();
        Assert.Equal([101, 102], stored!.State.Agents.Keys);
        Assert.Null(stored.Written.Pending);
    }

    [Fact]
    public async Task A_run_that_is_cut_short_is_read_with_what_its_journal_still_knows()
    {
        await using (var held = await Open().TakeAsync(TimeSpan.Zero, Token))
        {
            var journal = (await held.BeginAsync(Start.With(Samples.Pending(ChangeAction.Add, 102), Samples.Pending(ChangeAction.Add, 103)), Token)).Ok();
            Assert.Null(journal.Append(Samples.Line(ChangeAction.Add, 102, OutcomeKind.Changed, Samples.Agent(102))));
        }

        var stored = await StoredAsync();
        Assert.Equal([101, 102], stored!.State.Agents.Keys);
        Assert.Equal([101], stored.Written.Agents.Keys);
        Assert.Equal(103, Assert.Single(stored.State.Pending!.Changes).Extension);
    }

    [Fact]
    public async Task Lines_of_an_earlier_run_mean_nothing_to_the_next()
    {
        await using var held = await Open().TakeAsync(TimeSpan.Zero, Token);
        var first = (await held.BeginAsync(Start.With(Samples.Pending(ChangeAction.Add, 102)), Token)).Ok();
        Assert.Null(first.Append(Samples.Line(ChangeAction.Add, 102, OutcomeKind.Changed, Samples.Agent(102))));

        await held.BeginAsync(Start with { Pending = new PendingRun("another", [Samples.Pending(ChangeAction.Add, 102)]) }, Token);

        Assert.Equal([101], (await StoredAsync())!.State.Agents.Keys);
    }

    [Fact]
    public async Task One_run_at_a_time_has_the_lock_and_the_next_has_it_after()
    {
        await using (await Open().TakeAsync(TimeSpan.Zero, Token))
        {
            Assert.IsType<LockResult.Held>(await Open().LockAsync(TimeSpan.Zero, Token));
        }

        var again = await Open().TakeAsync(TimeSpan.Zero, Token);
        await again.DisposeAsync();
        await again.DisposeAsync();
        Assert.IsType<LockResult.Taken>(await Open().LockAsync(TimeSpan.Zero, Token));
    }

    [Fact]
    public async Task Reading_needs_no_lock_and_a_wait_can_be_given_up()
    {
        await EndAsync(Start);
        await using var held = await Open().TakeAsync(TimeSpan.Zero, Token);
        Assert.NotNull(await StoredAsync());

        using var given = new CancellationTokenSource();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Open().LockAsync(TimeSpan.FromHours(1), given.Token));
    }

    private async Task<StoredState?> StoredAsync() => (await Open().LoadAsync(Token)).Ok();

    private async Task EndAsync(RecordedState state)
    {
        await using var held = await Open().TakeAsync(TimeSpan.Zero, Token);
        Assert.Null(await held.EndAsync(state, Token));
    }
}

/// <summary>In a file.</summary>
public sealed class FileStoreConformance : StoreConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override IStateStore Open() => FileStateStore.Open(_folder["s.json"], TimeProvider.System).Ok();
}

/// <summary>In memory.</summary>
public sealed class MemoryStoreConformance : StoreConformance
{
    private readonly MemoryStore _store = new();

    protected override IStateStore Open() => _store;
}
