using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Singles;

/// <summary>
/// Why an operation on one resource failed; the resource is as it was. A closed set: a door words it, and names the next step by its own
/// commands.
/// </summary>
public abstract record SingleFailure : SingleResult
{
    private SingleFailure()
    {
    }

    /// <summary>The account can't be read.</summary>
    public sealed record NoList(Diagnostic Why) : SingleFailure;

    /// <summary>Surely not done.</summary>
    public sealed record Refused(ChangeAction Action, Verdict Verdict) : SingleFailure;

    /// <summary>Nobody knows whether it was done.</summary>
    public sealed record Open(ChangeAction Action, string Why) : SingleFailure;

    /// <summary>No list shows the user any more.</summary>
    public sealed record Gone : SingleFailure;

    /// <summary>The user is not as the change was planned from; nothing was sent.</summary>
    public sealed record ChangedSincePlan : SingleFailure;

    /// <summary>The service lists the user twice; nothing was sent.</summary>
    public sealed record Doubled : SingleFailure;

    /// <summary>Another resource of the deployment claims the extension; nothing was sent.</summary>
    public sealed record Claimed(string Other) : SingleFailure;

    /// <summary>The extension is another person's, who is not overwritten.</summary>
    /// <param name="Name">Their name, where it is known.</param>
    /// <param name="IsGivenUp">True where a resource of the deployment gives the extension up: they may go before.</param>
    public sealed record AnotherPerson(string? Name, bool IsGivenUp = false) : SingleFailure;

    /// <summary>The user to remove is not whom the resource has applied.</summary>
    public sealed record AnotherPersonStays(string? Name) : SingleFailure;

    /// <summary>It is not recorded whom the resource has applied, so nobody was removed.</summary>
    public sealed record UnknownPersonStays : SingleFailure;

    /// <summary>The resource that claims the extension has failed already: nobody was removed, as nobody would answer for them.</summary>
    public sealed record LeftToNobody(string Claimer) : SingleFailure;

    /// <summary>The processes of the deployment can't tell each other what they do; nothing was sent.</summary>
    public sealed record NoLedger(string Reason) : SingleFailure;

    /// <summary>As many agents as the deployment may remove are gone already; this one stays.</summary>
    public sealed record TooManyRemovals(int Maximum) : SingleFailure;

    /// <summary>The service does not show the password that an update must send back, and none is given.</summary>
    public sealed record NoPassword : SingleFailure;

    /// <summary>A value that must be sent is not known.</summary>
    /// <param name="Key">As the API calls it.</param>
    public sealed record Unknown(string Key) : SingleFailure;

    internal static SingleFailure Of(Failure unread) => new NoList(unread.Problems[0]);

    internal static SingleFailure Of(ChangeAction action, CallResult ended) => ended switch
    {
        CallResult.Refused refused => new Refused(action, refused.Verdict),
        CallResult.Open open => new Open(action, open.Why),
        _ => new Gone(),
    };
}
