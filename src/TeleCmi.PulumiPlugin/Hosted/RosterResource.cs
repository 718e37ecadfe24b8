using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Hosted;
using TeleCmi.Declarative.Rosters;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.PulumiPlugin.Providers;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Hosted;

/// <summary>The resource <c>telecmi:index:Roster</c>: a whole roster, planned and applied by the core.</summary>
internal sealed class RosterResource(Provider provider) : IResource
{
    private readonly RosterRuns _runs = new(provider);

    public const string Type = "telecmi:index:Roster";

    public async Task<CheckResponse> CheckAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        var check = new RosterCheck(provider, request.News ?? new Struct(), request.Olds);
        var response = check.Run();
        provider.Seen.Add(request.Urn);
        foreach (var warning in check.Warnings)
        {
            await _runs.TellOnceAsync(request.Urn, warning, isWarning: true);
        }

        var inputs = new RosterInputs(response.Inputs);
        if (response.Failures.Count == 0 && !inputs.IsUnknown)
        {
            var recorded = request.Olds.IsEmpty() ? null
                : new RosterInputs(request.Olds!).Entries.Select(entry => entry.Extension).ToHashSet();
            if (await _runs.Open(request.Urn, inputs, null).ClaimAsync(recorded, cancellationToken) is { } claim)
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
        var plan = await _runs.PlanAsync(request.Urn, inputs, request.Olds, isShown, cancellationToken);
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
            var promise = await _runs.ForeseeAsync(request.Urn, inputs, null, cancellationToken);
            return new CreateResponse { Id = $"{provider.Config.EffectiveAppId}", Properties = promise };
        }

        var outputs = await _runs.ApplyAsync(request.Urn, $"{provider.Account.Shared.AppId}", inputs, null, cancellationToken);
        return new CreateResponse { Id = $"{provider.Account.Shared.AppId}", Properties = outputs };
    }

    public async Task<UpdateResponse> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var inputs = RosterPaths.Keep(request.News ?? new Struct(), request.OldInputs, request.Olds, request.IgnoreChanges);
        return new UpdateResponse
        {
            Properties = request.Preview
                ? await _runs.ForeseeAsync(request.Urn, inputs, request.Olds, cancellationToken)
                : await _runs.ApplyAsync(request.Urn, request.Id, inputs, request.Olds, cancellationToken),
        };
    }

    /// <summary>A refresh, or an import, which knows the app id alone.</summary>
    public async Task<ReadResponse> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var account = provider.Account.Shared;
        if (AppId.Parse(request.Id) is not { } appId || appId != account.AppId)
        {
            throw Failures.Roster(
                $"\"{request.Id}\" is not the account that this provider serves: import the roster by the app id, {account.AppId}");
        }

        var inputs = new RosterInputs(request.Inputs ?? new Struct());
        if (RosterOutputs.Read(request.Properties) is not { } recorded)
        {
            if (!request.Inputs.IsEmpty())
            {
                // Not an import: what was recorded is lost, and the next run finds who is there.
                return new ReadResponse { Id = request.Id, Properties = request.Properties, Inputs = request.Inputs };
            }

            var imported = RosterRuns.Need(await _runs.Open(request.Urn, inputs, account).ImportAsync(cancellationToken));
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

        var roster = _runs.Open(request.Urn, inputs, account);
        var seen = RosterRuns.Need(await roster.ReadAsync(recorded, inputs.Options.AllowRecreate, null, cancellationToken));
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
                request.Urn,
                $"{Ranges.Of(recorded.State.Agents.Keys)}: these users stay in the account, managed by nobody; with `prune: true` applied "
                + "they would be removed");
            return new Empty();
        }

        // Here a roster without agents is what is judged: whom an applied `allowEmpty` lets go, no limit holds.
        var options = inputs.Options with { AllowRecreate = true, MaximumRemovals = new RemovalLimit(100, IsPercent: true) };
        var end = RosterRuns.Need(await _runs.Open(request.Urn, new RosterInputs(new Struct()), provider.Account.Shared)
            .ApplyAsync(recorded, options, _runs.Signals(cancellationToken)));
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

    private static PropertyDiff.Types.Kind KindOf(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Added => PropertyDiff.Types.Kind.Add,
        DifferenceKind.Removed => PropertyDiff.Types.Kind.Delete,
        _ => PropertyDiff.Types.Kind.Update,
    };
}
