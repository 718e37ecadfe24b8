using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Files;

/// <summary>A state in a file, with its journal and its lock beside it.</summary>
public sealed class FileStateStore : IStateStore
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly StateFiles _files;
    private readonly TimeProvider _time;

    private FileStateStore(StateFiles files, TimeProvider time) => (_files, _time) = (files, time);

    /// <inheritdoc/>
    public string Location => _files.Location;

    /// <summary>The state, its journal and its lock, links resolved.</summary>
    public ImmutableArray<string> Paths => [_files.StatePath, _files.JournalPath, _files.LockPath];

    /// <summary>Names the files; touches none.</summary>
    /// <param name="path">The state, which need not exist yet; its folder must once something is written.</param>
    /// <param name="time">For waiting on the lock.</param>
    /// <returns>STA001 where the path is unusable.</returns>
    public static Result<FileStateStore> Open(string path, TimeProvider time)
        => Attempt(() => new FileStateStore(new StateFiles(path), time));

    /// <summary>
    /// For the modes that review rosters of strangers: the state must not leave, through a link, the work tree that it seems to lie in.
    /// </summary>
    /// <returns>STA013, or null.</returns>
    public Diagnostic? Uncontained() => Fault(_files.CheckContained);

    /// <inheritdoc/>
    /// <returns>STA002 to STA005 or STA011 where it is unreadable, damaged, of a newer format or too large.</returns>
    public Task<Result<StoredState?>> LoadAsync(CancellationToken cancellationToken) => Task.FromResult(Attempt(Load));

    /// <inheritdoc/>
    /// <returns>STA006 or STA008 where it can't be taken.</returns>
    public async Task<LockResult> LockAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Attempt(() => _files.TryLock(_time.GetUtcNow())).Is(out var isTaken, out var failure))
            {
                return new LockResult.Failed(failure.Problems[0]);
            }

            var left = wait - _time.GetElapsedTime(start);
            if (isTaken || left <= TimeSpan.Zero)
            {
                return isTaken ? new LockResult.Taken(new Hold(_files)) : new LockResult.Held(_files.Holder());
            }

            await Task.Delay(left < PollInterval ? left : PollInterval, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private StoredState? Load() => _files.Load() is not { } written ? null
        : new StoredState(written, RunRecovery.Fold(
            written, written.Pending is { } pending ? _files.ReadJournal(pending.Run, written.Generation.Schema) : []));

    private static Result<T> Attempt<T>(Func<T> work)
    {
        try
        {
            return new Result<T>.Ok(work());
        }
        catch (StateException fault)
        {
            return Failure.Of(fault.Diagnostic);
        }
    }

    private static Diagnostic? Fault(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (StateException fault)
        {
            return fault.Diagnostic;
        }
    }

    private sealed class Hold(StateFiles files) : IStateLock, IRunJournal
    {
        public Task<Result<IRunJournal>> BeginAsync(RecordedState state, CancellationToken cancellationToken)
            => Task.FromResult<Result<IRunJournal>>(
                Fault(() => files.Begin(state)) is { } fault ? Failure.Of(fault) : new Result<IRunJournal>.Ok(this));

        public Diagnostic? Append(JournalEntry entry) => Fault(() => files.Append(entry));

        public Task<Diagnostic?> EndAsync(RecordedState state, CancellationToken cancellationToken)
            => Task.FromResult(Fault(() => files.End(state)));

        public ValueTask DisposeAsync()
        {
            files.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
