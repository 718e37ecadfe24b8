using TeleCmi.Client;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Tests.States;

/// <summary>What a file system can do to a state: told by its code, and the old state stays.</summary>
public sealed class FileStateFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StateFiles _store;

    public FileStateFaultTests() => _store = new StateFiles(_folder["s.json"]);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_journal_that_is_a_link_is_not_read()
    {
        Unix.Only();
        File.WriteAllText(_folder["elsewhere"], "");
        File.CreateSymbolicLink(_store.JournalPath, "elsewhere");

        Assert.Equal("STA011", Assert.Throws<StateException>(() => _store.ReadJournal(Samples.Run, Generations.Default.Schema)).Diagnostic.Code);
    }

    [Fact]
    public void A_state_under_review_stays_in_its_work_tree()
    {
        Unix.Only();
        Directory.CreateDirectory(_folder["tree/.git"]);
        Directory.CreateDirectory(_folder["tree/states"]);
        File.CreateSymbolicLink(_folder["tree/inside.json"], "states/s.json");
        File.CreateSymbolicLink(_folder["tree/outside.json"], "../s.json");
        Directory.CreateSymbolicLink(_folder["tree/away"], "..");

        foreach (var name in new[] { "tree/inside.json", "tree/missing.json", "s.json" })
        {
            using var store = new StateFiles(_folder[name]);
            store.CheckContained();
        }

        foreach (var name in new[] { "tree/outside.json", "tree/away/s.json" })
        {
            using var store = new StateFiles(_folder[name]);
            Assert.Equal("STA013", Assert.Throws<StateException>(store.CheckContained).Diagnostic.Code);
        }
    }

    [Fact]
    public void An_empty_path_is_an_error() => Assert.Equal(
        "STA001", Assert.Throws<StateException>(() => new StateFiles("")).Diagnostic.Code);

    [Fact]
    public void A_read_only_state_is_refused_before_anything_is_written()
    {
        Unix.Only();
        File.WriteAllBytes(_store.StatePath, StateFormat.Write(Samples.State()));
        Unix.SetMode(_store.StatePath, UnixFileMode.UserRead | UnixFileMode.GroupWrite);

        var locking = Assert.Throws<StateException>(() => _store.TryLock(default));
        var beginning = Assert.Throws<StateException>(() => _store.Begin(Samples.State()));

        Assert.Equal("STA006", locking.Diagnostic.Code);
        Assert.Equal("STA006", beginning.Diagnostic.Code);
        Assert.Equal(["s.json"], _folder.Names);
    }

    [Fact]
    public void A_damaged_state_is_left_as_it_is()
    {
        File.WriteAllText(_store.StatePath, "{ damaged");

        Assert.Equal("STA003", Assert.Throws<StateException>(() => _store.Load()).Diagnostic.Code);
        Assert.Equal("{ damaged", File.ReadAllText(_store.StatePath));
    }

    [Fact]
    public void A_folder_in_place_of_the_state_is_an_error_that_says_so()
    {
        Directory.CreateDirectory(_store.StatePath);

        var error = Assert.Throws<StateException>(() => _store.Load());

        Assert.Equal("STA002", error.Diagnostic.Code);
        Assert.Contains("folder", error.Diagnostic.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_beyond_64_MiB_is_refused_unread()
    {
        using (var file = File.Create(_store.StatePath))
        {
            file.SetLength(StateFormat.MaximumBytes + 1L);
        }

        Assert.Equal("STA005", Assert.Throws<StateException>(() => _store.Load()).Diagnostic.Code);
    }

    [Fact]
    public void A_state_that_could_not_be_read_back_never_replaces_one_that_can()
    {
        _store.End(Samples.State(Samples.Agent(101)));
        var before = File.ReadAllBytes(_store.StatePath);

        Assert.Throws<StateException>(() => _store.Begin(Samples.State(Samples.Agent(102) with { AgentId = "elsewhere" })));

        Assert.Equal(before, File.ReadAllBytes(_store.StatePath));
    }

    [Fact]
    public void Where_the_state_cannot_be_replaced_the_old_one_stays_and_the_reason_is_told()
    {
        using var nowhere = new StateFiles(_folder["missing/s.json"]);
        var error = Assert.Throws<StateException>(() => nowhere.Begin(Samples.State()));
        Assert.Equal("STA009", error.Diagnostic.Code);
        Assert.Contains("folder does not exist", error.Message, StringComparison.Ordinal);

        Directory.CreateDirectory(_store.StatePath);
        Assert.Equal("STA009", Assert.Throws<StateException>(() => _store.End(Samples.State())).Diagnostic.Code);
        Assert.Equal(["s.json"], _folder.Names);
    }

    [Fact]
    public void A_link_in_the_place_of_the_journal_is_not_followed()
    {
        Unix.Only();
        File.WriteAllText(_folder["victim"], "untouched");
        File.CreateSymbolicLink(_folder["s.json.journal"], "victim");

        _store.Begin(Samples.State().With(Samples.Pending(ChangeAction.Add, 101)));

        Assert.Equal("untouched", File.ReadAllText(_folder["victim"]));
        Assert.Equal(["s.json", "s.json.journal", "victim"], _folder.Names);
        Assert.Null(new FileInfo(_store.JournalPath).LinkTarget);
    }

    [Fact]
    public void A_journal_on_a_full_disk_is_an_error_that_names_the_disk()
    {
        Assert.SkipUnless(File.Exists("/dev/full") && Directory.Exists("/proc/self/fd"), "needs /dev/full and /proc");
        _store.Begin(Samples.State().With(Samples.Pending(ChangeAction.Add, 101)));
        FullDisk.TakesThePlaceOf(_store.JournalPath);

        var error = Assert.Throws<StateException>(() => _store.Append(Samples.Line(ChangeAction.Add, 101, OutcomeKind.Failed)));

        Assert.Equal("STA010", error.Diagnostic.Code);
        Assert.Contains("disk is full", error.Message, StringComparison.Ordinal);
        _store.End(Samples.State());
        Assert.Equal(["s.json"], _folder.Names);
    }
}
