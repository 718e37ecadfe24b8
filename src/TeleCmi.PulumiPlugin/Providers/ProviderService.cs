using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using TeleCmi.PulumiPlugin.Agents;
using TeleCmi.PulumiPlugin.Functions;
using TeleCmi.PulumiPlugin.Hosted;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.PulumiPlugin.Rosters;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Providers;

/// <summary>The provider protocol: hands each call to what it is about.</summary>
internal sealed class ProviderService(Provider provider, MonitorChannels monitors) : ResourceProvider.ResourceProviderBase
{
    private readonly AgentResource _agents = new(provider);
    private readonly RosterResource _rosters = new(provider);

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
        if (ProviderConfig.Text(inputs.Get(ProviderConfig.AppIdKey)) is null && config.AppId is { } appId)
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
            var lines = problems.Select(one => one.Property.Length == 0 ? one.Reason : $"{one.Property}: {one.Reason}");
            throw Failures.BadConfig(string.Join("; ", lines));
        }

        provider.Configure(config, request.HasUrn && request.HasId ? $"{request.Urn}::{request.Id}" : "");
        return Task.FromResult(
            new ConfigureResponse { AcceptSecrets = true, AcceptResources = true, AcceptOutputs = true, SupportsPreview = true });
    }

    public override Task<CheckResponse> Check(CheckRequest request, ServerCallContext context) =>
        OfAsync(request.Type, request.Urn, 0, context, (resource, stop) => resource.CheckAsync(request, stop));

    public override Task<DiffResponse> Diff(DiffRequest request, ServerCallContext context) =>
        OfAsync(request.Type, request.Urn, 0, context, (resource, stop) => resource.DiffAsync(request, stop));

    public override Task<CreateResponse> Create(CreateRequest request, ServerCallContext context) =>
        OfAsync(request.Type, request.Urn, request.Timeout, context, (resource, stop) => resource.CreateAsync(request, stop));

    public override Task<ReadResponse> Read(ReadRequest request, ServerCallContext context) =>
        OfAsync(request.Type, request.Urn, request.Timeout, context, (resource, stop) => resource.ReadAsync(request, stop));

    public override Task<UpdateResponse> Update(UpdateRequest request, ServerCallContext context) =>
        OfAsync(request.Type, request.Urn, request.Timeout, context, (resource, stop) => resource.UpdateAsync(request, stop));

    public override Task<Empty> Delete(DeleteRequest request, ServerCallContext context) =>
        OfAsync(request.Type, request.Urn, request.Timeout, context, (resource, stop) => resource.DeleteAsync(request, stop));

    public override async Task<InvokeResponse> Invoke(InvokeRequest request, ServerCallContext context) => request.Tok == GetAgents.Token
        ? new InvokeResponse { Return = await GetAgents.InvokeAsync(provider, request.Args, context.CancellationToken) }
        : throw Failures.UnknownToken(request.Tok);

    public override async Task<ConstructResponse> Construct(ConstructRequest request, ServerCallContext context) =>
        request.Type == AgentRosterComponent.Type
        ? await new AgentRosterComponent(provider, monitors).ConstructAsync(request, context.CancellationToken)
        : throw Failures.UnknownToken(request.Type);

    public override Task<Empty> Cancel(Empty request, ServerCallContext context)
    {
        provider.Stopping.Cancel();
        return Task.FromResult(new Empty());
    }

    // An operation on a resource: until the engine gives it up, and for as long as its custom timeout says, where that is not 0. Older
    // engines give the type in the URN alone: urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME.
    private async Task<T> OfAsync<T>(
        string type, string urn, double seconds, ServerCallContext context, Func<IResource, CancellationToken, Task<T>> operation)
    {
        if (type.Length == 0 && urn.Split("::", 4) is [_, _, var qualified, _])
        {
            type = qualified[(qualified.LastIndexOf('$') + 1)..];
        }

        IResource resource = type switch
        {
            RosterResource.Type => _rosters,
            AgentResource.Type or "" => _agents,
            _ => throw Failures.UnknownToken(type),
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        if (seconds is > 0 and < int.MaxValue / 1000)
        {
            limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        return await operation(resource, limit.Token);
    }
}
