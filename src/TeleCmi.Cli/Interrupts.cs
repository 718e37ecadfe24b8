using System.Runtime.InteropServices;
using TeleCmi.Declarative.Applying;

namespace TeleCmi.Cli;

/// <summary>SIGINT, SIGTERM and SIGHUP: the first one stops new calls and, five seconds later, gives up those in flight; a second one ends at once.</summary>
internal sealed class Interrupts : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon;
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _signals;

    public Interrupts(TimeProvider time)
    {
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
            Environment.Exit((int)ExitCode.Interrupted);
        }

        _abandon.CancelAfter(Grace);
        _stop.Cancel();
    }

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _stop.Dispose();
        _abandon.Dispose();
    }
}
