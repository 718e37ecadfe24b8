using TeleCmi.Client;
using TeleCmi.Client.Agents;

namespace TeleCmi.Cli.Running;

/// <summary>
/// Says what is waited for once the service has not answered for a second: on a terminal in its last line, elsewhere in a few lines, each
/// after a longer wait than the one before. Tells numbers and the service's address, no name.
/// </summary>
internal sealed class WaitingLine : IDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan FirstGap = TimeSpan.FromSeconds(5);

    private readonly CommandRun _run;
    private readonly string _service;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private CallStart? _last;
    private long _since;
    private int _open;
    private int _pages;
    private bool _fails;
    private string _told = "";
    private long _toldAt;
    private TimeSpan _gap = TimeSpan.Zero;

    public WaitingLine(CommandRun run, string service)
    {
        (_run, _service) = (run, service);
        _timer = run.Terminal.Time.CreateTimer(_ => Tell(), null, Look, Look);
    }

    private TimeProvider Time => _run.Terminal.Time;

    /// <summary>A try begins. Called from any thread.</summary>
    public void Begins(CallStart call)
    {
        lock (_gate)
        {
            if (_open++ == 0 && !_fails)
            {
                _since = Time.GetTimestamp();
            }

            _pages = call is { Page: 1, Try: 1 } ? 0 : _pages;
            _last = call;
        }
    }

    /// <summary>A try ended, with an answer or without one.</summary>
    public void Ends(CallTrace call)
    {
        lock (_gate)
        {
            _open--;
            _fails = call.Verdict is VerdictKind.Lost or VerdictKind.NotSent;
            if (!_fails)
            {
                _since = Time.GetTimestamp();
                _pages += call.Page is null ? 0 : 1;
            }
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _run.Status.Waiting("");
    }

    private void Tell()
    {
        lock (_gate)
        {
            var silence = Time.GetElapsedTime(_since);
            var text = _last is null || (_open == 0 && !_fails) || silence < Silence ? "" : Words(_last, silence);
            if (_run.Terminal.IsErrorTerminal)
            {
                _run.Status.Waiting(text);
            }
            else if (text.Length > 0 && text != _told && Time.GetElapsedTime(_toldAt) >= _gap)
            {
                (_told, _toldAt, _gap) = (text, Time.GetTimestamp(), _gap == TimeSpan.Zero ? FirstGap : 2 * _gap);
                _run.Note(text + "\n");
            }
        }
    }

    private string Words(CallStart call, TimeSpan silence) => call switch
    {
        { Page: null }
            => $"{_service}: no answer for {silence.TotalSeconds:F0} s; gives up after {ServiceOptions.Patience.TotalSeconds:F0} s",
        _ when _fails => $"{_service} does not answer; try {call.Try} of {call.Tries}",
        { Pages: { } pages } => $"Reading the account: page {Math.Min(_pages + 1, pages)} of {pages}",
        _ => $"Reading the account: page {_pages + 1}",
    };
}
