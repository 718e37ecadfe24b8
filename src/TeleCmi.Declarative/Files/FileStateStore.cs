using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.States;


namespace TeleCmi.Declarative.Files;

/// <summary>
/// A state in a file S, with its journal <c>S.journal</c> and its lock <c>S.lock</c> beside it. Links are resolved once, so that the
/// three lie together and a link to a state stays a link. Whoever writes holds the lock; reading needs none, as S is only ever replaced
/// as a whole.
/// </summary>
public sealed class FileStateStore : IStateStore, IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _time;
    private FileJournal? _journal;
    private FileLock? _held;

    /// <summary>Names the files; touches none.</summary>
    /// <param name="path">The state, which need not exist yet; its folder must once something is written.</param>
    /// <param name="time">For waiting on the lock.</param>
    /// <exception cref="StateException">The path is unusable (STA001).</exception>
    public FileStateStore(string path, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        Location = path;
        try
        {
            StatePath = RealPath.Of(path);
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            throw StateFileFaults.UnusablePath(path, e);
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

    /// <inheritdoc/>
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
            throw StateFileFaults.Unreadable(Location, e);
        }

        var state = StateFormat.Read(content, Location);
        return state.Serial < StateFormat.MaximumSerial ? state : throw StateFaults.Corrupt(Location, "its serial is at its end, so that no run could write the next one");
    }

    /// <summary>For the modes that review rosters of strangers: the state must not leave, through a link, the work tree that it seems to lie in.</summary>
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
            throw StateFileFaults.Unreadable(Location, e);
        }

        throw StateFileFaults.Outside(Location);
    }

    /// <inheritdoc/>
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
            throw StateFileFaults.ReadOnly(Location);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="StateException">Read-only (STA006), held (STA007) or impossible to take (STA008).</exception>
    public async Task<IDisposable> LockAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        CheckWritable();
        var start = _time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryTakeLock() is { } taken)
            {
                taken.Sign(new LockHolder(Environment.ProcessId, Environment.MachineName, _time.GetUtcNow()));
                _held = taken;
                return new Hold(this, taken);
            }

            var left = wait - _time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                throw StateFileFaults.Locked(Location, Holder());
            }

            await Task.Delay(left < PollInterval ? left : PollInterval, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="StateException">Nothing may be sent then (STA006, STA009, STA010 or STA012).</exception>
    public void Begin(RecordedState state)
    {
        CheckWritable();
        CheckLock();

        // The journal second: until the rename the old state may still need the old one, afterwards its lines are of another run.
        Replace(state);
        Dispose();
        _journal = FileJournal.Start(JournalPath);
    }

    /// <inheritdoc/>
    /// <exception cref="StateException">STA010; the outcomes so far are kept.</exception>
    /// <exception cref="InvalidOperationException">Without <see cref="Begin"/>.</exception>
    public void Append(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        (_journal ?? throw new InvalidOperationException("A journal line needs a run that has begun.")).Append(entry);
    }

    /// <inheritdoc/>
    /// <exception cref="StateException">STA009 or STA012; the pending run and the journal stay, and the next run settles them.</exception>
    public void End(RecordedState state)
    {
        CheckLock();
        Replace(state);
        Dispose();
        DurableFile.TryDelete(JournalPath);
    }

    /// <summary>Closes the journal; releasing the lock does so too.</summary>
    public void Dispose()
    {
        _journal?.Dispose();
        _journal = null;
    }

    private FileLock? TryTakeLock()
    {
        try
        {
            return FileLock.TryTake(LockPath);
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            throw StateFileFaults.Unlockable(Location, e);
        }
    }

    private void CheckLock()
    {
        if (_held is { IsStillNamed: false })
        {
            throw StateFileFaults.LockLost(Location);
        }
    }

    private string Holder()
    {
        try
        {
            return LockHolder.Describe(FileLock.ReadHolder(LockPath));
        }
        catch (Exception e) when (FileFault.Is(e))
        {
            return LockHolder.Describe(default);
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
            throw StateFileFaults.Unwritable(Location, e);
        }
    }

    private sealed class Hold(FileStateStore store, FileLock taken) : IDisposable
    {
        public void Dispose()
        {
            store.Dispose();
            store._held = null;
            taken.Dispose();
        }
    }
}
