
namespace TeleCmi.Declarative.Singles;

/// <summary>Looks at one user, for a refresh or an import.</summary>
public static class SingleReading
{
    /// <summary>What a list shows of the user; absent is whom two lists miss.</summary>
    /// <param name="one">The resource.</param>
    /// <param name="takes">True where the deployment has it from now on: an import or a program that only reads means it to stay.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="LedgerException">The ledger can no longer be kept.</exception>
    public static async Task<SingleResult> ReadAsync(SingleResource one, bool takes, CancellationToken cancellationToken)
    {
        // Held before the list is read: what another process of the deployment has made since the last list is heard of here.
        using var held = takes ? await one.HoldAsync(cancellationToken) : null;
        var lists = one.Account.Lists;
        var looked = await lists.FindAsync(lists.ReadAsync(cancellationToken), one.Extension, cancellationToken);
        if (!looked.Is(out var seen, out var unread))
        {
            return SingleFailure.Of(unread);
        }

        if (seen.Live.Find(one.Extension) is not { } live)
        {
            return new SingleResult.Absent();
        }

        held?.Take(one.Name);
        return new SingleResult.Held(new SingleAgent(live.Values, null, Person.Of(live.Values)))
        {
            Fingerprint = one.Key?.FingerprintIn(seen.Live, one.Extension),
        };
    }
}
