using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Files;

/// <summary>
/// The files of a state S: itself, its journal <c>S.journal</c> and its lock <c>S.lock</c> beside it. Links are resolved once, so that the
/// three lie together and a link to a state stays a link. Whoever writes holds the lock; reading needs none, as S is only ever replaced
/// as a whole.
/// </summary>
internal sealed class StateFiles : IDisposable
{
    private FileJournal? _journal;
    private FileLock? _held;

    /// <summary>Names the files; touches none.</summary>
    /// <param name="path">The state, which need not exist yet; its folder must once something is written.</param>
    /// <exception cref="StateException">The path is unusable (STA001).</exception>
    public StateFiles(string path)
    {
        Location = path;
        try
        {
            StatePath = RealPath.Of(path);
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            throw new StateException(StateFileFaults.UnusablePath(path, e));
        }
    }

    /// <summary>The path as it was given.</summary>
    public string Location { get; }

    /// <summary>The state itself, links resolved.</summary>
    public string StatePath { get; }

    /// <summary>Outcomes of the run under way.</summary>
    public string JournalPath => StatePath + ".journal";

    /// <summary>Never deleted.</summary>
    public string LockPath => StatePath + ".lock";

    /// <summary>Reads the state; null where there is none. Does not fold the journal in.</summary>
    /// <exception cref="StateException">Unreadable, damaged, of a newer format or too large (STA002 to STA005).</exception>
    public RecordedState? Load()
    {
        byte[] content;
        try
        {
            content = RegularFile.ReadUpTo(StatePath, StateFormat.MaximumBytes + 1);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            throw new StateException(StateFileFaults.Unreadable(Location, e));
        }

        var state = StateFormat.Read(content, Location);
        return state.Serial < StateFormat.MaximumSerial ? state : throw new StateException(
            StateFaults.Corrupt(Location, "its serial is at its end, so that no run could write the next one"));
    }

    /// <summary>
    /// For the modes that review rosters of strangers: the state must not leave, through a link, the work tree that it seems to lie in.
    /// </summary>
    /// <exception cref="StateException">STA013.</exception>
    public void CheckContained()
    {
        try
        {
            if (Containment.Holds(Location))
            {
                return;
            }
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            throw new StateException(StateFileFaults.Unreadable(Location, e));
        }

        throw new StateException(StateFileFaults.Outside(Location));
    }

    /// <summary>The journal lines of one run, up to the first torn one.</summary>
    /// <exception cref="StateException">STA011.</exception>
    public IReadOnlyList<JournalEntry> ReadJournal(string run, AgentSchema schema) => FileJournal.Read(JournalPath, run, schema);

    /// <summary>Asks whether the state may be replaced: no write bit for its owner is how a user says no.</summary>
    /// <exception cref="StateException">STA006.</exception>
    public void CheckWritable()
    {
        // The bit itself counts: a rename would replace such a file without asking, and root may write any.
        var file = new FileInfo(StatePath);
        var mayWrite = !file.Exists
            || (OperatingSystem.IsWindows() ? !file.IsReadOnly : file.UnixFileMode.HasFlag(UnixFileMode.UserWrite));
        if (!mayWrite)
        {
            throw new StateException(StateFileFaults.ReadOnly(Location));
        }
    }

    /// <summary>Takes the lock, or not.</summary>
    /// <param name="now">For whoever finds it taken.</param>
    /// <returns>False where another run has it.</returns>
    /// <exception cref="StateException">The state is read-only (STA006), or its lock impossible to take (STA008).</exception>
    public bool TryLock(DateTimeOffset now)
    {
        CheckWritable();
        try
        {
            if (FileLock.TryTake(LockPath) is not { } taken)
            {
                return false;
            }

            taken.Sign(new LockHolder(Environment.ProcessId, Environment.MachineName, now));
            _held = taken;
            return true;
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            throw new StateException(StateFileFaults.Unlockable(Location, e));
        }
    }

    /// <summary>Who has the lock; null where that can't be told.</summary>
    public LockHolder? Holder()
    {
        try
        {
            return LockNote.Read(FileLock.ReadHolder(LockPath));
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            return null;
        }
    }

    /// <summary>Replaces the state durably, with its pending run, and starts an empty journal.</summary>
    /// <exception cref="StateException">Nothing may be sent then (STA006, STA009, STA010 or STA012).</exception>
    public void Begin(RecordedState state)
    {
        CheckWritable();
        CheckLock();

        // The journal second: until the rename the old state may still need the old one, afterwards its lines are of another run.
        Replace(state);
        _journal?.Dispose();
        _journal = FileJournal.Start(JournalPath);
    }

    /// <summary>Appends one line to the journal, without fsync.</summary>
    /// <exception cref="StateException">STA010; the outcomes so far are kept.</exception>
    /// <exception cref="InvalidOperationException">Without <see cref="Begin"/>.</exception>
    public void Append(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        (_journal ?? throw new InvalidOperationException("A journal line needs a run that has begun.")).Append(entry);
    }

    /// <summary>Replaces the state durably and deletes the journal.</summary>
    /// <exception cref="StateException">STA009 or STA012; the pending run and the journal stay, and the next run settles them.</exception>
    public void End(RecordedState state)
    {
        CheckLock();
        Replace(state);
        CloseJournal();
        DurableFile.TryDelete(JournalPath);
    }

    /// <summary>Closes the journal and frees the lock.</summary>
    public void Dispose()
    {
        CloseJournal();
        _held?.Dispose();
        _held = null;
    }

    private void CloseJournal()
    {
        _journal?.Dispose();
        _journal = null;
    }

    private void CheckLock()
    {
        if (_held is { IsStillNamed: false })
        {
            throw new StateException(StateFileFaults.LockLost(Location));
        }
    }

    private void Replace(RecordedState state)
    {
        var content = StateFormat.Write(state);

        // A state that could not be read back must never take the place of one that can.
        _ = StateFormat.Read(content, Location);
        try
        {
            DurableFile.WriteAtomically(StatePath, content, DurableFile.OwnerOnly);
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            throw new StateException(StateFileFaults.Unwritable(Location, e));
        }
    }
}
