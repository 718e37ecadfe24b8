using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Hosted;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Runs;
using TeleCmi.PulumiPlugin.Agents;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.PulumiPlugin.Providers;
using TeleCmi.PulumiPlugin.Wire;
using TeleCmi.Simulator;

namespace TeleCmi.PulumiPlugin.Hosted;

/// <summary>The resource <c>telecmi:index:Roster</c>: a whole roster, planned and applied by the core.</summary>
internal sealed class RosterResource(Provider provider) : IResource
{
    public const string Type = "telecmi:index:Roster";

    public async Task<CheckResponse> CheckAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        var check = new RosterCheck(provider, request.News ?? new Struct(), request.Olds);
        var response = check.Run();
        provider.Seen.Add(request.Urn);
        foreach (var warning in check.Warnings)
        {
            await TellOnceAsync(request.Urn, warning, isWarning: true);
        }

        var inputs = new RosterInputs(response.Inputs);
        if (response.Failures.Count == 0 && !inputs.IsUnknown)
        {
            var recorded = request.Olds.IsEmpty() ? null : new RosterInputs(request.Olds!).Entries.Select(entry => entry.Extension).ToHashSet();
            if (await Hosted(request.Urn, inputs, null).ClaimAsync(recorded, cancellationToken) is { } claim)
            {
                response.Failures.Add(new CheckFailure
                {
                    Reason = $"agents[{claim.Extension}]: {claim.Other} claims {claim.Extension} as well; give each agent one resource",
                });
            }
        }

        return response;
    }

    public async Task<DiffResponse> DiffAsync(DiffRequest request, CancellationToken cancellationToken)
    {
        var response = new DiffResponse { HasDetailedDiff = true, Changes = DiffResponse.Types.DiffChanges.DiffNone };
        var inputs = RosterPaths.Keep(request.News ?? new Struct(), request.OldInputs, request.Olds, request.IgnoreChanges);
        if (request.IgnoreChanges.Contains("*"))
        {
            return response;
        }

        foreach (var name in RosterInputs.OptionsThatDiffer(request.OldInputs, inputs.Given).Except(request.IgnoreChanges))
        {
            Add(name, PropertyDiff.Types.Kind.Update, isInput: true);
        }

        if (inputs.IsUnknown)
        {
            Add(RosterKeys.AgentMap, PropertyDiff.Types.Kind.Update, isInput: true);
            return response;
        }

        foreach (var path in inputs.UnknownPaths)
        {
            Add(path, PropertyDiff.Types.Kind.Update, isInput: true);
        }

        // After a Read alone, the engine only asks what that found.
        var isShown = !provider.Seen.Contains(request.Urn);
        var plan = await PlanAsync(request.Urn, inputs, request.Olds, isShown, cancellationToken);
        foreach (var one in plan.Differences)
        {
            var path = one.Field == AgentProperty.Password ? RosterPaths.OfFingerprint(one.Extension)
                : RosterPaths.Of(one.Extension, one.Field is null ? null : AgentProperty.NameOf(one.Field));
            Add(path, KindOf(one.Kind), isInput: false);
        }

        return response;

        void Add(string path, PropertyDiff.Types.Kind kind, bool isInput)
        {
            response.Changes = DiffResponse.Types.DiffChanges.DiffSome;
            response.DetailedDiff[path] = new PropertyDiff { Kind = kind, InputDiff = isInput };
            var name = path.Split('[')[0];
            if (!response.Diffs.Contains(name))
            {
                response.Diffs.Add(name);
            }
        }
    }

    public async Task<CreateResponse> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var inputs = new RosterInputs(request.Properties ?? new Struct());
        if (request.Preview)
        {
            return new CreateResponse { Id = $"{provider.Config.EffectiveAppId}", Properties = await ForeseeAsync(request.Urn, inputs, null, cancellationToken) };
        }

        var outputs = await ApplyAsync(request.Urn, $"{provider.Account.Shared.AppId}", inputs, null, cancellationToken);
        return new CreateResponse { Id = $"{provider.Account.Shared.AppId}", Properties = outputs };
    }

    public async Task<UpdateResponse> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var inputs = RosterPaths.Keep(request.News ?? new Struct(), request.OldInputs, request.Olds, request.IgnoreChanges);
        return new UpdateResponse
        {
            Properties = request.Preview
                ? await ForeseeAsync(request.Urn, inputs, request.Olds, cancellationToken)
                : await ApplyAsync(request.Urn, request.Id, inputs, request.Olds, cancellationToken),
        };
    }

    /// <summary>A refresh, or an import, which knows the app id alone.</summary>
    public async Task<ReadResponse> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var account = provider.Account.Shared;
        if (AppId.Parse(request.Id) is not { } appId || appId != account.AppId)
        {
            throw Failures.Roster($"\"{request.Id}\" is not the account that this provider serves: import the roster by the app id, {account.AppId}");
        }

        var inputs = new RosterInputs(request.Inputs ?? new Struct());
        if (RosterOutputs.Read(request.Properties) is not { } recorded)
        {
            var imported = Need(await Hosted(request.Urn, inputs, account).ImportAsync(cancellationToken));
            foreach (var warning in imported.Warnings)
            {
                await provider.Engine.WarnAsync(request.Urn, warning.Message);
            }

            return new ReadResponse
            {
                Id = request.Id,
                Properties = RosterOutputs.Of(imported.Record, inputs),
                Inputs = RosterOutputs.Inputs(imported.Record),
            };
        }

        var seen = Need(await Hosted(request.Urn, inputs, account).ReadAsync(recorded, inputs.Options.AllowRecreate, cancellationToken));
        return new ReadResponse { Id = request.Id, Properties = RosterOutputs.Of(seen, inputs), Inputs = request.Inputs };
    }

    /// <summary>Without <c>prune</c> all are forgotten; with it they are removed, but whom another resource has or wants.</summary>
    public async Task<Empty> DeleteAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        var inputs = new RosterInputs(request.OldInputs ?? new Struct());
        if (RosterOutputs.Read(request.Properties) is not { State.Agents.IsEmpty: false } recorded)
        {
            return new Empty();
        }

        if (!inputs.Options.Prune)
        {
            await provider.Engine.WarnAsync(
                request.Urn, $"{Ranges.Of(recorded.State.Agents.Keys)}: these users stay in the account, managed by nobody; with `prune: true` applied they would be removed");
            return new Empty();
        }

        // Here a roster without agents is what is judged: whom an applied `allowEmpty` lets go, no limit holds.
        var options = inputs.Options with { AllowRecreate = true, MaximumRemovals = new RemovalLimit(100, IsPercent: true) };
        var end = Need(await Hosted(request.Urn, new RosterInputs(new Struct()), provider.Account.Shared).ApplyAsync(recorded, options, Signals(cancellationToken)));
        foreach (var notice in end.Plan.Notices)
        {
            await provider.Engine.WarnAsync(request.Urn, notice);
        }

        if (end.Result is null)
        {
            throw Failures.Refused(RosterWords.Refusals(RosterWords.Hiding(end.Plan, request.Properties, request.OldInputs).Plan));
        }

        if (!end.Result.IsComplete)
        {
            throw Failures.Unfinished(string.Join('\n', RosterWords.Open(end)));
        }

        return new Empty();
    }

    private async Task<Struct> ForeseeAsync(string urn, RosterInputs inputs, Struct? olds, CancellationToken cancellationToken)
    {
        var plan = inputs.IsUnknown ? null : await PlanAsync(urn, inputs, olds, isShown: false, cancellationToken);
        return RosterOutputs.Promise(inputs, plan, RosterOutputs.Read(olds), provider.Config.EffectiveAppId);
    }

    private async Task<HostedPlan> PlanAsync(string urn, RosterInputs inputs, Struct? olds, bool isShown, CancellationToken cancellationToken)
    {
        var account = provider.Config.HasCredentials && !isShown ? provider.Account.Shared : null;
        var plan = RosterWords.Hiding(
            Need(await Hosted(urn, inputs, account).PlanAsync(RosterOutputs.Read(olds), inputs.Options, cancellationToken)), inputs.Given, olds);
        if (isShown)
        {
            return plan;
        }

        if (account is null)
        {
            await TellOnceAsync(urn, "the account was not looked at, as its app secret is not known here: this is judged by what is recorded", isWarning: true);
        }

        if (!plan.Plan.Refusals.IsEmpty)
        {
            throw Failures.Refused(RosterWords.Refusals(plan.Plan));
        }

        if (plan.Differences.Any())
        {
            await TellOnceAsync(urn, Told(inputs, olds, plan), isWarning: false);
        }

        return plan;
    }

    private async Task<Struct> ApplyAsync(string urn, string id, RosterInputs inputs, Struct? olds, CancellationToken cancellationToken)
    {
        if (inputs.IsUnknown || inputs.UnknownPaths.FirstOrDefault() is not null)
        {
            throw Failures.Unknowable(inputs.UnknownPaths.FirstOrDefault() ?? RosterKeys.AgentMap);
        }

        var end = Need(await Hosted(urn, inputs, provider.Account.Shared).ApplyAsync(RosterOutputs.Read(olds), inputs.Options, Signals(cancellationToken)));
        var plan = RosterWords.Hiding(end.Plan, inputs.Given, olds);
        if (end.Result is null)
        {
            throw Failures.Refused(RosterWords.Refusals(plan.Plan));
        }

        if (plan.Differences.Any())
        {
            await TellOnceAsync(urn, Told(inputs, olds, plan), isWarning: false);
        }

        var outputs = RosterOutputs.Of(end.Record, inputs);
        return end.Result.IsComplete ? outputs : throw Failures.HalfDone(id, outputs, inputs.Given, RosterWords.Open(end).Select(SecretTexts.Of(inputs.Given, olds).Hide));
    }

    private HostedRoster Hosted(string urn, RosterInputs inputs, Declarative.Singles.SharedAccount? account)
    {
        var config = provider.Config;
        var file = account is not null && inputs.Given.Get(RosterKeys.File).Text is { } path ? RosterFiles.Load(path).Roster : null;
        var (roster, passwords) = inputs.Read(file);
        if (config.IsSandbox)
        {
            passwords = roster.Agents.ToImmutableDictionary(agent => agent.Extension, agent => new Secret(Sandbox.PasswordOf(agent.Extension)));
        }
        else if (file is not null)
        {
            passwords = RosterFiles.Passwords(file, config, provider.Environment).Passwords;
        }

        return new HostedRoster(
            urn,
            new RunInput
            {
                Roster = roster,
                Passwords = passwords,
                AppId = config.EffectiveAppId,
                AppSecret = account is null ? null : config.IsSandbox ? new Secret(Sandbox.Name) : config.Secret,
                Origin = config.IsSandbox ? Sandbox.Name : config.BaseAddress.IdnHost,
                Service = config.IsSandbox ? Sandbox.Name : $"{config.BaseAddress.IdnHost}:{config.BaseAddress.Port}",
                Parallelism = config.Parallelism,
            },
            account,
            provider.Ledger,
            TimeProvider.System);
    }

    private StopSignals Signals(CancellationToken call)
    {
        var stopping = provider.Stopping;
        return new StopSignals(CancellationTokenSource.CreateLinkedTokenSource(stopping.Stop, call).Token, stopping.Abandon);
    }

    private async Task TellOnceAsync(string urn, string text, bool isWarning)
    {
        if (provider.Seen.Add($"{urn}\n{text}"))
        {
            await (isWarning ? provider.Engine.WarnAsync(urn, text) : provider.Engine.TellLinesAsync(urn, text));
        }
    }

    private static string Told(RosterInputs inputs, Struct? olds, HostedPlan plan) => SecretTexts.Of(inputs.Given, olds).Hide(RosterWords.Plan(plan));

    private static T Need<T>(Result<T> result) => result.Is(out var value, out var why) ? value : throw Failures.Of(why);

    private static PropertyDiff.Types.Kind KindOf(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Added => PropertyDiff.Types.Kind.Add,
        DifferenceKind.Removed => PropertyDiff.Types.Kind.Delete,
        _ => PropertyDiff.Types.Kind.Update,
    };
}
