using TeleCmi.Client.Agents;

namespace TeleCmi.Client.Sweeping;

/// <summary>How a sweep ended: one complete list, or the reason why there is none. Never a part of a list.</summary>
public abstract record SweepResult
{
    private SweepResult()
    {
    }

    /// <summary>A consistent list.</summary>
    public sealed record Complete(LiveAccount Account) : SweepResult;

    /// <summary>No list.</summary>
    /// <param name="Code">
    /// Stable: <c>unreachable</c>, <c>credentials_refused</c>, <c>list_refused</c>, <c>list_unreadable</c> or <c>list_inconsistent</c>.
    /// </param>
    /// <param name="Message">What happened, naming HOST:PORT; redacted.</param>
    /// <param name="Hint">The next step to take.</param>
    public sealed record Failed(string Code, string Message, string Hint) : SweepResult;
}
