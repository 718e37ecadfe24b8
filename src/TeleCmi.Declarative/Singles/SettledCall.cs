using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Observing;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Singles;

/// <summary>
/// One write, and what it takes to know how it ended: the table of the house, applied to a list that all lost calls of the moment share.
/// </summary>
internal static class SettledCall
{
    // As many lists: of any number of calls that are lost at the same time, each asks for at most one a try, and they share it.
    private const int MaximumTries = 3;

    /// <summary>Adds the user.</summary>
    public static Task<CallResult> AddAsync(SharedAccount account, AgentWrite write, CancellationToken stop) => SendAsync(
        account,
        new PendingChange(write.Extension, ChangeAction.Add, null, After(account, write)),
        (writer, abandon) => writer.AddAsync(write, abandon),
        stop);

    /// <summary>Replaces the record of a user whom a list shows.</summary>
    public static Task<CallResult> UpdateAsync(SharedAccount account, LiveAccount list, AgentWrite write, CancellationToken stop)
        => SendAsync(
        account,
        new PendingChange(write.Extension, ChangeAction.Update, Before(account, list, write.Extension), After(account, write)),
        (writer, abandon) => writer.UpdateAsync(write, abandon),
        stop);

    /// <summary>Removes a user whom a list shows, and nobody else.</summary>
    public static Task<CallResult> RemoveAsync(SharedAccount account, LiveAccount list, int extension, CancellationToken stop) => SendAsync(
        account,
        new PendingChange(extension, ChangeAction.Remove, Before(account, list, extension), null),
        (writer, abandon) => writer.RemoveAsync(extension, abandon),
        stop);

    // Sends, and sends again only what a list shows not to have been processed.
    private static async Task<CallResult> SendAsync(
        SharedAccount account, PendingChange change, Func<IAgentWriter, CancellationToken, Task<Verdict>> call, CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
        {
            var verdict = await account.WriteAsync(change.Extension, call, stop);
            if (verdict.IsSuccess)
            {
                return new CallResult.Changed();
            }

            if (!Settlement.NeedsList(change.Action, verdict.Kind, isFirst: tries == 1))
            {
                return new CallResult.Refused(verdict);
            }

            if (await LookAsync(account, change, stop) is not { } list)
            {
                return new CallResult.Open($"{verdict.Text}; no list could settle it");
            }

            var live = list.Find(change.Extension);
            switch (Settlement.Decide(change, verdict.Kind, live, account.Key.FingerprintIn(list, change.Extension)))
            {
                case Settled.Done { Kind: OutcomeKind.Changed }:
                    return new CallResult.Changed();
                case Settled.Done { Kind: OutcomeKind.Converged }:
                    return new CallResult.Converged(list, live);
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

    // Null where there is no list.
    private static async Task<LiveAccount?> LookAsync(SharedAccount account, PendingChange change, CancellationToken stop)
    {
        try
        {
            var list = account.Lists.ReadBackAsync(stop);
            var looked = change.Action == ChangeAction.Remove ? await account.Lists.FindAsync(list, change.Extension, stop) : await list;
            return looked.Is(out var seen, out _) ? seen.Live : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static RecordedAgent? Before(SharedAccount account, LiveAccount list, int extension) => list.Find(extension) is { } live
        ? Record(extension, live.AgentId, live.Values, account.Key.FingerprintIn(list, extension))
        : null;

    private static RecordedAgent After(SharedAccount account, AgentWrite write)
    {
        var id = AgentId.Of(write.Extension, account.AppId);
        return Record(write.Extension, id, write.Values, write.Password is null ? null : account.Key.Fingerprint(id, write.Password));
    }

    private static RecordedAgent Record(int extension, string id, AgentValues values, string? fingerprint)
        => new() { Extension = extension, AgentId = id, Values = values, PasswordFingerprint = fingerprint };
}
