using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Hosted;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Runs;
using TeleCmi.Declarative.Singles;
using TeleCmi.Declarative.States;
using TeleCmi.TerraformProvider.Providers;
using TeleCmi.TerraformProvider.Wire;
using static TeleCmi.TerraformProvider.Rosters.RosterConfig;

namespace TeleCmi.TerraformProvider.Rosters;

/// <summary>The resource <c>telecmi_roster</c>: a whole roster, planned and applied by the core.</summary>
internal sealed class RosterResource(Provider provider) : IResource
{
    public IEnumerable<Notice> Validate(Dynamic config) => RosterCheck.Run(config, null, _ => null);

    /// <summary>A refresh: the attributes follow the account. Without credentials they stay as they are.</summary>
    public async Task<Read> ReadAsync(Held held, CancellationToken cancellationToken)
    {
        var record = RosterRecord.Read(held.Private);
        if (OtherAccount(held.State, record) is { } other)
        {
            return Read.Failed(held, other);
        }

        if (!provider.Settings.HasCredentials || record.Of(held.State) is not { } recorded)
        {
            return new Read(held, []);
        }

        var applied = new RosterConfig(held.State);
        if (!provider.Account.Is(out var account, out var failure)
            || !(await Open(record, applied, PasswordRule.Compared, account)
                .ReadAsync(recorded, applied.Options.AllowRecreate, Follows(held.State), cancellationToken)).Is(out var found, out failure))
        {
            return Read.Failed(held, ProviderWords.Of(failure, provider.Settings));
        }

        provider.Looked(record.Resource);
        return new Read(new Held(RosterRecord.Following(held.State, found), record.Following(found).Write()), []);
    }

    public async Task<Planned> PlanAsync(PlanCall call, CancellationToken cancellationToken)
    {
        var (prior, settings) = (call.Prior.State, provider.Settings);
        var record = RosterRecord.Read(call.Prior.Private);
        var config = new RosterConfig(call.Config);
        var other = OtherAccount(prior, record) is { } notice ? [notice] : ImmutableArray<Notice>.Empty;
        var recorded = record.Of(prior);
        if (call.IsDestroy)
        {
            var applied = new RosterConfig(prior);
            var claimed = applied.Options.Prune && recorded is not null
                ? await Open(record, new RosterConfig(Dynamic.None), PasswordRule.Compared, null)
                    .IntendAsync(recorded.State.Agents.Keys, cancellationToken)
                : null;
            return new Planned(
                Dynamic.None, record.Write(),
                claimed is { } one ? [RosterWords.Claimed(one)] : [.. other, .. RosterDestroy.Plan(applied, recorded)]);
        }

        var unplanned = new Planned(RosterPlan.State(config, prior, null, settings.EffectiveAppId), record.Write(), []);
        ImmutableArray<Notice> wrong = [.. other, .. Wrong(config)];
        if (!wrong.IsEmpty || config.IsUnknown)
        {
            return unplanned with { Notices = wrong };
        }

        var notices = ImmutableArray.CreateBuilder<Notice>();
        var looks = settings.HasCredentials && (recorded is null || provider.HasLooked(record.Resource));
        if (!settings.HasCredentials)
        {
            notices.Add(ProviderWords.NotLooked(settings));
        }

        SharedAccount? account = null;
        if (looks && !provider.Account.Is(out account, out var failure))
        {
            return unplanned with { Notices = [ProviderWords.Of(failure, settings)] };
        }

        var roster = Open(record, config, config.RuleAfter(prior), account);
        if (await roster.ClaimAsync(recorded?.State.Agents.Keys.ToHashSet(), cancellationToken) is { } claim)
        {
            return unplanned with { Notices = [RosterWords.Claimed(claim.Extension)] };
        }

        var planned = await roster.PlanAsync(recorded, config.Options, cancellationToken);
        if (recorded is null && account is not null && !planned.Is(out _, out var why) && why.Problems[0].Code == "unreachable")
        {
            // Whoever is only to be made may be shown without a look.
            notices.Add(ProviderWords.Unseen(why.Problems[0]));
            planned = await Open(record, config, config.RuleAfter(prior), null).PlanAsync(null, config.Options, cancellationToken);
        }

        if (!planned.Is(out var plan, out why))
        {
            return unplanned with { Notices = [ProviderWords.Of(why, settings)] };
        }

        var leaving = plan.Plan.Changes.Where(change => change.Action == ChangeAction.Remove).Select(change => change.Extension);
        if (await roster.IntendAsync(leaving.Concat(plan.Left.Keys), cancellationToken) is { } taken)
        {
            return unplanned with { Notices = [RosterWords.Claimed(taken)] };
        }

        notices.AddRange(RosterWords.Of(plan));
        notices.AddRange(RosterWords.Refusals(plan.Plan));
        return unplanned with
        {
            State = RosterPlan.State(config, prior, plan.Plan, settings.EffectiveAppId),
            Notices = notices.ToImmutable(),
        };
    }

    public async Task<Applied> ApplyAsync(ApplyCall call, CancellationToken cancellationToken)
    {
        var record = RosterRecord.Read(call.Private);
        var (recorded, before) = (record.Of(call.Prior), new Held(call.Prior, call.Private));
        if (call.Planned.IsNull)
        {
            return await DestroyAsync(record, recorded, before, cancellationToken);
        }

        // The values that enter no state are in what the program says alone.
        var config = new RosterConfig(call.Planned.With(WrittenPasswords, call.Config[WrittenPasswords]));
        if (Wrong(config).ToImmutableArray() is { IsEmpty: false } wrong)
        {
            return new Applied(before, wrong);
        }

        if (!provider.Account.Is(out var account, out var failure))
        {
            return new Applied(before, [ProviderWords.Of(failure, provider.Settings)]);
        }

        var only = RosterPlan.Changed(call.Prior, call.Planned).ToImmutableSortedSet();
        if (recorded is not null && only.IsEmpty)
        {
            // Options and policy alone.
            return new Applied(before with { State = call.Planned }, []);
        }

        var roster = Open(record, config, config.RuleAfter(call.Prior), account);
        if (!(await roster.ApplyAsync(
            recorded, config.Options with { Only = recorded is null ? [] : only }, provider.Stopping.For(cancellationToken),
            plan => RosterEnd.Changed(plan, call.Prior))).Is(out var end, out failure))
        {
            return new Applied(before, [ProviderWords.Of(failure, provider.Settings)]);
        }

        if (end.Result is null)
        {
            return new Applied(before, [.. RosterWords.Refusals(end.Plan.Plan)]);
        }

        return end.Result.IsComplete ? new Applied(After(record, end, RosterEnd.Done(call.Planned, end.Record.State)), [])
            // A new one that failed would be tainted, and made anew: nothing is recorded, and the next run finds who is there.
            : recorded is null ? new Applied(before, [.. RosterWords.Open(end)])
            : new Applied(After(record, end, RosterEnd.HalfDone(call.Planned, call.Prior, end.Record.State)), [.. RosterWords.Open(end)]);
    }

    public Task<Read> ImportAsync(string id, CancellationToken cancellationToken) => Task.FromResult(Read.Failed(
        new Held(Dynamic.None, Google.Protobuf.ByteString.Empty),
        Notice.Error(
            "A telecmi_roster needs no import",
            "Apply it: who exists already is taken over, and the plan names them. Single users are imported as `telecmi_agent`.")));

    private async Task<Applied> DestroyAsync(RosterRecord record, HostedRecord? recorded, Held before, CancellationToken cancellationToken)
    {
        var config = new RosterConfig(before.State);
        var gone = new Applied(new Held(Dynamic.None, Google.Protobuf.ByteString.Empty), []);
        if (recorded is null || recorded.State.Agents.IsEmpty || !config.Options.Prune)
        {
            return gone;
        }

        var signals = provider.Stopping.For(cancellationToken);
        if (!provider.Account.Is(out var account, out var failure)
            || !(await Open(record, new RosterConfig(Dynamic.None), PasswordRule.Compared, account)
                .ApplyAsync(recorded, RosterDestroy.Options(config), signals)).Is(out var end, out failure))
        {
            return new Applied(before, [ProviderWords.Of(failure, provider.Settings)]);
        }

        ImmutableArray<Notice> notices = [.. end.Plan.Notices.Select(notice => Notice.Warning(notice, ""))];
        return end.Result is null ? new Applied(before, [.. notices, .. RosterWords.Refusals(end.Plan.Plan)])
            : end.Result.IsComplete ? gone with { Notices = notices }
            : new Applied(
                After(record, end, RosterEnd.HalfDone(before.State, before.State, end.Record.State)),
                [.. notices, .. RosterWords.Open(end)]);
    }

    private static Held After(RosterRecord record, HostedEnd end, Dynamic attributes)
        => new(attributes, (record with { Applied = end.Record.State }).Write());

    private HostedRoster Open(RosterRecord record, RosterConfig config, PasswordRule rule, SharedAccount? account)
    {
        var settings = provider.Settings;
        return new HostedRoster(
            record.Resource,
            new RunInput
            {
                Roster = config.Roster(rule),
                Passwords = config.Passwords(settings, provider.Environment),
                AppId = settings.EffectiveAppId,
                AppSecret = settings.KeySecret,
                Origin = settings.Origin,
                Service = settings.Service,
                Parallelism = settings.Parallelism,
                ComparesRecorded = true,
            },
            account,
            provider.Ledger,
            provider.Time);
    }

    // Whose password somebody else may change is none of ours.
    private static Func<int, bool> Follows(Dynamic state) => extension => state[Policy]["passwords"].AsText != "initial"
        && (state[PasswordsVersion].IsNull || !state[AgentMap][$"{extension}"][PasswordVariable].IsNull);

    private IEnumerable<Notice> Wrong(RosterConfig config)
    {
        foreach (var problem in RosterCheck.Run(config.Config, provider.Settings.Secret, provider.Environment))
        {
            yield return problem;
        }

        if (AppId.Parse(config.Config[Account].AsText ?? "") is { } own && provider.Settings.EffectiveAppId is { } configured
            && own != configured)
        {
            yield return Notice.Error("appid is another account's", $"It is {own}, and the provider's is {configured}.").At(Account);
        }

        if (provider.Settings.IsAddressGiven && config.ReadsEnvironment)
        {
            yield return ProviderWords.ForeignAddress;
        }
    }

    private Notice? OtherAccount(Dynamic state, RosterRecord record)
        => ProviderWords.OtherAccount(state["id"].AsText, record.Applied?.Origin, provider.Settings);
}
