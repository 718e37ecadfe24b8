using Grpc.Core;
using TeleCmi.Declarative.Singles;
using TeleCmi.PulumiPlugin.Accounts;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.PulumiPlugin.Providers;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>
/// Removes an agent's user for good: the person whom the resource applied, and nobody whom another resource of the deployment wants. Who
/// is gone already is removed.
/// </summary>
internal sealed class AgentRemoval(Provider provider)
{
    public async Task DeleteAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        var account = provider.Account;
        var extension = GivenId.ExtensionOf(request.Id, account.Shared.AppId);
        var applied = AppliedPerson.Read(request.Properties, request.OldInputs);
        using var held = await provider.Ledger.HoldAsync(extension, cancellationToken);
        if (held.BarTo(request.Urn) is { } bar)
        {
            if (bar is RemovalBar.Refused)
            {
                // Left to a claimer that has failed already, they would be in nobody's state.
                throw Failures.LeftToNobody(extension, bar.Resource);
            }

            await LeaveAsync(request.Urn, extension, applied, held, bar, cancellationToken);
            return;
        }

        var listing = await OpenAccount.Required(account.Shared.Lists.ReadForRemovalAsync(extension, cancellationToken));
        if (listing.Live.Find(extension) is null && !listing.Confirmed)
        {
            listing = await OpenAccount.Required(account.Shared.Lists.ConfirmAsync(listing, cancellationToken));
        }

        if (listing.Live.Find(extension) is not { } live)
        {
            return;
        }

        if (listing.Live.Doubled.Contains(extension))
        {
            throw Failures.Doubled(extension);
        }

        if (applied.IsUnknown)
        {
            throw Failures.UnknownPersonStays(extension, request.Urn);
        }

        if (!applied.Is(live))
        {
            throw Failures.AnotherPersonStays(extension, live.Name, request.Urn);
        }

        if (provider.Ledger.Problem is { } problem)
        {
            throw Failures.NoLedger(problem);
        }

        held.Remove(request.Urn);
        switch (await SettledCall.RemoveAsync(account.Shared, listing.Live, extension, cancellationToken))
        {
            case CallResult.Refused refused:
                throw Failures.Refused("removed", extension, refused.Verdict);
            case CallResult.Open open:
                throw Failures.Open("removed", extension, open.Why);
            default:
                break;
        }
    }

    // The claimer may still have to come: it may overwrite the person who was to go, and nobody else.
    private async Task LeaveAsync(string urn, int extension, AppliedPerson applied, HeldExtension held, RemovalBar bar, CancellationToken cancellationToken)
    {
        if (bar is RemovalBar.Claimed)
        {
            try
            {
                var account = provider.Account;
                if ((await OpenAccount.Required(account.Shared.Lists.ReadForUpdateAsync(extension, cancellationToken))).Live.Find(extension) is { } live && applied.Is(live))
                {
                    held.Leave(urn, account.Shared.PersonOf(live));
                }
            }
            catch (RpcException)
            {
                // Who is there is asked for a create that may never come; without an answer it overwrites nobody.
            }
        }

        var whose = bar.Resource == urn ? "this resource goes on with it" : bar switch
        {
            RemovalBar.Taken => $"{bar.Resource} has taken it over in this deployment",
            _ => $"{bar.Resource} claims it",
        };
        await provider.Engine.TellAsync(urn, $"{extension} stays: {whose}. Nothing was removed");
    }
}
