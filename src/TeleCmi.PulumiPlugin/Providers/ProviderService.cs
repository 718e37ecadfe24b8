using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using TeleCmi.PulumiPlugin.Agents;
using TeleCmi.PulumiPlugin.Functions;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.PulumiPlugin.Rosters;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Providers;

/// <summary>The provider protocol: hands each call to what it is about.</summary>
internal sealed class ProviderService(Provider provider, MonitorChannels monitors) : ResourceProvider.ResourceProviderBase
{
    private readonly AgentResource _agents = new(provider);

    public override Task<PluginInfo> GetPluginInfo(Empty request, ServerCallContext context) =>
        Task.FromResult(new PluginInfo { Version = ProviderSchema.Version });

    public override Task<GetSchemaResponse> GetSchema(GetSchemaRequest request, ServerCallContext context) =>
        Task.FromResult(new GetSchemaResponse { Schema = ProviderSchema.Read() });

    public override Task<ProviderHandshakeResponse> Handshake(ProviderHandshakeRequest request, ServerCallContext context)
    {
        provider.Serve(request.EngineAddress, owns: true);
        return Task.FromResult(new ProviderHandshakeResponse { AcceptSecrets = true, AcceptResources = true, AcceptOutputs = true });
    }

    // A developer started us and attaches one engine after the other.
    public override Task<Empty> Attach(PluginAttach request, ServerCallContext context)
    {
        provider.Serve(request.Address, owns: false);
        return Task.FromResult(new Empty());
    }

    public override Task<CheckResponse> CheckConfig(CheckRequest request, ServerCallContext context)
    {
        var inputs = request.News?.Clone() ?? new Struct();
        var config = ProviderConfig.Read(inputs, provider.Environment, out var problems, request.Olds);
        if (ConfigReader.Text(inputs.Get(ProviderConfig.AppIdKey)) is null && config.AppId is { } appId)
        {
            // Recorded, so that a change of the environment is seen as the change of account it is. The environment's secret never is.
            inputs.Fields[ProviderConfig.AppIdKey] = Value.ForString($"{appId}");
        }

        inputs.Hide(ProviderConfig.SecretKey);

        var response = new CheckResponse { Inputs = inputs };
        response.Failures.AddRange(problems);
        return Task.FromResult(response);
    }

    public override Task<DiffResponse> DiffConfig(DiffRequest request, ServerCallContext context) =>
        Task.FromResult(ConfigDiff.Compare(request.OldInputs.IsEmpty() ? request.Olds : request.OldInputs, request.News));

    public override Task<ConfigureResponse> Configure(ConfigureRequest request, ServerCallContext context)
    {
        var config = ProviderConfig.Read(request.Args, provider.Environment, out var problems);
        if (problems.Count > 0)
        {
            throw Failures.BadConfig(string.Join("; ", problems.Select(one => one.Property.Length == 0 ? one.Reason : $"{one.Property}: {one.Reason}")));
        }

        provider.Configure(config, request.HasUrn && request.HasId ? $"{request.Urn}::{request.Id}" : "");
        return Task.FromResult(new ConfigureResponse { AcceptSecrets = true, AcceptResources = true, AcceptOutputs = true, SupportsPreview = true });
    }

    public override async Task<CheckResponse> Check(CheckRequest request, ServerCallContext context)
    {
        RequireAgent(request.Type, request.Urn);
        return await _agents.CheckAsync(request, context.CancellationToken);
    }

    public override async Task<DiffResponse> Diff(DiffRequest request, ServerCallContext context)
    {
        RequireAgent(request.Type, request.Urn);
        return await _agents.DiffAsync(request, context.CancellationToken);
    }

    public override async Task<CreateResponse> Create(CreateRequest request, ServerCallContext context)
    {
        RequireAgent(request.Type, request.Urn);
        using var limit = new OperationLimit(request.Timeout, context.CancellationToken);
        return await _agents.CreateAsync(request, limit.Token);
    }

    public override async Task<ReadResponse> Read(ReadRequest request, ServerCallContext context)
    {
        RequireAgent(request.Type, request.Urn);
        using var limit = new OperationLimit(request.Timeout, context.CancellationToken);
        return await _agents.ReadAsync(request, limit.Token);
    }

    public override async Task<UpdateResponse> Update(UpdateRequest request, ServerCallContext context)
    {
        RequireAgent(request.Type, request.Urn);
        using var limit = new OperationLimit(request.Timeout, context.CancellationToken);
        return await _agents.UpdateAsync(request, limit.Token);
    }

    public override async Task<Empty> Delete(DeleteRequest request, ServerCallContext context)
    {
        RequireAgent(request.Type, request.Urn);
        using var limit = new OperationLimit(request.Timeout, context.CancellationToken);
        await _agents.DeleteAsync(request, limit.Token);
        return new Empty();
    }

    public override async Task<InvokeResponse> Invoke(InvokeRequest request, ServerCallContext context) => request.Tok == GetAgents.Token
        ? new InvokeResponse { Return = await GetAgents.InvokeAsync(provider, request.Args, context.CancellationToken) }
        : throw Failures.UnknownToken(request.Tok);

    public override async Task<ConstructResponse> Construct(ConstructRequest request, ServerCallContext context) => request.Type == AgentRosterComponent.Type
        ? await new AgentRosterComponent(provider, monitors).ConstructAsync(request, context.CancellationToken)
        : throw Failures.UnknownToken(request.Type);

    public override Task<Empty> Cancel(Empty request, ServerCallContext context)
    {
        provider.Stopping.Cancel();
        return Task.FromResult(new Empty());
    }

    // Older engines give the type in the URN alone: urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME.
    private static void RequireAgent(string type, string urn)
    {
        if (type.Length == 0 && urn.Split("::", 4) is [_, _, var qualified, _])
        {
            type = qualified[(qualified.LastIndexOf('$') + 1)..];
        }

        if (type.Length > 0 && type != AgentResource.Type)
        {
            throw Failures.UnknownToken(type);
        }
    }
}
