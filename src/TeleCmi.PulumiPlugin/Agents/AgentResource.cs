using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client;
using TeleCmi.Declarative.Planning;
using TeleCmi.PulumiPlugin.Accounts;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.PulumiPlugin.Providers;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>The resource <c>telecmi:index:Agent</c>: one user of the account.</summary>
internal sealed class AgentResource(Provider provider)
{
    public const string Type = "telecmi:index:Agent";

    public CheckResponse Check(CheckRequest request)
    {
        var news = request.News ?? new Struct();
        var inputs = news.Clone();
        inputs.Hide(AgentProperty.Password);
        var response = new CheckResponse { Inputs = inputs };
        response.Failures.AddRange(AgentCheck.Run(request.Urn, request.Olds, news, provider.Claims, provider.Config.Secret));
        return response;
    }

    public static DiffResponse Diff(DiffRequest request) =>
        AgentDiff.Compare(request.Olds, request.OldInputs, request.News ?? new Struct(), request.IgnoreChanges);

    /// <summary>Adds the user. One that exists already is taken over as it is, and the next deployment updates it.</summary>
    public async Task<CreateResponse> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var inputs = request.Properties ?? new Struct();
        if (request.Preview)
        {
            return new CreateResponse { Properties = AgentOutputs.Promise(inputs, null, PromisedId(inputs)) };
        }

        RequireKnown(inputs);
        var account = provider.Account;
        var wanted = AgentValues.Read(inputs);
        var extension = wanted.Extension ?? throw Failures.Unknowable(AgentProperty.Extension);
        var password = account.Effective(extension, wanted.Password) ?? throw Failures.Unknowable(AgentProperty.Password);
        var id = account.IdOf(extension);
        var change = new Change
        {
            Action = ChangeAction.Add,
            Extension = extension,
            Reason = ChangeReason.New,
            After = wanted.ToRecord(id, account.Key.Fingerprint(id, password)),
        };
        var write = ToWrite(wanted, extension, password);
        switch (await SettledCall.SendAsync(account, change, (writer, token) => writer.AddAsync(write, token), cancellationToken))
        {
            case CallResult.Changed:
                return new CreateResponse { Id = id, Properties = AgentOutputs.Of(wanted, id, inputs) };
            case CallResult.Converged converged:
                var adoption = Adoption.Of(wanted, password, converged, AgentOutputs.Secrets(inputs));
                await provider.Engine.WarnAsync(request.Urn, adoption.Warning);
                return new CreateResponse { Id = id, Properties = adoption.Outputs(id, inputs) };
            case CallResult.Refused refused:
                throw Failures.Refused("added", extension, refused.Verdict);
            case CallResult.Open open:
                throw Failures.Open("added", extension, open.Why);
            default:
                throw new InvalidOperationException("An add is never gone.");
        }
    }

    /// <summary>Replaces the user's record. What is not managed is sent back as it is.</summary>
    public async Task<UpdateResponse> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var inputs = request.News ?? new Struct();
        if (request.Preview)
        {
            return new UpdateResponse { Properties = AgentOutputs.Promise(inputs, request.Olds, request.Id) };
        }

        RequireKnown(inputs);
        var account = provider.Account;
        var extension = AgentId.ExtensionOf(request.Id, account.AppId);
        var listing = await account.Lists.ReadForUpdateAsync(extension, cancellationToken);
        var live = listing.Find(extension) ?? throw Failures.Gone(extension);
        if (listing.Account.Doubled.Contains(extension))
        {
            throw Failures.Doubled(extension);
        }

        var given = AgentValues.Read(inputs).Without(request.IgnoreChanges);
        var livePassword = listing.Account.Passwords.Find(extension);
        var password = account.Effective(extension, given.Password) ?? livePassword ?? throw Failures.NoPassword(extension);
        var before = AgentValues.Of(live);
        var sent = Sendable(given, AgentValues.Read(request.Olds), before) with { Extension = extension };
        var change = new Change
        {
            Action = ChangeAction.Update,
            Extension = extension,
            Reason = ChangeReason.Differs,
            Before = before.ToRecord(live.AgentId, livePassword is null ? null : account.Key.Fingerprint(live.AgentId, livePassword)),
            After = sent.ToRecord(live.AgentId, account.Key.Fingerprint(live.AgentId, password)),
        };
        var write = ToWrite(sent, extension, password);
        switch (await SettledCall.SendAsync(account, change, (writer, token) => writer.UpdateAsync(write, token), cancellationToken))
        {
            case CallResult.Changed:
                // Without a given one, the password recorded so far still says what was last given, unless the agent has changed it since.
                var recorded = given.Password ?? (AgentValues.Read(request.Olds).Password is { } old && old.Equals(livePassword) ? old : null);
                return new UpdateResponse { Properties = AgentOutputs.Of(sent with { Password = recorded }, live.AgentId, inputs, request.Olds) };
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

    /// <summary>Removes the user for good; one that is gone already is removed.</summary>
    public async Task DeleteAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        var account = provider.Account;
        var extension = AgentId.ExtensionOf(request.Id, account.AppId);
        var change = new Change
        {
            Action = ChangeAction.Remove,
            Extension = extension,
            Reason = ChangeReason.NotInRoster,
            Before = AgentValues.Read(request.Properties).ToRecord(account.IdOf(extension), null),
        };
        switch (await SettledCall.SendAsync(account, change, (writer, token) => writer.RemoveAsync(extension, token), cancellationToken))
        {
            case CallResult.Refused refused:
                throw Failures.Refused("removed", extension, refused.Verdict);
            case CallResult.Open open:
                throw Failures.Open("removed", extension, open.Why);
            default:
                break;
        }
    }

    /// <summary>Reads the user for a refresh, or for an import, which knows the id alone.</summary>
    public async Task<ReadResponse> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var account = provider.Account;
        var extension = AgentId.ExtensionOf(request.Id, account.AppId);
        var listing = await account.Lists.ReadAsync(cancellationToken);
        if (listing.Find(extension) is null && !listing.IsConfirmed)
        {
            listing = await account.Lists.ConfirmAsync(listing, cancellationToken);
        }

        if (listing.Find(extension) is not { } live)
        {
            return new ReadResponse();
        }

        return request.Inputs.IsEmpty() && request.Properties.IsEmpty() ? Imported(live) : Refreshed(request, live);
    }

    private static ReadResponse Imported(LiveAgent live)
    {
        var seen = AgentValues.Of(live);

        // A masked phone is no input: the program must give the digits.
        var inputs = seen.PhoneNumber is { } phone && Phones.IsMasked(phone) ? seen with { PhoneNumber = null } : seen;
        return new ReadResponse
        {
            Id = live.AgentId,
            Properties = AgentOutputs.Of(seen, live.AgentId),
            Inputs = inputs.ToProperties(AgentOutputs.Secrets()),
        };
    }

    // Inputs follow too, but only those that were given: what is not managed stays so.
    private static ReadResponse Refreshed(ReadRequest request, LiveAgent live)
    {
        var outputs = AgentOutputs.Of(AgentValues.Read(request.Properties).Following(live), live.AgentId, request.Properties, request.Inputs);
        if (request.Properties.Get(AgentProperty.PasswordDiffers).Flag == true)
        {
            outputs.Fields[AgentProperty.PasswordDiffers] = Value.ForBool(true);
        }

        var inputs = request.Inputs?.Clone() ?? new Struct();
        inputs.Hide(AgentProperty.Password);
        var following = AgentValues.Read(inputs).Following(live).ToProperties(AgentOutputs.Secrets(inputs));
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

    // What is given, or else live; where live shows a phone masked, the digits that were recorded stand for it.
    private static AgentValues Sendable(AgentValues given, AgentValues recorded, AgentValues live)
    {
        var sent = given.Or(live);
        return sent.PhoneNumber is { } phone && Phones.IsMasked(phone) && recorded.PhoneNumber is { } digits && Phones.Fit(phone, digits)
            ? sent with { PhoneNumber = digits }
            : sent;
    }

    private static AgentWrite ToWrite(AgentValues values, int extension, Secret password) => new(
        extension,
        values.Name ?? throw Failures.Unknowable(AgentProperty.Name),
        values.PhoneNumber is { } phone && !Phones.IsMasked(phone) ? phone : throw Failures.Unknowable(AgentProperty.PhoneNumber),
        password,
        values.StartTime,
        values.EndTime,
        values.SmsAlert);

    private string? PromisedId(Struct inputs) =>
        inputs.Get(AgentProperty.Extension).Integer is { } extension && provider.Config.EffectiveAppId is { } appId ? $"{extension}_{appId}" : null;

    private static void RequireKnown(Struct inputs)
    {
        if (AgentProperty.Inputs.FirstOrDefault(name => inputs.Get(name).IsUnknown) is { } unknown)
        {
            throw Failures.Unknowable(unknown);
        }
    }
}
