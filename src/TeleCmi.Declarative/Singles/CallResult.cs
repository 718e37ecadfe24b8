using TeleCmi.Client;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Singles;

/// <summary>How a write ended, once its answer or a later list has told. A closed set.</summary>
internal abstract record CallResult
{
    private CallResult()
    {
    }

    /// <summary>We did it.</summary>
    public sealed record Changed : CallResult;

    /// <summary>It was so already, or nearly: the user is there, or gone.</summary>
    /// <param name="List">The list that shows it.</param>
    /// <param name="Live">The user; null where no list shows it.</param>
    public sealed record Converged(LiveAccount List, LiveAgent? Live) : CallResult;

    /// <summary>The list shows that the user is no longer there.</summary>
    public sealed record Gone : CallResult;

    /// <summary>Surely not done.</summary>
    public sealed record Refused(Verdict Verdict) : CallResult;

    /// <summary>Nobody knows.</summary>
    public sealed record Open(string Why) : CallResult;
}
