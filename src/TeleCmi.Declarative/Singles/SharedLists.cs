using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Observing;

namespace TeleCmi.Declarative.Singles;

/// <summary>
/// The lists that all operations of the process share. A door with one resource at a time runs each on its own, so what a run does in
/// phases is done here by waiting: no list is read while a write is under way, no write starts while a list is read, and everybody who
/// needs a list gets the same one. A door asks for the list that fits what it is about to do, and tells of each write.
/// </summary>
public sealed class SharedLists(IAgentReader reader, TimeProvider time, CancellationToken stop)
{
    // A list begins once nothing has been written for this long: of many lost answers that come in one after the other, the first would
    // else be settled by a list of its own.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    // An update may be planned on a list of this age, as long as its user was not written since.
    private static readonly TimeSpan PlanningAge = TimeSpan.FromSeconds(60);

    // Ten pages: to read them takes about as long as a write.
    private const int SmallAccount = 100;
    private const int LookingShare = 10;

    private readonly Lock _gate = new();
    private readonly HashSet<int> _written = [];
    private int _writers;
    private long? _lastWrite;
    private Observation? _last;
    private long _lastRead;
    private TimeSpan _lastDuration;
    private bool _isUrgent;
    private TaskCompletionSource<Result<Observation>>? _next;
    private TaskCompletionSource<Result<Observation>>? _running;
    private bool _isScheduled;

    /// <summary>Says that a user is about to be written; waits while a list is read.</summary>
    /// <returns>To be disposed when the answer is there.</returns>
    public async Task<IDisposable> BeginWriteAsync(int extension, CancellationToken cancellationToken)
    {
        var write = new Write(this);
        Task? running;
        lock (_gate)
        {
            // Counted before waiting: no further list begins until this write has ended.
            _writers++;
            running = _running?.Task;
        }

        if (running is not null)
        {
            // Whether it is read well or not is the business of those who need it.
            await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
            {
                write.Dispose();
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        lock (_gate)
        {
            _written.Add(extension);
        }

        return write;
    }

    /// <summary>The shared snapshot: the last list, unless the process has written since it was read.</summary>
    public Task<Result<Observation>> ReadAsync(CancellationToken cancellationToken)
        => ReadAsync(() => _written.Count == 0, cancellationToken);

    /// <summary>A list to plan an update of one user on.</summary>
    public Task<Result<Observation>> ReadForUpdateAsync(int extension, CancellationToken cancellationToken) =>
        ReadAsync(() => !_written.Contains(extension) && time.GetElapsedTime(_lastRead) <= PlanningAge, cancellationToken);

    /// <summary>
    /// The last list, where it is as good as for a removal and shows the user; else null, and nothing is read: many users who are made and
    /// exist already need no list for every few of them.
    /// </summary>
    public Observation? Showing(int extension)
    {
        lock (_gate)
        {
            return IsFreshFor(extension) && _last!.Live.Find(extension) is not null ? _last : null;
        }
    }

    /// <summary>A list to remove a user on: a new one, but of a large account looking may cost no more than a tenth of the time.</summary>
    public Task<Result<Observation>> ReadForRemovalAsync(int extension, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (IsFreshFor(extension))
            {
                return Task.FromResult<Result<Observation>>(_last!);
            }

            _isUrgent = true;
            return Next().WaitAsync(cancellationToken);
        }
    }

    /// <summary>Another process has written a user: what was read of it before is old.</summary>
    public void Forget(int extension)
    {
        lock (_gate)
        {
            _written.Add(extension);
        }
    }

    /// <summary>A list that begins after this call: settles a call whose answer was lost.</summary>
    public Task<Result<Observation>> ReadBackAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Next().WaitAsync(cancellationToken);
        }
    }

    /// <summary>The list, where it shows a user; where it lacks them, a second one before that is believed.</summary>
    internal async Task<Result<Observation>> FindAsync(Task<Result<Observation>> list, int extension, CancellationToken cancellationToken)
    {
        var looked = await list;
        return looked.Is(out var first, out _) && !first.Confirmed && first.Live.Find(extension) is null
            ? await ConfirmAsync(first, cancellationToken)
            : looked;
    }

    /// <summary>Looks a second time, before an absence is believed.</summary>
    public async Task<Result<Observation>> ConfirmAsync(Observation first, CancellationToken cancellationToken)
    {
        Task<Result<Observation>> second;
        lock (_gate)
        {
            if (_last is { Confirmed: true } && _written.Count == 0)
            {
                return _last;
            }

            // One that is being read began after the first ended, if no other list came between.
            second = _running is not null && ReferenceEquals(_last, first) ? _running.Task : Next();
        }

        var result = await second.WaitAsync(cancellationToken);
        return result.Is(out var seen, out _) && !seen.Confirmed ? first.And(seen) : result;
    }

    private Task<Result<Observation>> ReadAsync(Func<bool> isGood, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _last is not null && isGood()
                ? Task.FromResult<Result<Observation>>(_last)
                : (_running?.Task ?? Next()).WaitAsync(cancellationToken);
        }
    }

    // Under the gate.
    private bool IsFreshFor(int extension) => _last?.Live.Agents.Count > SmallAccount && !_written.Contains(extension)
        && time.GetElapsedTime(_lastRead) <= _lastDuration * LookingShare;

    // Under the gate.
    private Task<Result<Observation>> Next()
    {
        _next ??= new TaskCompletionSource<Result<Observation>>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_isScheduled)
        {
            _isScheduled = true;
            _ = Task.Run(SweepAsync, CancellationToken.None);
        }

        return _next.Task;
    }

    private async Task SweepAsync()
    {
        while (await BeginAsync() is { } sweep)
        {
            try
            {
                var began = time.GetTimestamp();
                var result = await Observer.LookAsync(reader, stop);
                sweep.SetResult(Finish(result.Is(out var seen, out _) ? seen : null, time.GetElapsedTime(began)) ?? result);
            }
#pragma warning disable CA1031 // Whatever it is, those who wait for the list must hear it.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Finish(null, TimeSpan.Zero);
                sweep.SetException(fault);
            }
        }
    }

    private Observation? Finish(Observation? seen, TimeSpan duration)
    {
        lock (_gate)
        {
            _running = null;
            if (seen is null)
            {
                return null;
            }

            // Two lists without a write between them are one that was confirmed.
            _last = _last is not null && _written.Count == 0 ? _last.And(seen) : seen;
            (_lastRead, _lastDuration) = (time.GetTimestamp(), duration);
            _written.Clear();
            return _last;
        }
    }

    private async Task<TaskCompletionSource<Result<Observation>>?> BeginAsync()
    {
        while (true)
        {
            lock (_gate)
            {
                if (_next is null)
                {
                    _isScheduled = false;
                    return null;
                }

                var isQuiet = _isUrgent || _lastWrite is not { } last || time.GetElapsedTime(last) >= Quiet;
                if (stop.IsCancellationRequested || (_writers == 0 && isQuiet))
                {
                    (_running, _next, _isUrgent) = (_next, null, false);
                    return _running;
                }
            }

            await Task.Delay(Quiet / 10, time, CancellationToken.None);
        }
    }

    private void EndWrite()
    {
        lock (_gate)
        {
            _writers--;
            _lastWrite = time.GetTimestamp();
        }
    }

    private sealed class Write(SharedLists lists) : IDisposable
    {
        public void Dispose() => lists.EndWrite();
    }
}
