namespace TeleCmi.Cli.Running;

/// <summary>
/// The last line of a terminal, redrawn in its place: how far a run is, and what it waits for. Whatever is printed comes above it.
/// Elsewhere there is none.
/// </summary>
internal sealed class StatusLine(Terminal terminal)
{
    private readonly Lock _gate = new();
    private string _progress = "";
    private string _waiting = "";
    private bool _isDrawn;

    /// <summary>How far the run is; empty = no more.</summary>
    public void Progress(string text) => Set(ref _progress, text);

    /// <summary>What the run waits for; empty = nothing.</summary>
    public void Waiting(string text) => Set(ref _waiting, text);

    /// <summary>Prints something.</summary>
    public void Above(Action print)
    {
        lock (_gate)
        {
            Clear();
            print();
            Draw();
        }
    }

    private void Set(ref string part, string text)
    {
        lock (_gate)
        {
            if (terminal.IsErrorTerminal && part != text)
            {
                part = text;
                Clear();
                Draw();
            }
        }
    }

    private void Clear()
    {
        if (_isDrawn)
        {
            _isDrawn = false;
            terminal.Error.Write("\r\u001B[K");
            terminal.Error.Flush();
        }
    }

    private void Draw()
    {
        var line = string.Join("  ", new[] { _progress, _waiting }.Where(part => part.Length > 0));
        if (line.Length == 0)
        {
            return;
        }

        _isDrawn = true;
        var shown = terminal.ErrorColumns is { } columns && line.Length >= columns ? line[..Math.Max(0, columns - 1)] : line;
        terminal.Error.Write($"\r{shown}");
        terminal.Error.Flush();
    }
}
