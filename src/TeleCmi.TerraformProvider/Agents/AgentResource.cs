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
    public IEnumerable<Notice> Validate(Dynamic config) => new AgentInput(config).Problems();

    /// <summary>A refresh: the attributes follow the account. Without credentials they stay as they are.</summary>
    public async Task<Read> ReadAsync(Held held, CancellationToken cancellationToken)
    {
        var state = held.State;
        var record = AgentRecord.Of(held) ?? AgentRecord.New();
        if (record.OtherAccount(state, provider.Settings) is { } other)
        {
            return Read.Failed(held, other);
        }

        if (!provider.Settings.HasCredentials || state[Number].AsInteger is not { } extension)
        {
            return new Read(held with { Private = record.Write() }, []);
        }

        if (!provider.Account.Is(out var account, out var failure))
        {
            return Read.Failed(held, provider.Agents.Once(ProviderWords.Of(failure, provider.Settings)));
        }

        var key = record.Key(provider.Settings.KeySecret);
        var one = record.In(provider, account, extension) with { Key = key };
        switch (await SingleReading.ReadAsync(one, takes: false, cancellationToken))
        {
            case SingleResult.Held seen:
                provider.Agents.Read(extension, record);
                var found = Following(state, seen.Agent.Values);
                if (state[Fingerprint].IsNull)
                {
                    record = record with { Seen = seen.Fingerprint, KeyId = key?.KeyId };
                }
                else if (seen.Fingerprint is not null && state[PasswordVersion].IsNull)
                {
                    // Where a version says when the password is sent, it is not compared.
                    (found, record) = (found.With(Fingerprint, Dynamic.Of(seen.Fingerprint)), record with { KeyId = key?.KeyId });
                }

                return new Read(new Held(found, record.Write()), []);
            case SingleFailure unread:
                return Read.Failed(held, provider.Agents.Once(AgentWords.Of(unread, extension, provider.Settings)));
            default:
                return new Read(Held.Nothing, []);
        }
    }

    public Task<Planned> PlanAsync(PlanCall call, CancellationToken cancellationToken)
        => new AgentPlanner(provider).PlanAsync(call, cancellationToken);

    public Task<Applied> ApplyAsync(ApplyCall call, CancellationToken cancellationToken)
        => new AgentApplier(provider).ApplyAsync(call, cancellationToken);

    public async Task<Read> ImportAsync(string id, CancellationToken cancellationToken)
    {
        if (AgentId.Parse(id) is not var (extension, appId))
        {
            return Read.Failed(Held.Nothing, AgentWords.NotAnId(id));
        }

        if (ProviderWords.OtherAccount(appId is null ? null : $"{appId}", null, provider.Settings) is { } other)
        {
            return Read.Failed(Held.Nothing, other);
        }

        if (!provider.Account.Is(out var account, out var failure))
        {
            return Read.Failed(Held.Nothing, provider.Agents.Once(ProviderWords.Of(failure, provider.Settings)));
        }

        var record = AgentRecord.New() with { Origin = provider.Settings.Origin };
        switch (await SingleReading.ReadAsync(record.In(provider, account, extension), takes: false, cancellationToken))
        {
            case SingleResult.Held { Agent: var seen }:
                provider.Agents.Imported(record.Resource);
                var nothing = Dynamic.Map(ProviderSchemas.Agent.Attributes.Select(one => KeyValuePair.Create(one.Name, Dynamic.None)));
                var state = Following(nothing, seen.Values)
                    .With(Number, Dynamic.Of(extension)).With(Id, Dynamic.Of(AgentId.Of(extension, account.AppId)));
                return new Read(
                    new Held(state, (record with { Person = seen.Person }).Write()),
                    state[Fields.Phone].IsNull ? [AgentWords.MaskedPhone(extension)] : []);
            case SingleFailure unread:
                return Read.Failed(Held.Nothing, provider.Agents.Once(AgentWords.Of(unread, extension, provider.Settings)));
            default:
                return Read.Failed(Held.Nothing, AgentWords.NotThere(extension));
        }
    }

    // In the spelling that is there. Of a phone that nobody has recorded, a part tells nothing.
    private static Dynamic Following(Dynamic state, AgentValues live)
    {
        var mine = AgentObject.Values(state);
        var seen = AgentAttributes.Schema.Make(field
            => field.Get(live) is { } value && (field.Get(mine) is not null || !field.IsMasked(value)) ? value : null);
        return AgentObject.Spelled(state, SingleAgent.Following(mine, seen));
    }
}
