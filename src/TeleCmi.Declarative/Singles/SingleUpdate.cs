using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Singles;

/// <summary>Replaces a user's record. What is not managed is sent back as it is.</summary>
public static class SingleUpdate
{
    /// <summary>Updates, or adds again whom the deployment has removed in the meantime.</summary>
    /// <param name="one">The resource.</param>
    /// <param name="change">What is to be done.</param>
    /// <param name="cancellationToken">Ends it before the next call.</param>
    /// <exception cref="LedgerException">The ledger can no longer be kept.</exception>
    public static async Task<SingleResult> UpdateAsync(SingleResource one, SingleChange change, CancellationToken cancellationToken)
    {
        using (var held = await one.HoldAsync(cancellationToken))
        {
            if (!held.IsRemoved)
            {
                return await ReplaceAsync(one, change, cancellationToken);
            }
        }

        // An earlier run left two resources of one user, and the engine has deleted the other before it asked about this one. What is not
        // managed comes back as it was recorded.
        return (change.Password ?? change.Recorded.Password) is { } known
            ? await SingleCreation.CreateAsync(one, change.Given.Or(change.Recorded.Values), known, cancellationToken)
            : new SingleFailure.Unknown(AgentSchema.Password);
    }

    private static async Task<SingleResult> ReplaceAsync(SingleResource one, SingleChange change, CancellationToken cancellationToken)
    {
        var (given, password, recorded) = (change.Given, change.Password, change.Recorded);
        var looked = await one.Account.Lists.ReadForUpdateAsync(one.Extension, cancellationToken);
        if (!looked.Is(out var seen, out var unread))
        {
            return SingleFailure.Of(unread);
        }

        var list = seen.Live;
        if (list.Find(one.Extension) is not { } live)
        {
            return new SingleFailure.Gone();
        }

        if (list.Doubled.Contains(one.Extension))
        {
            return new SingleFailure.Doubled();
        }

        if (!change.IsAsPlanned(live.Values))
        {
            return new SingleFailure.ChangedSincePlan();
        }

        var shown = list.Passwords.Find(one.Extension);
        var write = one.Account.Write(one.Extension, SingleAgent.Whole(given, recorded.Values, live), password);
        write = write with { Password = write.Password ?? shown ?? change.HiddenPassword };
        if (write.Password is null)
        {
            return new SingleFailure.NoPassword();
        }

        if (SingleAgent.Missing(write.Values) is { } key)
        {
            return new SingleFailure.Unknown(key);
        }

        var ended = await SettledCall.UpdateAsync(one.Account, list, write, cancellationToken);

        // Without a given one, the password recorded so far still says what was last given, unless the agent has changed it since.
        var known = password ?? (recorded.Password is { } old && old.Equals(shown) ? old : null);
        return ended is CallResult.Changed
            ? new SingleResult.Held(new SingleAgent(write.Values, known, Person.Of(given).Or(recorded.Person)))
            : SingleFailure.Of(ChangeAction.Update, ended);
    }
}
