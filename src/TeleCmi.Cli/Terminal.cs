using System.Text;

namespace TeleCmi.Cli;

/// <summary>What a command sees of the world around it: streams, environment, clock, folder. Tests give their own.</summary>
internal sealed class Terminal : IDisposable
{
    /// <summary>Results.</summary>
    public required GuardedWriter Out { get; init; }

    /// <summary>Everything else.</summary>
    public required GuardedWriter Error { get; init; }

    /// <summary>Standard input, for a roster and for answers.</summary>
    public required Stream In { get; init; }

    /// <summary>True where a person can answer.</summary>
    public bool CanAsk { get; init; }

    /// <summary>True where standard output is a terminal that can do more than print lines.</summary>
    public bool IsOutTerminal { get; init; }

    /// <summary>True where standard error is such a terminal: progress may redraw a line.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Columns of the terminal behind standard output; null where there is none, or it does not tell.</summary>
    public int? OutColumns { get; init; }

    /// <summary>The same of standard error.</summary>
    public int? ErrorColumns { get; init; }

    /// <summary>A variable's value, or null.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Clock and timers.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>That of this process.</summary>
    /// <param name="isOutOpen">False where standard output was closed, so that nothing arrives there.</param>
    public static Terminal OfProcess(bool isOutOpen)
    {
        var (isOut, isError) = (!Console.IsOutputRedirected, !Console.IsErrorRedirected);
        if (OperatingSystem.IsWindows() && (isOut || isError))
        {
            // What we write is UTF-8; a console of Windows reads another code page until it is told.
            Console.OutputEncoding = new UTF8Encoding(false);
        }

        var isDumb = System.Environment.GetEnvironmentVariable("TERM") == "dumb";
        return new Terminal
        {
            Out = new GuardedWriter(StandardStreams.Out(), isBroken: !isOutOpen),
            Error = new GuardedWriter(StandardStreams.Error()),
            In = StandardStreams.In(),
            CanAsk = !Console.IsInputRedirected,
            IsOutTerminal = isOut && !isDumb,
            IsErrorTerminal = isError && !isDumb,
            OutColumns = isOut ? StandardStreams.Columns(1) : null,
            ErrorColumns = isError ? StandardStreams.Columns(2) : null,
        };
    }

    /// <summary>True where something written was lost: the run did its work all the same, and ends with 1.</summary>
    public bool IsBroken => Out.IsBroken || Error.IsBroken;

    public void Dispose()
    {
        Out.Dispose();
        Error.Dispose();
    }
}

/// <summary>A writer that never throws: a full disk or a closed pipe must not stop a run that is changing an account.</summary>
internal sealed class GuardedWriter : TextWriter
{
    private readonly StreamWriter _inner;
    private readonly Lock _gate = new();

    public GuardedWriter(Stream stream, bool isBroken = false)
        => (_inner, IsBroken) = (new StreamWriter(stream, new UTF8Encoding(false), 4096), isBroken);

    /// <summary>True once a write failed; later ones are dropped.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>True once something was written, whether or not it arrived.</summary>
    public bool HasWritten { get; private set; }

    public override Encoding Encoding => _inner.Encoding;

    public override void Write(char value) => Guard(() => _inner.Write(value));

    public override void Write(string? value) => Guard(() => _inner.Write(value));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Flush()
    {
        if (HasWritten)
        {
            Guard(_inner.Flush);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Flush();
        }

        base.Dispose(disposing);
    }

    private void Guard(Action write)
    {
        lock (_gate)
        {
            HasWritten = true;
            if (IsBroken)
            {
                return;
            }

            try
            {
                write();
            }
            catch (Exception lost) when (lost is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                IsBroken = true;
            }
        }
    }
}
