using TeleCmi.Client.Http;

namespace TeleCmi.Client.Pacing;

/// <summary>Sends one try of a call in its turn, judges it and reports it to the pacer and the trace.</summary>
internal sealed class PacedCalls(CallPacer pacer, Exchange exchange, Wordings worded, ServiceOptions options)
{
    /// <summary>One try.</summary>
    /// <param name="call">What is asked.</param>
    /// <param name="send">Starts the request.</param>
    /// <param name="cancellationToken">
    /// Before the request starts: an <see cref="OperationCanceledException"/>; later: a broken answer.
    /// </param>
    public async Task<(Answer Answer, Verdict Verdict)> TryAsync(
        ServiceCall call, Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        using var turn = await pacer.EnterAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        options.Begins?.Invoke(new CallStart(call.Page, call.Pages, call.Try, call.Tries));
        var start = options.Time.GetTimestamp();
        var answer = await exchange.TryAsync(send, cancellationToken).ConfigureAwait(false);
        var verdict = Verdicts.Read(call, answer, options.Redactor, worded);
        turn.Report(verdict.Kind, answer);
        options.Trace?.Invoke(new CallTrace(
            call.Path, call.Page, call.Extension, verdict.Kind, options.Time.GetElapsedTime(start).TotalMilliseconds));
        return (answer, verdict);
    }

    /// <summary>See <see cref="CallPacer.Begin"/>.</summary>
    public IDisposable Begin() => pacer.Begin();

    /// <summary>See <see cref="CallPacer.HasStopped"/>.</summary>
    public bool HasStopped() => pacer.HasStopped();

    /// <summary>Waits before a resend.</summary>
    public Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) =>
        Task.Delay(time, options.Time, cancellationToken);
}
