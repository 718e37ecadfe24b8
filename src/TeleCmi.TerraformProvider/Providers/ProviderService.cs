using System.Collections.Immutable;
using Google.Protobuf;
using Grpc.Core;
using TeleCmi.Plugins;
using TeleCmi.TerraformProvider.Agents;
using TeleCmi.TerraformProvider.Functions;
using TeleCmi.TerraformProvider.Protocol;
using TeleCmi.TerraformProvider.Rosters;
using TeleCmi.TerraformProvider.Schemas;
using TeleCmi.TerraformProvider.Wire;

namespace TeleCmi.TerraformProvider.Providers;

/// <summary>The plugin protocol: hands each call to what it is about.</summary>
internal sealed class ProviderService(Provider provider) : Protocol.Provider.ProviderBase
{
    private readonly RosterResource _rosters = new(provider);
    private readonly AgentResource _agents = new(provider);

    public override Task<GetProviderSchema.Types.Response> GetProviderSchema(
        GetProviderSchema.Types.Request request, ServerCallContext context) => Task.FromResult(ProviderSchemas.Message());

    public override Task<ValidateProviderConfig.Types.Response> ValidateProviderConfig(
        ValidateProviderConfig.Types.Request request, ServerCallContext context)
    {
        ProviderSettings.Read(DynamicCodec.Read(request.Config), provider.Environment, out var problems);
        return Task.FromResult(new ValidateProviderConfig.Types.Response { Diagnostics = { problems.Select(one => one.Message) } });
    }

    public override Task<ConfigureProvider.Types.Response> ConfigureProvider(
        ConfigureProvider.Types.Request request, ServerCallContext context)
    {
        provider.Configure(ProviderSettings.Read(DynamicCodec.Read(request.Config), provider.Environment, out var problems));
        return Task.FromResult(new ConfigureProvider.Types.Response { Diagnostics = { problems.Select(one => one.Message) } });
    }

    public override Task<ValidateResourceConfig.Types.Response> ValidateResourceConfig(
        ValidateResourceConfig.Types.Request request, ServerCallContext context)
    {
        var config = DynamicCodec.Read(request.Config);
        var tooOld = request.ClientCapabilities?.WriteOnlyAttributesAllowed == true
            ? []
            : WriteOnly(request.TypeName).Where(name => !config[name].IsNull).Select(name => Notice.Error(
                $"{name} needs a newer CLI", "Values that enter no state need Terraform 1.11 or OpenTofu 1.11.").At(name));
        var notices = tooOld.Concat(Of(request.TypeName).Validate(config));
        return Task.FromResult(new ValidateResourceConfig.Types.Response { Diagnostics = { notices.Select(one => one.Message) } });
    }

    public override Task<ValidateDataResourceConfig.Types.Response> ValidateDataResourceConfig(
        ValidateDataResourceConfig.Types.Request request, ServerCallContext context)
        => Task.FromResult(new ValidateDataResourceConfig.Types.Response());

    // There is one version of each schema as yet. What it no longer has is left out.
    public override Task<UpgradeResourceState.Types.Response> UpgradeResourceState(
        UpgradeResourceState.Types.Request request, ServerCallContext context)
    {
        var state = DynamicCodec.OfJson(request.RawState.Json);
        return Task.FromResult(new UpgradeResourceState.Types.Response { UpgradedState = DynamicCodec.Write(state) });
    }

    public override async Task<ReadResource.Types.Response> ReadResource(ReadResource.Types.Request request, ServerCallContext context)
    {
        var held = new Held(DynamicCodec.Read(request.CurrentState), request.Private);
        var read = await Of(request.TypeName).ReadAsync(held, context.CancellationToken);
        return new ReadResource.Types.Response
        {
            NewState = DynamicCodec.Write(read.Held.State),
            Private = read.Held.Private,
            Diagnostics = { Messages(read.Notices) },
        };
    }

    public override async Task<PlanResourceChange.Types.Response> PlanResourceChange(
        PlanResourceChange.Types.Request request, ServerCallContext context)
    {
        var prior = new Held(DynamicCodec.Read(request.PriorState), request.PriorPrivate);
        // Of a destroy the program may still say something.
        var config = DynamicCodec.Read(request.ProposedNewState).IsNull ? Dynamic.None : DynamicCodec.Read(request.Config);
        var planned = await Of(request.TypeName).PlanAsync(new PlanCall(prior, config), context.CancellationToken);
        return new PlanResourceChange.Types.Response
        {
            PlannedState = DynamicCodec.Write(planned.State),
            PlannedPrivate = planned.Private,
            RequiresReplace = { planned.Replaces },
            Diagnostics = { Messages(planned.Notices) },
        };
    }

    public override async Task<ApplyResourceChange.Types.Response> ApplyResourceChange(
        ApplyResourceChange.Types.Request request, ServerCallContext context)
    {
        var call = new ApplyCall(
            DynamicCodec.Read(request.PriorState), DynamicCodec.Read(request.PlannedState), DynamicCodec.Read(request.Config),
            request.PlannedPrivate);
        var applied = await Of(request.TypeName).ApplyAsync(call, context.CancellationToken);
        return new ApplyResourceChange.Types.Response
        {
            NewState = DynamicCodec.Write(applied.Held.State),
            Private = applied.Held.Private,
            Diagnostics = { Messages(applied.Notices) },
        };
    }

    public override async Task<ImportResourceState.Types.Response> ImportResourceState(
        ImportResourceState.Types.Request request, ServerCallContext context)
    {
        var imported = await Of(request.TypeName).ImportAsync(request.Id, context.CancellationToken);
        var response = new ImportResourceState.Types.Response { Diagnostics = { Messages(imported.Notices) } };
        if (!imported.Held.State.IsNull)
        {
            response.ImportedResources.Add(new ImportResourceState.Types.ImportedResource
            {
                TypeName = request.TypeName,
                State = DynamicCodec.Write(imported.Held.State),
                Private = imported.Held.Private,
            });
        }

        return response;
    }

    public override async Task<ReadDataSource.Types.Response> ReadDataSource(
        ReadDataSource.Types.Request request, ServerCallContext context)
    {
        var (state, notices) = await new AgentsData(provider).ReadAsync(context.CancellationToken);
        return new ReadDataSource.Types.Response { State = DynamicCodec.Write(state), Diagnostics = { Messages(notices) } };
    }

    public override Task<GetFunctions.Types.Response> GetFunctions(GetFunctions.Types.Request request, ServerCallContext context)
        => Task.FromResult(new GetFunctions.Types.Response { Functions = { ProviderSchemas.Message().Functions } });

    public override Task<CallFunction.Types.Response> CallFunction(CallFunction.Types.Request request, ServerCallContext context)
    {
        var argument = DynamicCodec.Read(request.Arguments.FirstOrDefault());
        return Task.FromResult(request.Name switch
        {
            "roster" => RosterFunction.Call(argument),
            "coverage" => CoverageFunction.Call(argument),
            _ => throw Unknown(request.Name),
        });
    }

    public override Task<StopProvider.Types.Response> StopProvider(StopProvider.Types.Request request, ServerCallContext context)
    {
        provider.Stopping.Cancel();
        return Task.FromResult(new StopProvider.Types.Response());
    }

    private IResource Of(string type) => type switch
    {
        ProviderSchemas.RosterType => _rosters,
        ProviderSchemas.AgentType => _agents,
        _ => throw Unknown(type),
    };

    private static IEnumerable<string> WriteOnly(string type)
        => (type == ProviderSchemas.RosterType ? ProviderSchemas.Roster : ProviderSchemas.Agent)
            .Attributes.Where(attribute => attribute.IsWriteOnly).Select(attribute => attribute.Name);

    private static IEnumerable<Diagnostic> Messages(ImmutableArray<Notice> notices) => notices.Select(one => one.Message);

    private static RpcException Unknown(string name)
        => new(new Status(StatusCode.InvalidArgument, $"{Reports.Shown.Of(name)} is nothing that the telecmi provider knows"));
}
