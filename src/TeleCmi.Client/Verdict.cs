namespace TeleCmi.Client;

/// <summary>What an answer of the service, or its absence, means for one call. A closed set.</summary>
public enum VerdictKind
{
    /// <summary>Body code 200 and status absent or "success".</summary>
    Success,

    /// <summary>The id exists already ("already exists").</summary>
    Duplicate,

    /// <summary>The account has no free seat ("limit").</summary>
    UserLimit,

    /// <summary>A value was refused ("missing", or an object in <c>msg</c>).</summary>
    Validation,

    /// <summary>App id or secret were refused (401, 407, "authentication").</summary>
    Authentication,

    /// <summary>Too many calls (429); surely not processed.</summary>
    RateLimited,

    /// <summary>Update or remove of an id the service does not know.</summary>
    NotFound,

    /// <summary>Nobody can tell whether the call was processed: no, broken or unknown answer.</summary>
    Lost,

    /// <summary>Refused with a wording that has no case of its own; never read as converged.</summary>
    Refused,

    /// <summary>Surely never processed: no connection could be made, or sending has been stopped.</summary>
    NotSent,
}

/// <summary>The meaning of one answer.</summary>
/// <param name="Kind">The case.</param>
/// <param name="Text">The service's own words or ours about the transport, already redacted and cut; foreign text all the same.</param>
public sealed record Verdict(VerdictKind Kind, string? Text = null)
{
    /// <summary>True for <see cref="VerdictKind.Success"/>.</summary>
    public bool IsSuccess => Kind == VerdictKind.Success;
}
