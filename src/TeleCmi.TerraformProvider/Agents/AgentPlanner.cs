using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Singles;
using TeleCmi.TerraformProvider.Providers;
using TeleCmi.TerraformProvider.Schemas;
using TeleCmi.TerraformProvider.Wire;
using static TeleCmi.TerraformProvider.Agents.AgentInput;

namespace TeleCmi.TerraformProvider.Agents;

/// <summary>Plans one agent. Looks at the account where it is to be made: who is there already was looked at by a refresh.</summary>
internal sealed class AgentPlanner(Provider provider)
{
    public Task<Planned> PlanAsync(PlanCall call, CancellationToken cancellationToken)
    {
        var prior = call.Prior.State;
        var record = AgentRecord.Of(call.Prior);
        if (!prior.IsNull)
        {
            // What is planned to make it anew is shown neither.
            record = (record ?? AgentRecord.New()) with
            {
                Extension = prior[Number].AsInteger,
                IsProtected = prior[Protected].AsFlag == true,
            };
        }

        return call.IsDestroy ? PlanDestroyAsync(prior, record!, cancellationToken)
            : PlanAsync(new AgentInput(call.Config), prior, record, cancellationToken);
    }

    private async Task<Planned> PlanAsync(AgentInput input, Dynamic prior, AgentRecord? recorded, CancellationToken cancellationToken)
    {
        var (settings, extension) = (provider.Settings, input.Extension);
        // The plan of a tainted one is that of a new one, and the removal in front of it is given what is planned here.
        var record = recorded ?? (extension is { } own && provider.Agents.ReadOf(own) is { } replaced
            ? replaced with { Resource = AgentRecord.New().Resource } : AgentRecord.New());
        var password = input.Given(settings, provider.Environment);
        var key = record.Key(settings.KeySecret);
        var move = AgentPlan.Move(input, prior, record, key, password);
        var planned = new Planned(AgentPlan.State(input, prior, move, record, settings.EffectiveAppId), record.Write(), []);
        var other = record.OtherAccount(prior, settings);
        ImmutableArray<Notice> wrong = [.. input.Problems(settings, provider.Environment)];
        if (other is not null || !wrong.IsEmpty)
        {
            return planned with { Notices = other is null ? wrong : [other] };
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
            notices.AddRange(provider.Agents.Once(ProviderWords.NotLooked(settings)));
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
            return provider.Agents.Once(ProviderWords.Of(failure, provider.Settings));
        }

        var (one, values) = (record.In(provider, account, extension), AgentObject.Values(input.Config));
        return await SingleCreation.ForeseeAsync(one, values, password, cancellationToken) switch
        {
            SingleResult.Held { Takeover: { } takeover } => [AgentWords.Exists(extension, takeover)],
            // Whoever is only to be made may be shown without a look.
            SingleFailure.NoList { Why: { Code: "unreachable" } why } => provider.Agents.Once(ProviderWords.Unseen(why)),
            SingleFailure.NoList no => provider.Agents.Once(AgentWords.Of(no, extension, provider.Settings)),
            SingleFailure no => [AgentWords.Of(no, extension, provider.Settings)],
            _ => [],
        };
    }

    private async Task<Planned> PlanDestroyAsync(Dynamic prior, AgentRecord record, CancellationToken cancellationToken)
    {
        var (planned, settings) = (new Planned(Dynamic.None, record.Write(), []), provider.Settings);
        return record.OtherAccount(prior, settings) is { } other ? planned with { Notices = [other] }
            : record.Extension is { } extension && await LeaveAsync(record, extension, cancellationToken) is { } refusal
                ? planned with { Notices = refusal }
            : planned with { Notices = settings.HasCredentials ? [] : provider.Agents.Once(ProviderWords.NotLooked(settings)) };
    }

    // Why a plan must not remove the user; empty where that was told already.
    private async Task<ImmutableArray<Notice>?> LeaveAsync(AgentRecord record, int extension, CancellationToken cancellationToken)
    {
        using var held = await provider.Ledger.HoldAsync(extension, cancellationToken);
        return held.BarTo(record.Resource) is RemovalBar.Taken ? null // By this apply itself: nothing will be sent.
            : provider.Agents.IsImported(record.Resource) ? [AgentWords.ImportedAndRemoved(extension)]
            : record.IsProtected ? [AgentWords.Protected(extension)]
            : held.Intend(record.Resource) is not null ? [AgentWords.Claimed(extension)]
            : provider.Settings.MaximumRemovals is { } maximum && provider.Ledger.IntendedRemovals > maximum
                ? provider.Agents.Once(AgentWords.TooMany(maximum))
            : null;
    }
}
