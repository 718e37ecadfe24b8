using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Observing;
using TeleCmi.Declarative.Singles;
using TeleCmi.PulumiPlugin.Accounts;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.PulumiPlugin.Providers;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>Makes an agent: adds the user, or takes over the same person who exists already. Another person is never overwritten.</summary>
internal sealed class AgentCreation(Provider provider)
{
    public async Task<CreateResponse> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var inputs = request.Properties ?? new Struct();
        var wanted = ResourceAgent.Read(inputs);
        if (request.Preview)
        {
            await LookAsync(request.Urn, wanted, AgentOutputs.Secrets(inputs), cancellationToken);
            return new CreateResponse { Properties = AgentOutputs.Promise(inputs, null, PromisedId(wanted)) };
        }

        AgentCalls.RequireKnown(inputs);
        var account = provider.Account;
        var extension = wanted.Extension ?? throw Failures.Unknowable(AgentProperty.Extension);
        var password = account.Effective(extension, wanted.Password) ?? throw Failures.Unknowable(AgentProperty.Password);
        using var held = await provider.Ledger.HoldAsync(extension, cancellationToken);
        if (held.OtherClaimer(request.Urn) is { } other)
        {
            throw Failures.Claimed(extension, other);
        }

        held.Take(request.Urn);
        if (account.Shared.Lists.Showing(extension) is { } shown && shown.Live.Find(extension) is { } there && AppliedPerson.Of(wanted).Is(there))
        {
            return Created(await AdoptAsync(request, wanted, password, shown.Live, there, held, cancellationToken));
        }

        switch (await SettledCall.AddAsync(account.Shared, AgentCalls.ToWrite(wanted, extension, password), cancellationToken))
        {
            case CallResult.Changed:
                return Created(AgentOutputs.Of(wanted, AgentId.Of(extension, account.Shared.AppId), AppliedPerson.Of(wanted), inputs));
            case CallResult.Converged { Live: { } live } converged:
                return Created(await AdoptAsync(request, wanted, password, converged.List, live, held, cancellationToken));
            case CallResult.Converged:
                await provider.Engine.WarnAsync(
                    request.Urn, $"{extension} exists already by the service's word, but no list shows it: it may be a supervisor");
                return Created(AgentOutputs.Of(wanted, AgentId.Of(extension, account.Shared.AppId), new AppliedPerson(null, null), inputs));
            case CallResult.Refused refused:
                throw Failures.Refused("added", extension, refused.Verdict);
            case CallResult.Open open:
                throw Failures.Open("added", extension, open.Why);
            default:
                throw new InvalidOperationException("An add is never gone.");
        }
    }

    private async Task<Struct> AdoptAsync(
        CreateRequest request, ResourceAgent wanted, Secret password, LiveAccount list, LiveAgent live, HeldExtension held, CancellationToken cancellationToken)
    {
        var account = provider.Account;
        if (list.Doubled.Contains(live.Extension))
        {
            throw Failures.Doubled(live.Extension);
        }

        if (!AppliedPerson.Of(wanted).Is(live) && !held.WasLeft(account.Shared.PersonOf(live)))
        {
            held.Refuse(request.Urn);
            throw Failures.AnotherPerson(live.Extension, live.Name);
        }

        var isPasswordOther = !password.Equals(list.Passwords.Find(live.Extension));
        var sent = AgentCalls.Sendable(wanted, wanted, live);
        if (isPasswordOther || Adoption.Differs(wanted, live))
        {
            switch (await SettledCall.UpdateAsync(account.Shared, list, AgentCalls.ToWrite(sent, live.Extension, password), cancellationToken))
            {
                case CallResult.Changed:
                    break;
                case CallResult.Refused refused:
                    throw Failures.Refused("updated", live.Extension, refused.Verdict);
                case CallResult.Open open:
                    throw Failures.Open("updated", live.Extension, open.Why);
                default:
                    throw Failures.Gone(live.Extension);
            }
        }

        var secrets = AgentOutputs.Secrets(request.Properties);
        await provider.Engine.WarnAsync(request.Urn, Adoption.Tell(wanted, live, isPasswordOther, secrets, isPlan: false));
        return AgentOutputs.Of(sent with { Password = wanted.Password }, live.AgentId, AppliedPerson.Of(wanted), request.Properties);
    }

    // A preview with credentials says whom the create will meet, by one list for all of them.
    private async Task LookAsync(string urn, ResourceAgent wanted, HashSet<string> secrets, CancellationToken cancellationToken)
    {
        if (!provider.Config.HasCredentials || wanted.Extension is not { } extension)
        {
            return;
        }

        ObserveResult.Seen listing;
        try
        {
            listing = await OpenAccount.Required(provider.Account.Shared.Foresight.LookAsync(cancellationToken));
        }
        catch (RpcException unreadable) when (unreadable.StatusCode == StatusCode.Aborted)
        {
            if (provider.Account.Shared.Foresight.IsFirstToTell())
            {
                await provider.Engine.WarnAsync(urn, $"whether users exist already is not known: {unreadable.Status.Detail}");
            }

            return;
        }

        if (listing.Live.Find(extension) is not { } live)
        {
            return;
        }

        var person = AppliedPerson.Of(wanted);
        if (person.IsUnknown || person.Is(live))
        {
            var isPasswordOther = wanted.Password is { } password
                && provider.Account.Effective(extension, password)?.Equals(listing.Live.Passwords.Find(extension)) != true;
            await provider.Engine.WarnAsync(urn, Adoption.Tell(wanted, live, isPasswordOther, secrets, isPlan: true));
            return;
        }

        using var held = await provider.Ledger.HoldAsync(extension, cancellationToken);
        if (!held.IsGivenUp)
        {
            throw Failures.AnotherPerson(extension, live.Name);
        }

        await provider.Engine.WarnAsync(
            urn, $"{extension} is another person's extension as yet; the create fails unless they are removed first (`deleteBeforeReplace`), or in a run before this one");
    }

    private static CreateResponse Created(Struct outputs) => new() { Id = outputs.Fields[AgentProperty.AgentId].StringValue, Properties = outputs };

    private string? PromisedId(ResourceAgent wanted) =>
        wanted.Extension is { } extension && provider.Config.EffectiveAppId is { } appId ? AgentId.Of(extension, appId) : null;
}
