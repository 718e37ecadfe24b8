using System.Collections.Immutable;
using Google.Protobuf;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Singles;
using TeleCmi.TerraformProvider.Providers;
using TeleCmi.TerraformProvider.Schemas;
using TeleCmi.TerraformProvider.Wire;
using static TeleCmi.TerraformProvider.Agents.AgentInput;

namespace TeleCmi.TerraformProvider.Agents;

/// <summary>The resource <c>telecmi_agent</c>: one user of the account.</summary>
internal sealed class AgentResource(Provider provider) : IResource
{
    private static readonly Held Nothing = new(Dynamic.None, ByteString.Empty);

    public IEnumerable<Notice> Validate(Dynamic config) => new AgentInput(config).Problems();

    /// <summary>A refresh: the attributes follow the account. Without credentials they stay as they are.</summary>
    public async Task<Read> ReadAsync(Held held, CancellationToken cancellationToken)
    {
        var state = held.State;
        var record = AgentRecord.Read(held.Private) ?? AgentRecord.New();
        if (OtherAccount(state, record) is { } other)
        {
            return Read.Failed(held, other);
        }

        if (!provider.Settings.HasCredentials || state[Number].AsInteger is not { } extension)
        {
            return new Read(held with { Private = record.Write() }, []);
        }

        if (!provider.Account.Is(out var account, out var failure))
        {
            return Read.Failed(held, Once(ProviderWords.Of(failure, provider.Settings)));
        }

        // Where a version says when the password is sent, it is not compared.
        var follows = !state[Fingerprint].IsNull && state[PasswordVersion].IsNull;
        var key = record.Key(provider.Settings.KeySecret);
        var one = One(account, record, extension) with { Key = follows ? key : null };
        switch (await SingleReading.ReadAsync(one, takes: false, cancellationToken))
        {
            case SingleResult.Held seen:
                provider.Agents.Read(extension, record);
                return new Read(
                    new Held(
                        Following(state, seen.Agent.Values).With(Fingerprint, seen.Fingerprint is null ? state[Fingerprint] : Dynamic.Of(seen.Fingerprint)),
                        (seen.Fingerprint is null ? record : record with { KeyId = key?.KeyId }).Write()),
                    []);
            case SingleFailure unread:
                return Read.Failed(held, Once(AgentWords.Of(unread, extension, provider.Settings)));
            default:
                return new Read(Nothing, []);
        }
    }

    public Task<Planned> PlanAsync(PlanCall call, CancellationToken cancellationToken)
    {
        var prior = call.Prior.State;
        var record = AgentRecord.Read(call.Prior.Private);
        if (!prior.IsNull)
        {
            // What is planned to make it anew is shown neither.
            record = (record ?? AgentRecord.New()) with { Extension = prior[Number].AsInteger, IsProtected = prior[Protected].AsFlag == true };
        }

        return call.IsDestroy ? PlanDestroyAsync(prior, record!, cancellationToken)
            : PlanAsync(new AgentInput(call.Config), prior, record, cancellationToken);
    }

    public Task<Applied> ApplyAsync(ApplyCall call, CancellationToken cancellationToken)
    {
        var record = AgentRecord.Read(call.Private) ?? AgentRecord.New();
        return call.Planned.IsNull ? RemoveAsync(call, record, cancellationToken) : WriteAsync(call, record, cancellationToken);
    }

    public async Task<Read> ImportAsync(string id, CancellationToken cancellationToken)
    {
        if (AgentId.Parse(id) is not var (extension, appId))
        {
            return Read.Failed(Nothing, AgentWords.NotAnId(id));
        }

        if (ProviderWords.OtherAccount(appId is null ? null : $"{appId}", null, provider.Settings) is { } other)
        {
            return Read.Failed(Nothing, other);
        }

        if (!provider.Account.Is(out var account, out var failure))
        {
            return Read.Failed(Nothing, Once(ProviderWords.Of(failure, provider.Settings)));
        }

        var record = AgentRecord.New() with { Origin = provider.Settings.Origin };
        switch (await SingleReading.ReadAsync(One(account, record, extension), takes: false, cancellationToken))
        {
            case SingleResult.Held { Agent: var seen }:
                provider.Agents.Imported(record.Resource);
                var state = Following(AgentObject.Of(AgentAttributes.Schema.None), seen.Values)
                    .With(Number, Dynamic.Of(extension)).With(Id, Dynamic.Of(AgentId.Of(extension, account.AppId)));
                return new Read(
                    new Held(state, (record with { Person = seen.Person }).Write()),
                    state[Fields.Phone].IsNull ? [AgentWords.MaskedPhone(extension)] : []);
            case SingleFailure unread:
                return Read.Failed(Nothing, Once(AgentWords.Of(unread, extension, provider.Settings)));
            default:
                return Read.Failed(Nothing, AgentWords.NotThere(extension));
        }
    }

    private async Task<Planned> PlanAsync(AgentInput input, Dynamic prior, AgentRecord? recorded, CancellationToken cancellationToken)
    {
        var (settings, extension) = (provider.Settings, input.Extension);
        // The plan of a tainted one is that of a new one, and the removal in front of it is given what is planned here.
        var record = recorded ?? (extension is { } own && provider.Agents.ReadOf(own) is { } replaced
            ? replaced with { Resource = AgentRecord.New().Resource } : AgentRecord.New());
        var password = input.Given(settings, provider.Environment);
        var key = record.Key(settings.KeySecret);
        var move = AgentPlan.Move(input, prior, key, record.KeyId, password);
        var planned = new Planned(AgentPlan.State(input, prior, move, settings.EffectiveAppId), record.Write(), []);
        ImmutableArray<Notice> wrong = [.. input.Problems(settings, provider.Environment), .. OtherAccount(prior, record) is { } other ? [other] : Array.Empty<Notice>()];
        if (!wrong.IsEmpty)
        {
            return planned with { Notices = wrong };
        }

        if (!prior.IsNull && prior[Number] != input.Config[Number])
        {
            // Asked for again as a new one, and judged then.
            return planned with { Replaces = [Notice.Error("", "").At(Number).Path!] };
        }

        var notices = ImmutableArray.CreateBuilder<Notice>();
        var isRemade = prior.IsNull && recorded is not null;
        if (isRemade && record.Extension is { } left && await LeaveAsync(record, left, cancellationToken) is { } refusal)
        {
            return planned with { Notices = refusal };
        }

        if (extension is { } claimed)
        {
            using var held = await provider.Ledger.HoldAsync(claimed, cancellationToken);
            if (held.Claim(record.Resource, record.Extension, isNew: prior.IsNull) is not null)
            {
                return planned with { Notices = [AgentWords.Claimed(claimed)] };
            }
        }

        notices.AddRange(PasswordNotices(input, prior, move, key?.KeyId == record.KeyId));
        if (!settings.HasCredentials)
        {
            notices.AddRange(Once(ProviderWords.NotLooked(settings)));
        }
        else if (prior.IsNull && extension is { } met && (!isRemade || record.Extension != met) && provider.Agents.ReadOf(met) is null)
        {
            notices.AddRange(await ForeseeAsync(input, record, met, password, cancellationToken));
        }

        return planned with { Notices = notices.ToImmutable() };
    }

    private IEnumerable<Notice> PasswordNotices(AgentInput input, Dynamic prior, PasswordMove move, bool isSameKey)
    {
        var extension = input.Extension ?? 0;
        var unset = input.UnsetVariable(provider.Settings, provider.Environment);
        if (prior.IsNull && move == PasswordMove.None)
        {
            yield return AgentWords.NoPassword(extension);
        }
        else if (unset is not null && move != PasswordMove.None)
        {
            yield return move == PasswordMove.Sent ? AgentWords.Unset(extension, unset) : AgentWords.NotCompared(extension, unset);
        }
        else if (move == PasswordMove.Kept && !isSameKey && provider.Settings.HasCredentials && input.Config[PasswordVersion].IsNull)
        {
            yield return AgentWords.Rotated(extension);
        }
    }

    // Whom a create will meet, by one list for the whole plan.
    private async Task<ImmutableArray<Notice>> ForeseeAsync(
        AgentInput input, AgentRecord record, int extension, Secret? password, CancellationToken cancellationToken)
    {
        if (!provider.Account.Is(out var account, out var failure))
        {
            return Once(ProviderWords.Of(failure, provider.Settings));
        }

        return await SingleCreation.ForeseeAsync(One(account, record, extension), AgentObject.Values(input.Config), password, cancellationToken) switch
        {
            SingleResult.Held { Takeover: { } takeover } => [AgentWords.Exists(extension, takeover)],
            // Whoever is only to be made may be shown without a look.
            SingleFailure.NoList { Why: { Code: "unreachable" } why } => Once(ProviderWords.Unseen(why)),
            SingleFailure.NoList no => Once(AgentWords.Of(no, extension, provider.Settings)),
            SingleFailure no => [AgentWords.Of(no, extension, provider.Settings)],
            _ => [],
        };
    }

    private async Task<Planned> PlanDestroyAsync(Dynamic prior, AgentRecord record, CancellationToken cancellationToken)
    {
        var planned = new Planned(Dynamic.None, record.Write(), []);
        return OtherAccount(prior, record) is { } other ? planned with { Notices = [other] }
            : record.Extension is { } extension && await LeaveAsync(record, extension, cancellationToken) is { } refusal
                ? planned with { Notices = refusal }
            : planned with { Notices = provider.Settings.HasCredentials ? [] : Once(ProviderWords.NotLooked(provider.Settings)) };
    }

    // Why a plan must not remove the user; empty where that was told already.
    private async Task<ImmutableArray<Notice>?> LeaveAsync(AgentRecord record, int extension, CancellationToken cancellationToken)
    {
        using var held = await provider.Ledger.HoldAsync(extension, cancellationToken);
        return held.BarTo(record.Resource) is RemovalBar.Taken ? null // By this apply itself: nothing will be sent.
            : provider.Agents.IsImported(record.Resource) ? [AgentWords.ImportedAndRemoved(extension)]
            : record.IsProtected ? [AgentWords.Protected(extension)]
            : held.Intend(record.Resource) is not null ? [AgentWords.Claimed(extension)]
            : provider.Settings.MaximumRemovals is { } maximum && provider.Ledger.IntendedRemovals > maximum ? Once(AgentWords.TooMany(maximum))
            : null;
    }

    private async Task<Applied> RemoveAsync(ApplyCall call, AgentRecord record, CancellationToken cancellationToken)
    {
        var before = new Held(call.Prior, call.Private);
        if (call.Prior[Number].AsInteger is not { } extension)
        {
            return new Applied(Nothing, []);
        }

        if (OtherAccount(call.Prior, record) is { } other)
        {
            return new Applied(before, [other]);
        }

        using (var held = await provider.Ledger.HoldAsync(extension, cancellationToken))
        {
            // A plan is not told that a tainted one is removed.
            if (call.Prior[Protected].AsFlag == true && held.BarTo(record.Resource) is not RemovalBar.Taken)
            {
                return new Applied(before, [AgentWords.Protected(extension)]);
            }
        }

        if (!provider.Account.Is(out var account, out var failure))
        {
            return new Applied(before, [ProviderWords.Of(failure, provider.Settings)]);
        }

        return await SingleRemoval.RemoveAsync(One(account, record, extension), record.Person, cancellationToken) switch
        {
            SingleFailure no => new Applied(before, [AgentWords.Of(no, extension, provider.Settings)]),
            SingleResult.Left => new Applied(Nothing, [AgentWords.Left(extension)]),
            _ => new Applied(Nothing, []),
        };
    }

    private async Task<Applied> WriteAsync(ApplyCall call, AgentRecord record, CancellationToken cancellationToken)
    {
        var (prior, planned, settings) = (call.Prior, call.Planned, provider.Settings);
        var before = new Held(prior, call.Private);
        // The values that enter no state are in what the program says alone.
        var input = new AgentInput(planned.With(WrittenPassword, call.Config[WrittenPassword]));
        if (input.Problems(settings, provider.Environment).ToImmutableArray() is { IsEmpty: false } wrong)
        {
            return new Applied(before, wrong);
        }

        var (password, sends) = (input.Given(settings, provider.Environment), planned[Fingerprint].IsUnknown);
        var (extension, key) = (input.Extension!.Value, record.Key(settings.KeySecret));
        if ((sends || prior.IsNull) && password is null)
        {
            return new Applied(before, [AgentWords.Missing(extension, input.UnsetVariable(settings, provider.Environment))]);
        }

        var changed = AgentPlan.Changed(prior, planned);
        if (!prior.IsNull && !sends && changed == AgentAttributes.Schema.None)
        {
            // Nothing that the account knows.
            return new Applied(before with { State = planned }, []);
        }

        if (!provider.Account.Is(out var account, out var failure))
        {
            return new Applied(before, [ProviderWords.Of(failure, settings)]);
        }

        var one = One(account, record, extension);
        var ended = prior.IsNull
            ? await SingleCreation.CreateAsync(one, AgentObject.Values(planned), password!, cancellationToken)
            : await SingleUpdate.UpdateAsync(
                one,
                new SingleChange(AgentPlan.Sent(prior, planned), sends ? password : null, new SingleAgent(AgentObject.Values(prior), null, record.Person))
                {
                    HiddenPassword = password,
                    IsAsPlanned = live => AgentObject.Shows(prior, live),
                },
                cancellationToken);
        if (ended is SingleFailure no)
        {
            return new Applied(before, [AgentWords.Of(no, extension, settings)]);
        }

        var id = AgentId.Of(extension, account.AppId);
        var after = planned.With(Id, Dynamic.Of(id));
        var applied = record with
        {
            Origin = settings.Origin,
            // What the account showed already is nobody whom this has applied.
            Person = new Person(changed.Name ?? record.Person.Name, changed.PhoneNumber ?? record.Person.PhoneNumber),
        };
        if (sends)
        {
            (after, applied) = (after.With(Fingerprint, Dynamic.Of(key!.Fingerprint(id, password!))), applied with { KeyId = key.KeyId });
        }

        return new Applied(new Held(after, applied.Write()), ended is SingleResult.Unlisted ? [AgentWords.Unlisted(extension)] : []);
    }

    private SingleResource One(SharedAccount account, AgentRecord record, int extension)
        => new(account, provider.Ledger, record.Resource, extension) { MaximumRemovals = provider.Settings.MaximumRemovals };

    // In the spelling that is there. Of a phone that nobody has recorded, a part tells nothing.
    private static Dynamic Following(Dynamic state, AgentValues live)
    {
        var mine = AgentObject.Values(state);
        var seen = AgentAttributes.Schema.Make(field
            => field.Get(live) is { } value && (field.Get(mine) is not null || !field.IsMasked(value)) ? value : null);
        return AgentObject.Spelled(state, SingleAgent.Following(mine, seen));
    }

    // What is wrong with all of them is told once.
    private ImmutableArray<Notice> Once(Notice notice) => provider.Agents.IsFirst(notice.Summary) ? [notice] : [];

    private Notice? OtherAccount(Dynamic state, AgentRecord record) => ProviderWords.OtherAccount(
        AgentId.Parse(state[Id].AsText ?? "")?.AppId is { } appId ? $"{appId}" : null, record.Origin, provider.Settings);
}
