using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using TeleCmi.Declarative.Applying;

namespace TeleCmi.Cli;

/// <summary>
/// SIGINT, SIGTERM and SIGHUP: the first one stops new calls and, five seconds later, gives up those in flight; a second one ends at once.
/// A run that has not ended in order by then, because it computes or waits for a reader of its output, is ended: the next one settles what
/// it left.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    // Of the seven seconds that are promised.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6.5);
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon;
    private readonly ManualResetEvent _ended = new(initialState: false);
    private readonly Action _overdue;
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _signals;

    /// <summary>Takes the signals.</summary>
    /// <param name="time">Clock of the grace.</param>
    /// <param name="overdue">Says that the run did not end in order; it may wait for ever.</param>
    public Interrupts(TimeProvider time, Action overdue)
    {
        _overdue = overdue;
        _abandon = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                Raise();
            }));
        }
    }

    public StopSignals Signals => new(_stop.Token, _abandon.Token);

    public bool IsRaised => _stop.IsCancellationRequested;

    /// <summary>What a signal does.</summary>
    public void Raise()
    {
        if (Interlocked.Increment(ref _signals) > 1)
        {
            End();
        }

        // Threads of their own: those of the pool may all be busy with what does not end.
        Start(EndWhenOverdue);
        _abandon.CancelAfter(Grace);
        _stop.Cancel();
    }

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _ended.Set();
        _stop.Dispose();
        _abandon.Dispose();
    }

    private void EndWhenOverdue()
    {
        if (_ended.WaitOne(Patience))
        {
            return;
        }

        Start(_overdue).Join(LastWords);
        End();
    }

    [SuppressMessage("ApiDesign", "RS0030", Justification = "Whoever has to be asked twice to end does not come back with an exit code.")]
    private static void End() => Environment.Exit((int)ExitCode.Interrupted);

    private static Thread Start(Action work)
    {
        var thread = new Thread(() => work()) { IsBackground = true };
        thread.Start();
        return thread;
    }
}
