using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Observing;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;
using TeleCmi.PulumiPlugin.Accounts;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>How a write ended, once its answer or a later list has told. A closed set.</summary>
internal abstract record CallResult
{
    private CallResult()
    {
    }

    /// <summary>We did it.</summary>
    public sealed record Changed : CallResult;

    /// <summary>It was so already, or nearly: the user is there, or gone.</summary>
    /// <param name="Listing">The list that shows it.</param>
    /// <param name="Live">The user; null where no list shows it.</param>
    public sealed record Converged(ObserveResult.Seen Listing, LiveAgent? Live) : CallResult;

    /// <summary>The list shows that the user is no longer there.</summary>
    public sealed record Gone : CallResult;

    /// <summary>Surely not done.</summary>
    public sealed record Refused(Verdict Verdict) : CallResult;

    /// <summary>Nobody knows.</summary>
    public sealed record Open(string Why) : CallResult;
}

/// <summary>One write, and what it takes to know how it ended: the core's table, applied to a list that all lost calls of the moment share.</summary>
internal static class SettledCall
{
    // As many lists: of any number of calls that are lost at the same time, each asks for at most one a try, and they share it.
    private const int MaximumTries = 3;

    /// <summary>Sends, and sends again only what a list shows not to have been processed.</summary>
    public static async Task<CallResult> SendAsync(
        OpenAccount account, Change change, Func<IAgentWriter, CancellationToken, Task<Verdict>> call, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var verdict = await account.WriteAsync(change.Extension, call, cancellationToken);
            if (verdict.IsSuccess)
            {
                return new CallResult.Changed();
            }

            if (!OnlyAListTells(change.Action, verdict.Kind, isFirst: tries == 1))
            {
                return new CallResult.Refused(verdict);
            }

            ObserveResult.Seen listing;
            try
            {
                listing = await LookAsync(account, change, cancellationToken);
            }
            catch (Exception fault) when (fault is OperationCanceledException or Grpc.Core.RpcException)
            {
                return new CallResult.Open($"{verdict.Text}; no list could settle it");
            }

            var live = listing.Live.Find(change.Extension);
            var password = listing.Live.Passwords.Find(change.Extension);
            var fingerprint = live is null || password is null ? null : account.Key.Fingerprint(live.AgentId, password);
            switch (Settlement.Decide(change, verdict, live, fingerprint))
            {
                case Settled.Done { Kind: OutcomeKind.Changed }:
                    return new CallResult.Changed();
                case Settled.Done { Kind: OutcomeKind.Converged }:
                    return new CallResult.Converged(listing, live);
                case Settled.Done:
                    return new CallResult.Gone();
                case Settled.Open open:
                    return new CallResult.Open(open.Message);
                case Settled.SendAgain when tries == MaximumTries:
                    return change.Action == ChangeAction.Remove && verdict.Kind is not VerdictKind.Lost
                        ? new CallResult.Refused(verdict)
                        : new CallResult.Open($"{verdict.Text}; it was sent {tries} times");
                default:
                    break;
            }
        }
    }

    private static bool OnlyAListTells(ChangeAction action, VerdictKind kind, bool isFirst) => kind switch
    {
        VerdictKind.Lost => true,
        // On a later try, an earlier one may still have been processed.
        VerdictKind.NotSent or VerdictKind.RateLimited => !isFirst,
        VerdictKind.Authentication => false,
        VerdictKind.Duplicate => action == ChangeAction.Add,
        VerdictKind.NotFound => action != ChangeAction.Add,
        _ => action == ChangeAction.Remove,
    };

    private static async Task<ObserveResult.Seen> LookAsync(OpenAccount account, Change change, CancellationToken cancellationToken)
    {
        var listing = await OpenAccount.Required(account.Lists.ReadBackAsync(cancellationToken));
        return change.Action == ChangeAction.Remove && !listing.Confirmed && listing.Live.Find(change.Extension) is null
            ? await OpenAccount.Required(account.Lists.ConfirmAsync(listing, cancellationToken))
            : listing;
    }
}
