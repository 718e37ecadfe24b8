using TeleCmi.Client;
using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Singles;
using TeleCmi.PulumiPlugin.Accounts;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.PulumiPlugin.Providers;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>The resource <c>telecmi:index:Agent</c>: one user of the account.</summary>
internal sealed class AgentResource(Provider provider)
{
    public const string Type = "telecmi:index:Agent";

    public async Task<CheckResponse> CheckAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        var news = request.News ?? new Struct();
        var inputs = news.Clone();
        inputs.Hide(AgentProperty.Password);
        var response = new CheckResponse { Inputs = inputs };
        response.Failures.AddRange(AgentCheck.Run(request.Olds, news, provider.Config.Secret));
        if (news.Get(AgentProperty.Extension) is { Integer: { } extension, IsSecret: var isSecret } && Generations.Default.Gives(extension))
        {
            using var held = await provider.Ledger.HoldAsync(extension, cancellationToken);
            if (held.Claim(request.Urn, request.Olds.Get(AgentProperty.Extension).Integer, isNew: request.Olds.IsEmpty()) is { } other)
            {
                response.Failures.Insert(0, AgentCheck.Claimed(news, isSecret ? "it" : $"{extension}", other, provider.Config.Secret));
            }
        }

        return response;
    }

    public async Task<DiffResponse> DiffAsync(DiffRequest request, CancellationToken cancellationToken)
    {
        var diff = AgentDiff.Compare(request.Id, request.Olds, request.OldInputs, request.News ?? new Struct(), new IgnoredChanges(request.IgnoreChanges));
        if (diff.Changes == DiffResponse.Types.DiffChanges.DiffNone
            && AgentId.Parse(request.Id)?.Extension is { } extension && await IsRemovedAsync(extension, cancellationToken))
        {
            diff.Changes = DiffResponse.Types.DiffChanges.DiffSome;
            diff.Diffs.Add(AgentProperty.Extension);
            diff.DetailedDiff[AgentProperty.Extension] = new PropertyDiff { Kind = PropertyDiff.Types.Kind.Add };
        }

        return diff;
    }

    /// <summary>Replaces the user's record. What is not managed is sent back as it is.</summary>
    public async Task<UpdateResponse> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var inputs = request.News ?? new Struct();
        if (request.Preview)
        {
            return new UpdateResponse { Properties = AgentOutputs.Promise(inputs, request.Olds, request.Id) };
        }

        AgentCalls.RequireKnown(inputs);
        var account = provider.Account;
        var extension = GivenId.ExtensionOf(request.Id, account.Shared.AppId);
        if (await IsRemovedAsync(extension, cancellationToken))
        {
            return await AddAgainAsync(request, inputs, cancellationToken);
        }

        using var held = await provider.Ledger.HoldAsync(extension, cancellationToken);
        var listing = await OpenAccount.Required(account.Shared.Lists.ReadForUpdateAsync(extension, cancellationToken));
        var live = listing.Live.Find(extension) ?? throw Failures.Gone(extension);
        if (listing.Live.Doubled.Contains(extension))
        {
            throw Failures.Doubled(extension);
        }

        var given = ResourceAgent.Read(inputs).Without(new IgnoredChanges(request.IgnoreChanges));
        var livePassword = listing.Live.Passwords.Find(extension);
        var password = account.Effective(extension, given.Password) ?? livePassword ?? throw Failures.NoPassword(extension);
        var sent = AgentCalls.Sendable(given, ResourceAgent.Read(request.Olds), live) with { Extension = extension };
        switch (await SettledCall.UpdateAsync(account.Shared, listing.Live, AgentCalls.ToWrite(sent, live.Extension, password), cancellationToken))
        {
            case CallResult.Changed:
                // Without a given one, the password recorded so far still says what was last given, unless the agent has changed it since.
                var recorded = given.Password ?? (ResourceAgent.Read(request.Olds).Password is { } old && old.Equals(livePassword) ? old : null);
                var applied = AppliedPerson.Of(given).Or(AppliedPerson.Read(request.Olds, request.OldInputs));
                return new UpdateResponse { Properties = AgentOutputs.Of(sent with { Password = recorded }, live.AgentId, applied, inputs, request.Olds) };
            case CallResult.Gone:
                throw Failures.Gone(extension);
            case CallResult.Refused refused:
                throw Failures.Refused("updated", extension, refused.Verdict);
            case CallResult.Open open:
                throw Failures.Open("updated", extension, open.Why);
            default:
                throw new InvalidOperationException("An update never converges.");
        }
    }

    /// <summary>Reads the user for a refresh, or for an import, which knows the id alone.</summary>
    public async Task<ReadResponse> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var account = provider.Account;
        var extension = GivenId.ExtensionOf(request.Id, account.Shared.AppId);
        var listing = await OpenAccount.Required(account.Shared.Lists.ReadAsync(cancellationToken));
        if (listing.Live.Find(extension) is null && !listing.Confirmed)
        {
            listing = await OpenAccount.Required(account.Shared.Lists.ConfirmAsync(listing, cancellationToken));
        }

        if (listing.Live.Find(extension) is not { } live)
        {
            return new ReadResponse();
        }

        if (request.Inputs.IsEmpty())
        {
            // An import, or a program that only reads: either means the user to stay.
            using var held = await provider.Ledger.HoldAsync(extension, cancellationToken);
            held.Take(request.Urn);
        }

        return request.Inputs.IsEmpty() && request.Properties.IsEmpty() ? Imported(live) : Refreshed(request, live);
    }

    private async Task<bool> IsRemovedAsync(int extension, CancellationToken cancellationToken)
    {
        using var held = await provider.Ledger.HoldAsync(extension, cancellationToken);
        return held.IsRemoved;
    }

    // An earlier run left two resources of one user, and the engine has deleted the other before it asked about this one. What is not managed
    // comes back as it was recorded.
    private async Task<UpdateResponse> AddAgainAsync(UpdateRequest request, Struct inputs, CancellationToken cancellationToken)
    {
        var wanted = inputs.Clone();
        foreach (var name in AgentProperty.Inputs.Where(name => inputs.Get(name).IsAbsent && !request.Olds.Get(name).IsAbsent))
        {
            wanted.Fields[name] = request.Olds.Fields[name];
        }

        var made = await new AgentCreation(provider).CreateAsync(new CreateRequest { Urn = request.Urn, Properties = wanted }, cancellationToken);
        return new UpdateResponse { Properties = made.Properties };
    }

    private static ReadResponse Imported(LiveAgent live)
    {
        var seen = ResourceAgent.Of(live);

        // A masked phone is no input: the program must give the digits.
        var inputs = seen.PhoneNumber is { } phone && Phones.IsMasked(phone) ? seen with { Values = seen.Values with { PhoneNumber = null } } : seen;
        return new ReadResponse
        {
            Id = live.AgentId,
            Properties = AgentOutputs.Of(seen, live.AgentId, AppliedPerson.Of(seen)),
            Inputs = inputs.ToProperties(AgentOutputs.Secrets()),
        };
    }

    // Inputs follow too, but only those that were given: what is not managed stays so.
    private static ReadResponse Refreshed(ReadRequest request, LiveAgent live)
    {
        var applied = AppliedPerson.Read(request.Properties, request.Inputs);
        var outputs = AgentOutputs.Of(ResourceAgent.Read(request.Properties).Following(live), live.AgentId, applied, request.Properties, request.Inputs);

        var inputs = request.Inputs?.Clone() ?? new Struct();
        inputs.Hide(AgentProperty.Password);
        var following = ResourceAgent.Read(inputs).Following(live).ToProperties(AgentOutputs.Secrets(inputs));
        foreach (var name in AgentProperty.Inputs.Where(name => name != AgentProperty.Password && !inputs.Get(name).IsAbsent))
        {
            // The spelling of a phone that is the same is the user's own.
            if (following.Fields.TryGetValue(name, out var value) && AgentDiff.Differs(name, inputs.Get(name), value))
            {
                inputs.Fields[name] = value;
            }
        }

        return new ReadResponse { Id = live.AgentId, Properties = outputs, Inputs = inputs };
    }
}
