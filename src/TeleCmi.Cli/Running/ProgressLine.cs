using TeleCmi.Declarative.Applying;
using TeleCmi.Reports.Text;

namespace TeleCmi.Cli.Running;

/// <summary>Progress on standard error: one redrawn bar on a terminal, a plain line per outcome elsewhere.</summary>
internal sealed class ProgressLine : IDisposable
{
    private const int Width = 30;
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(80);

    private readonly CommandRun _run;
    private readonly int _total;
    private readonly bool _bar;
    private int _done;
    private int _troubled;
    private long? _drawn;

    private ProgressLine(CommandRun run, int total) => (_run, _total, _bar) = (run, total, run.Terminal.IsErrorTerminal);

    public static ProgressLine For(CommandRun run, int total) => new(run, total);

    /// <summary>Called from one thread at a time.</summary>
    public void Advance(Outcome outcome)
    {
        _done++;
        if (!_bar)
        {
            _run.Terminal.Error.Write(ApplyText.Line(outcome, _run.ErrorStyle) + "\n");
            return;
        }

        _troubled += outcome.IsDone ? 0 : 1;
        if (_done == _total || _drawn is not { } last || _run.Terminal.Time.GetElapsedTime(last) >= Redraw)
        {
            _drawn = _run.Terminal.Time.GetTimestamp();
            var filled = Width * _done / Math.Max(1, _total);
            _run.Note(
                $"\r[{new string('#', filled)}{new string('.', Width - filled)}] "
                + $"{_done}/{_total}{(_troubled == 0 ? "" : $", {_troubled} to look at")} ");
        }
    }

    public void Dispose()
    {
        if (_bar && _drawn is not null)
        {
            _drawn = null;
            _run.Note("\r\u001B[K");
        }

        _run.Terminal.Error.Flush();
    }
}
