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
        var response = Diffs.None();
        var inputs = RosterPaths.Keep(request.News ?? new Struct(), request.OldInputs, request.Olds, request.IgnoreChanges);
        if (request.IgnoreChanges.Contains("*"))
        {
            return response;
        }

        foreach (var name in RosterInputs.OptionsThatDiffer(request.OldInputs, inputs.Given).Except(request.IgnoreChanges))
        {
            response.Add(name, PropertyDiff.Types.Kind.Update, isInput: true);
        }

        if (inputs.IsUnknown)
        {
            response.Add(RosterKeys.AgentMap, PropertyDiff.Types.Kind.Update, isInput: true);
            return response;
        }

        foreach (var path in inputs.UnknownPaths)
        {
            response.Add(path, PropertyDiff.Types.Kind.Update, isInput: true);
        }

        // After a Read alone, the engine only asks what that found.
        var isShown = !provider.Seen.Contains(request.Urn);
        var plan = await PlanAsync(request.Urn, inputs, request.Olds, isShown, cancellationToken);
        foreach (var one in plan.Differences)
        {
            response.Add(RosterPaths.Of(one), KindOf(one.Kind), isInput: false);
        }

        return response;
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
            if (!request.Inputs.IsEmpty())
            {
                // Not an import: what was recorded is lost, and the next run finds who is there.
                return new ReadResponse { Id = request.Id, Properties = request.Properties, Inputs = request.Inputs };
            }

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
        var recorded = RosterOutputs.Read(olds);
        var planned = await Hosted(urn, inputs, account).PlanAsync(recorded, inputs.Options, cancellationToken);
        if (recorded is null && account is not null && !planned.Is(out _, out var why) && why.Problems[0].Code == "unreachable")
        {
            // Whoever is only to be made may be shown without a look.
            await TellOnceAsync(urn, $"the account was not looked at: {why.Problems[0].Message}. Who exists already is not known", isWarning: true);
            planned = await Hosted(urn, inputs, null).PlanAsync(null, inputs.Options, cancellationToken);
        }

        var plan = RosterWords.Hiding(Need(planned), inputs.Given, olds);
        if (isShown)
        {
            return plan;
        }

        if (account is null)
        {
            await TellOnceAsync(urn, "the account was not looked at, as its app secret is not known here: this is judged by what is recorded", isWarning: true);
        }

        await ShowAsync(urn, inputs, olds, plan);
        return plan;
    }

    private async Task<Struct> ApplyAsync(string urn, string id, RosterInputs inputs, Struct? olds, CancellationToken cancellationToken)
    {
        if (inputs.IsUnknown || inputs.UnknownPaths.FirstOrDefault() is not null)
        {
            throw Failures.Unknowable(inputs.UnknownPaths.FirstOrDefault() ?? RosterKeys.AgentMap);
        }

        var end = Need(await Hosted(urn, inputs, provider.Account.Shared).ApplyAsync(RosterOutputs.Read(olds), inputs.Options, Signals(cancellationToken)));
        await ShowAsync(urn, inputs, olds, RosterWords.Hiding(end.Plan, inputs.Given, olds));
        var outputs = RosterOutputs.Of(end.Record, inputs);
        return end.Result is { IsComplete: true } ? outputs
            : throw Failures.HalfDone(id, outputs, inputs.Given, RosterWords.Open(end).Select(SecretTexts.Of(inputs.Given, olds).Hide));
    }

    private HostedRoster Hosted(string urn, RosterInputs inputs, Declarative.Singles.SharedAccount? account)
    {
        var config = provider.Config;
        var file = account is not null && inputs.Given.Get(RosterKeys.File).Text is { } path ? RosterFiles.Load(path).Roster : null;
        var (roster, passwords) = inputs.Read(file);
        passwords = config.IsSandbox
            ? roster.Agents.ToImmutableDictionary(agent => agent.Extension, agent => new Secret(Sandbox.PasswordOf(agent.Extension)))
            : file is null ? passwords : RosterFiles.Passwords(file, config, provider.Environment).Passwords;

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

    // Fails with what a rule of safety refuses: nothing was sent then.
    private async Task ShowAsync(string urn, RosterInputs inputs, Struct? olds, HostedPlan plan)
    {
        if (!plan.Plan.Refusals.IsEmpty)
        {
            throw Failures.Refused(RosterWords.Refusals(plan.Plan));
        }

        if (plan.Differences.Any())
        {
            await TellOnceAsync(urn, SecretTexts.Of(inputs.Given, olds).Hide(RosterWords.Plan(plan)), isWarning: false);
        }
    }

    private async Task TellOnceAsync(string urn, string text, bool isWarning)
    {
        if (provider.Seen.Add($"{urn}\n{text}"))
        {
            await (isWarning ? provider.Engine.WarnAsync(urn, text) : provider.Engine.TellLinesAsync(urn, text));
        }
    }

    private static T Need<T>(Result<T> result) => result.Is(out var value, out var why) ? value : throw Failures.Of(why);

    private static PropertyDiff.Types.Kind KindOf(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Added => PropertyDiff.Types.Kind.Add,
        DifferenceKind.Removed => PropertyDiff.Types.Kind.Delete,
        _ => PropertyDiff.Types.Kind.Update,
    };
}
