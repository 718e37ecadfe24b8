namespace TeleCmi.Declarative.Singles;

/// <summary>How an operation on one resource ended. A closed set; what went wrong is a <see cref="SingleFailure"/>.</summary>
public abstract record SingleResult
{
    private protected SingleResult()
    {
    }

    /// <summary>The user is there.</summary>
    /// <param name="Agent">What to record.</param>
    /// <param name="Takeover">Where the user was there before: what was, or will be, changed.</param>
    public sealed record Held(SingleAgent Agent, Takeover? Takeover = null) : SingleResult
    {
        /// <summary>Of the password that a list shows, by <see cref="SingleResource.Key"/>; null where it shows none.</summary>
        public string? Fingerprint { get; init; }
    }

    /// <summary>The user exists by the service's word, but no list shows it: it may be a supervisor.</summary>
    public sealed record Unlisted(SingleAgent Agent) : SingleResult;

    /// <summary>No such user, or no longer.</summary>
    public sealed record Absent : SingleResult;

    /// <summary>The user stays, as another resource of the deployment has or wants it.</summary>
    public sealed record Left(RemovalBar Bar) : SingleResult;
}
