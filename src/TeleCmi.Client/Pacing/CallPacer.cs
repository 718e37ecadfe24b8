using TeleCmi.Client.Http;

namespace TeleCmi.Client.Pacing;

/// <summary>
/// Decides when a try may be sent: at most so many in flight, none while the service asks for a pause, fewer after it
/// did. Also notices when nothing succeeds any more. Shared by reader and writer; monotonic time only.
/// </summary>
/// <param name="parallelism">Tries in flight at most, 1 or more.</param>
/// <param name="time">Clock and timers.</param>
/// <param name="jitter">As <see cref="ServiceOptions.Jitter"/>.</param>
internal sealed class CallPacer(int parallelism, TimeProvider time, Func<double> jitter)
{
    /// <summary>So long without a success, and sending stops.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The longest pause that the service can ask for.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    /// <summary>How much of the pauses asked for does not use up patience, all together.</summary>
    public static readonly TimeSpan ExcusedPauses = TimeSpan.FromSeconds(300);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly long _origin = time.GetTimestamp();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly int _most = parallelism;
    private int _allowed = parallelism;
    private int _inFlight;
    private int _sinceRaised;
    private int _slowdowns;
    private int _pausesInRow;
    private TimeSpan _pausedUntil;

    // The clock of patience runs while there are calls and stands while the service has asked for a pause.
    private int _calls;
    private TimeSpan _seen;
    private TimeSpan _askedUntil;
    private TimeSpan _excusedLeft = ExcusedPauses;
    private TimeSpan _fruitless;
    private bool _stopped;

    /// <summary>Tries that may be in flight now: halved by each slowdown, raised step by step by successes.</summary>
    public int Allowed
    {
        get
        {
            lock (_gate)
            {
                return _allowed;
            }
        }
    }

    private TimeSpan Now => time.GetElapsedTime(_origin);

    /// <summary>Announces a call, resends and waits included; patience is used up only while there is one.</summary>
    public IDisposable Begin()
    {
        lock (_gate)
        {
            RunClock();
            _calls++;
        }

        return new Scope(this);
    }

    /// <summary>
    /// True from the moment when somebody asks and nothing has succeeded for <see cref="Patience"/>; stays true. Ends writes; reads have
    /// tries of their own to use up.
    /// </summary>
    public bool HasStopped()
    {
        lock (_gate)
        {
            RunClock();
            return _stopped |= _fruitless >= Patience;
        }
    }

    /// <summary>Waits until a try may be sent. The turn ends when it is disposed.</summary>
    /// <param name="cancellationToken">Ends the waiting with an <see cref="OperationCanceledException"/>.</param>
    public async Task<Turn> EnterAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task wait;
            lock (_gate)
            {
                var pause = _pausedUntil - Now;
                if (pause <= TimeSpan.Zero && _inFlight < _allowed)
                {
                    _inFlight++;
                    return new Turn(this, _slowdowns);
                }

                // Task.Delay drops what is less than a millisecond: without rounding up, the rest would be spent spinning here.
                wait = pause > TimeSpan.Zero
                    ? Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(pause.TotalMilliseconds)), time, cancellationToken)
                    : _changed.Task.WaitAsync(cancellationToken);
            }

            await wait.ConfigureAwait(false);
        }
    }

    private void Report(int slowdownsAtStart, VerdictKind verdict, Answer answer)
    {
        var (status, asked) = answer is Answer.Received received ? (received.Status, received.RetryAfter) : (0, null);
        lock (_gate)
        {
            RunClock();
            if (verdict == VerdictKind.RateLimited || (status == 503 && asked is not null))
            {
                SlowDown(slowdownsAtStart, asked ?? TimeSpan.Zero);
            }
            else if (verdict is not (VerdictKind.Lost or VerdictKind.NotSent or VerdictKind.Authentication))
            {
                // A refusal that was meant is as good a sign of life as a success.
                SpeedUp();
            }
        }
    }

    private void SlowDown(int slowdownsAtStart, TimeSpan asked)
    {
        // Tries that were in flight together are answered together: that is one slowdown, not one each.
        var isNew = slowdownsAtStart == _slowdowns;
        if (isNew)
        {
            _slowdowns++;
            _sinceRaised = 0;
            _allowed = Math.Max(1, _allowed / 2);
        }

        if (asked > TimeSpan.Zero)
        {
            var until = Now + (asked < LongestPause ? asked : LongestPause);
            _askedUntil = Later(_askedUntil, until);
            _pausedUntil = Later(_pausedUntil, until);
        }
        else if (isNew)
        {
            _pausedUntil = Later(_pausedUntil, Now + Backoff.Growing(FirstPause, _pausesInRow++, jitter));
        }
    }

    private void SpeedUp()
    {
        _fruitless = TimeSpan.Zero;
        _pausesInRow = 0;
        if (_allowed < _most && ++_sinceRaised >= _allowed)
        {
            _sinceRaised = 0;
            _allowed++;
            WakeWaiting();
        }
    }

    private void RunClock()
    {
        var now = Now;
        if (_calls > 0)
        {
            var paused = (now < _askedUntil ? now : _askedUntil) - _seen;
            var excused = paused <= TimeSpan.Zero ? TimeSpan.Zero : paused < _excusedLeft ? paused : _excusedLeft;
            _excusedLeft -= excused;
            _fruitless += now - _seen - excused;
        }

        _seen = now;
    }

    private void End()
    {
        lock (_gate)
        {
            RunClock();
            _calls--;
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _inFlight--;
            WakeWaiting();
        }
    }

    private void WakeWaiting()
    {
        _changed.SetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>The right to send one try.</summary>
    internal sealed class Turn(CallPacer pacer, int slowdownsAtStart) : IDisposable
    {
        /// <summary>Tells how the try ended.</summary>
        public void Report(VerdictKind verdict, Answer answer) => pacer.Report(slowdownsAtStart, verdict, answer);

        /// <summary>Lets the next one in; called once.</summary>
        public void Dispose() => pacer.Leave();
    }

    private sealed class Scope(CallPacer pacer) : IDisposable
    {
        public void Dispose() => pacer.End();
    }
}
