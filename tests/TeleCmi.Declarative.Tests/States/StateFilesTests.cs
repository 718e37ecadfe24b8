using System.Text;
using TeleCmi.Client;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Tests.States;

public sealed class StateFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StateFiles _store;

    public StateFilesTests() => _store = new StateFiles(_folder["s.json"]);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Without_a_file_there_is_no_state_and_looking_makes_none()
    {
        Assert.Null(_store.Load());
        Assert.Empty(_store.ReadJournal(Samples.Run, Generations.Default.Schema));
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void A_run_leaves_the_state_alone_without_journal_or_temporary_file()
    {
        _store.Begin(Samples.State().With(Samples.Pending(ChangeAction.Add, 101)));
        Assert.Equal(["s.json", "s.json.journal"], _folder.Names);
        _store.Append(Samples.Line(ChangeAction.Add, 101, OutcomeKind.Changed, Samples.Agent(101)));
        _store.End(Samples.State(Samples.Agent(101)));

        Assert.Equal(["s.json"], _folder.Names);
        Assert.Equal(Samples.Agent(101), _store.Load()!.Agents[101]);
    }

    [Fact]
    public void State_and_journal_are_for_their_owner_only()
    {
        Unix.Only();
        File.WriteAllBytes(_store.StatePath, StateFormat.Write(Samples.State()));
        _store.Begin(Samples.State().With(Samples.Pending(ChangeAction.Add, 101)));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Unix.Mode(_store.StatePath));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Unix.Mode(_store.JournalPath));
    }

    [Fact]
    public void Journal_lines_can_be_read_while_the_run_goes_on_and_after_it_died()
    {
        JournalEntry[] lines =
        [
            Samples.Line(ChangeAction.Add, 101, OutcomeKind.Changed, Samples.Agent(101)),
            Samples.Line(ChangeAction.Remove, 102, OutcomeKind.Failed),
        ];
        _store.Begin(Samples.State().With(Samples.Pending(ChangeAction.Add, 101)));
        Array.ForEach(lines, _store.Append);

        using var another = new StateFiles(_folder["s.json"]);
        Assert.Equal(lines, another.ReadJournal(Samples.Run, Generations.Default.Schema));
        Assert.Empty(another.ReadJournal("run-2", Generations.Default.Schema));
    }

    [Fact]
    public void A_journal_line_has_the_documented_members()
    {
        _store.Begin(Samples.State().With(Samples.Pending(ChangeAction.Remove, 101)));
        _store.Append(Samples.Line(ChangeAction.Remove, 101, OutcomeKind.Changed));
        _store.Dispose();

        Assert.Equal("""{"run":"run-1","extension":101,"action":"remove","outcome":"changed","fields":null}""" + "\n", File.ReadAllText(_store.JournalPath));
    }

    [Fact]
    public void A_run_starts_with_an_empty_journal()
    {
        File.WriteAllText(_store.JournalPath, "left over from before\n");

        _store.Begin(Samples.State().With(Samples.Pending(ChangeAction.Add, 101)));

        Assert.Equal(0, new FileInfo(_store.JournalPath).Length);
    }

    [Fact]
    public void A_linked_state_stays_a_link_and_its_journal_lies_beside_the_target()
    {
        Unix.Only();
        Directory.CreateDirectory(_folder["real/deep"]);
        Directory.CreateSymbolicLink(_folder["by-link"], "real/deep");
        File.CreateSymbolicLink(_folder["real/s.json"], "target.json");
        File.CreateSymbolicLink(_folder["real/deep/s.json"], "../s.json"); // ".." counts from real/deep, not from the folder of by-link
        using var linked = new StateFiles(_folder["by-link/s.json"]);

        Assert.Null(linked.Load());
        linked.Begin(Samples.State().With(Samples.Pending(ChangeAction.Add, 101)));
        Assert.True(File.Exists(_folder["real/target.json.journal"]));
        linked.End(Samples.State(Samples.Agent(101)));

        Assert.Equal("target.json", new FileInfo(_folder["real/s.json"]).LinkTarget);
        Assert.Null(new FileInfo(_folder["real/target.json"]).LinkTarget);
        Assert.Equal(101, Assert.Single(linked.Load()!.Agents).Key);
    }

    [Fact]
    public void A_circle_of_links_is_an_error_with_a_next_step()
    {
        Unix.Only();
        File.CreateSymbolicLink(_folder["a"], "b");
        File.CreateSymbolicLink(_folder["b"], "a");

        var error = Assert.Throws<StateException>(() => new StateFiles(_folder["a"]));

        Assert.Equal("STA001", error.Diagnostic.Code);
        Assert.NotNull(error.Diagnostic.Hint);
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("9007199254740992")]
    public void A_serial_that_can_not_go_on_is_refused_when_it_is_read(string serial)
    {
        File.WriteAllText(_store.StatePath, System.Text.Encoding.UTF8.GetString(StateFormat.Write(Samples.State() with { Serial = 42 })).Replace("\"serial\": 42", $"\"serial\": {serial}", StringComparison.Ordinal));

        var error = Assert.Throws<StateException>(() => _store.Load());

        Assert.Equal("STA003", error.Diagnostic.Code);
        Assert.Contains("serial", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_serial_that_is_read_can_be_written_by_a_whole_run()
    {
        _store.End(Samples.State() with { Serial = (1L << 53) - 1 });
        var state = _store.Load()!;

        _store.Begin(state with { Serial = state.Serial + 1 });
        _store.End(state with { Serial = state.Serial + 2 });
    }

    [Theory]
    [InlineData("s.json")]
    [InlineData("s.json.journal")]
    [InlineData("s.json.lock")]
    public async Task A_pipe_in_the_place_of_a_file_is_an_error_and_nobody_waits(string name)
    {
        Unix.Only();
        using (var pipe = System.Diagnostics.Process.Start("mkfifo", _folder[name]))
        {
            await pipe.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var error = Assert.Throws<StateException>(() =>
        {
            _store.Load();
            _store.ReadJournal(Samples.Run, Generations.Default.Schema);
            _store.TryLock(default);
        });

        Assert.Contains("no regular file", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("replaced")]
    public void A_lock_whose_file_is_gone_holds_nobody_back_so_its_holder_writes_nothing_more(string how)
    {
        Unix.Only();
        Assert.True(_store.TryLock(default));
        _store.Begin(Samples.State());
        var begun = File.ReadAllBytes(_store.StatePath);

        File.Delete(_store.LockPath);
        if (how == "replaced")
        {
            File.WriteAllText(_store.LockPath, "");
        }

        Assert.Equal("STA012", Assert.Throws<StateException>(() => _store.Begin(Samples.State())).Diagnostic.Code);
        Assert.Equal("STA012", Assert.Throws<StateException>(() => _store.End(Samples.State())).Diagnostic.Code);
        Assert.Equal(begun, File.ReadAllBytes(_store.StatePath));
        using var another = new StateFiles(_folder["s.json"]);
        Assert.True(another.TryLock(default));
        another.End(Samples.State());
    }

    [Fact]
    public void A_journal_line_without_a_run_is_a_bug_and_no_file()
    {
        Assert.Throws<InvalidOperationException>(() => _store.Append(Samples.Line(ChangeAction.Add, 101, OutcomeKind.Failed)));
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void After_every_crash_the_next_run_sees_the_old_state_or_what_is_pending()
    {
        _store.End(Samples.State(Samples.Agent(101)));

        // Before BEGIN's rename: a temporary file, torn.
        File.WriteAllText(_folder[".telecmi-0123456789abcdef.tmp"], "{\"format\":");
        Assert.Null(_store.Load()!.Pending);

        // After BEGIN, the journal never written.
        _store.Begin(Samples.State(Samples.Agent(101)).With(Samples.Pending(ChangeAction.Add, 102)));
        File.Delete(_store.JournalPath);
        Assert.Equal(102, Assert.Single(_store.Load()!.Pending!.Changes).Extension);
        Assert.Empty(_store.ReadJournal(Samples.Run, Generations.Default.Schema));

        // After END's rename, the journal still there.
        _store.End(Samples.State(Samples.Agent(101), Samples.Agent(102)));
        File.WriteAllText(_store.JournalPath, "{}\n", Encoding.UTF8);
        var state = _store.Load()!;
        Assert.Same(state, RunRecovery.Fold(state, _store.ReadJournal(Samples.Run, Generations.Default.Schema)));
    }
}
