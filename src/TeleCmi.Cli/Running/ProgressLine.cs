using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Planning;
using TeleCmi.Reports.Text;

namespace TeleCmi.Cli.Running;

/// <summary>
/// Each change as it ends. In text its line is a part of the result, with the name that the plan above it tells; in any other format it
/// goes to standard error, which is somebody's log: with the extension alone, without what the service said. A terminal has a bar below.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    private const int Width = 30;
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(80);

    private readonly CommandRun _run;
    private readonly Dictionary<int, string?> _names;
    private readonly bool _bar;
    private int _done;
    private int _troubled;
    private long? _drawn;

    private ProgressLine(CommandRun run, Plan plan)
    {
        (_run, _bar) = (run, run.Terminal.IsErrorTerminal);
        _names = plan.Changes.ToDictionary(change => change.Extension, change => change.Name);
    }

    public static ProgressLine For(CommandRun run, Plan plan) => new(run, plan);

    /// <summary>Called from one thread at a time.</summary>
    public void Advance(Outcome outcome)
    {
        _done++;
        _troubled += outcome.IsDone ? 0 : 1;
        if (_run.IsText)
        {
            _run.Show(ApplyText.Line(outcome, _names.GetValueOrDefault(outcome.Extension), _run.Style) + "\n");
        }
        else if (!_bar)
        {
            _run.Terminal.Error.Write(ApplyText.Line(outcome with { Message = null }, null, _run.ErrorStyle) + "\n");
        }

        if (_bar && (_drawn is not { } last || _done == _names.Count || _run.Terminal.Time.GetElapsedTime(last) >= Redraw))
        {
            Draw();
        }
    }

    public void Dispose()
    {
        _run.Status.Progress("");
        _run.Terminal.Error.Flush();
    }

    private void Draw()
    {
        _drawn = _run.Terminal.Time.GetTimestamp();
        var filled = Width * _done / Math.Max(1, _names.Count);
        _run.Status.Progress(
            $"[{new string('#', filled)}{new string('.', Width - filled)}] "
            + $"{_done}/{_names.Count}{(_troubled == 0 ? "" : $", {_troubled} to look at")}");
    }
}
