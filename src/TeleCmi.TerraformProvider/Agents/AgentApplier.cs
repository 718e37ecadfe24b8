using System.Collections.Immutable;
using Google.Protobuf;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Singles;
using TeleCmi.TerraformProvider.Providers;
using TeleCmi.TerraformProvider.Schemas;
using TeleCmi.TerraformProvider.Wire;
using static TeleCmi.TerraformProvider.Agents.AgentInput;

namespace TeleCmi.TerraformProvider.Agents;

/// <summary>Carries the plan of one agent out.</summary>
internal sealed class AgentApplier(Provider provider)
{
    public Task<Applied> ApplyAsync(ApplyCall call, CancellationToken cancellationToken)
    {
        var record = AgentRecord.Read(call.Private) ?? AgentRecord.New();
        return call.Planned.IsNull ? RemoveAsync(call, record, cancellationToken) : WriteAsync(call, record, cancellationToken);
    }

    private async Task<Applied> RemoveAsync(ApplyCall call, AgentRecord record, CancellationToken cancellationToken)
    {
        var before = new Held(call.Prior, call.Private);
        if (call.Prior[Number].AsInteger is not { } extension)
        {
            return new Applied(Held.Nothing, []);
        }

        if (record.OtherAccount(call.Prior, provider.Settings) is { } other)
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

        return await SingleRemoval.RemoveAsync(record.In(provider, account, extension), record.Person, cancellationToken) switch
        {
            SingleFailure no => new Applied(before, [AgentWords.Of(no, extension, provider.Settings)]),
            SingleResult.Left => new Applied(Held.Nothing, [AgentWords.Left(extension)]),
            _ => new Applied(Held.Nothing, []),
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

        var one = record.In(provider, account, extension);
        var ended = prior.IsNull
            ? await SingleCreation.CreateAsync(one, AgentObject.Values(planned), password!, cancellationToken)
            : await SingleUpdate.UpdateAsync(
                one,
                new SingleChange(
                    AgentPlan.Sent(prior, planned),
                    sends ? password : null,
                    new SingleAgent(AgentObject.Values(prior), null, record.Person))
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
}
