using TeleCmi.Client.Agents;

namespace TeleCmi.Cli;

/// <summary>The exit codes; the first that fits, from the top of this list in the order 130, 1, 3, 2, 0.</summary>
internal enum ExitCode
{
    /// <summary>All is well; warnings change nothing.</summary>
    Success = 0,

    /// <summary>Bad usage, invalid input, unreadable service or state, or an outcome that needs a person.</summary>
    Failure = 1,

    /// <summary><c>plan --detailed-exitcode</c> with changes, or drift.</summary>
    Differences = 2,

    /// <summary>Refused by a safety rule, or a stale plan, before any call.</summary>
    Refused = 3,

    /// <summary>Interrupted by a signal.</summary>
    Interrupted = 130,
}

/// <summary>Ends a command with diagnostics instead of a result; caught in one place, never shown as an exception.</summary>
internal sealed class CommandException : Exception
{
    public CommandException(ExitCode exitCode, params IReadOnlyList<Diagnostic> diagnostics)
        => (ExitCode, Diagnostics) = (exitCode, diagnostics);

    public ExitCode ExitCode { get; }

    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    public CommandException(Failure why)
        : this(why.Status.ToExitCode(), why.Problems)
    {
    }

    public static CommandException Failed(string code, string message, string? hint = null)
        => new(ExitCode.Failure, Diagnostic.Error(code, message, hint));
}

/// <summary>How a result of the core ends a command.</summary>
internal static class Endings
{
    /// <summary>The exit code of a run's end.</summary>
    public static ExitCode ToExitCode(this RunStatus status) => status switch
    {
        RunStatus.Done => ExitCode.Success,
        RunStatus.Differs => ExitCode.Differences,
        RunStatus.Refused => ExitCode.Refused,
        RunStatus.Interrupted => ExitCode.Interrupted,
        _ => ExitCode.Failure,
    };

    /// <summary>What was asked for.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static T OrEnd<T>(this Result<T> result) => result.Is(out var value, out var why) ? value : throw new CommandException(why);

    /// <summary>Goes on where nothing is wrong.</summary>
    /// <exception cref="CommandException">Something is.</exception>
    public static void EndIfAny(this Diagnostic? problem)
    {
        if (problem is not null)
        {
            throw new CommandException(Failure.Of(problem));
        }
    }
}
