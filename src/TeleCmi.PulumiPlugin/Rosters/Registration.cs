using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using TeleCmi.PulumiPlugin.Agents;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.PulumiPlugin.Providers;

namespace TeleCmi.PulumiPlugin.Rosters;

/// <summary>Registers a component and its resources with the engine's monitor, with what the program asked of the component.</summary>
internal sealed class Registration(GrpcChannel channel, ConstructRequest request, string ownProvider, CancellationToken cancellationToken)
{
    private readonly ResourceMonitor.ResourceMonitorClient _monitor = new(channel);

    /// <summary>Registers the component itself.</summary>
    /// <returns>Its URN.</returns>
    public async Task<string> ComponentAsync()
    {
        // Not remote: it would be sent back here to be constructed.
        var component = new RegisterResourceRequest
        {
            Type = request.Type,
            Name = request.Name,
            Parent = request.Parent,
            Object = request.Inputs ?? new Struct(),
            AcceptSecrets = true,
            AcceptResources = true,
            SupportsPartialValues = true,
            AliasSpecs = true,
        };
        component.Dependencies.Add(request.Dependencies);
        component.Aliases.Add(request.Aliases);
        component.Providers.Add(request.Providers);
        foreach (var (property, dependencies) in request.InputDependencies)
        {
            var urns = new RegisterResourceRequest.Types.PropertyDependencies();
            urns.Urns.Add(dependencies.Urns);
            component.PropertyDependencies[property] = urns;
        }

        if (request.HasProtect)
        {
            component.Protect = request.Protect;
        }

        if (request.HasRetainOnDelete)
        {
            component.RetainOnDelete = request.RetainOnDelete;
        }

        return (await RegisterAsync(component)).Urn;
    }

    /// <summary>Registers one agent below the component.</summary>
    public async Task AgentAsync(string parent, string name, Struct inputs, bool isProtected, bool isRetained)
    {
        var agent = new RegisterResourceRequest
        {
            Type = AgentResource.Type,
            Name = name,
            Parent = parent,
            Custom = true,
            Object = inputs,

            // Without a provider of its own the component's agents belong to the one that constructs it: a default one, found by
            // version, might be another process, which knows nothing of the extensions claimed and the lists read here.
            Provider = request.Providers.TryGetValue("telecmi", out var provider) ? provider : ownProvider,
            Version = ProviderSchema.Version,
            AcceptSecrets = true,
            AcceptResources = true,
            SupportsPartialValues = true,
            AliasSpecs = true,
            Protect = isProtected || request.Protect,
            RetainOnDelete = isRetained || request.RetainOnDelete,
        };

        // The roster may come from another resource: then the agents come after it.
        var sources = request.InputDependencies.Values.SelectMany(one => one.Urns);
        agent.Dependencies.Add(request.Dependencies.Union(sources, StringComparer.Ordinal));
        await RegisterAsync(agent);
    }

    /// <summary>The options of the component that mean something for its agents and are not passed on.</summary>
    public static List<string> Withheld(ConstructRequest request)
    {
        // Engines send an empty message for what is not given.
        var options = new (string Name, bool IsGiven)[]
        {
            ("additionalSecretOutputs", request.AdditionalSecretOutputs.Count > 0),
            ("customTimeouts", request.CustomTimeouts?.CalculateSize() > 0),
            ("deletedWith", request.DeletedWith.Length > 0),
            ("hooks", request.ResourceHooks?.CalculateSize() > 0),
            ("ignoreChanges", request.IgnoreChanges.Count > 0),
            ("replaceOnChanges", request.ReplaceOnChanges.Count > 0),
        };
        return [.. options.Where(one => one.IsGiven).Select(one => one.Name)];
    }

    public async Task OutputsAsync(string urn, Struct state) => await _monitor.RegisterResourceOutputsAsync(
        new RegisterResourceOutputsRequest { Urn = urn, Outputs = state }, cancellationToken: cancellationToken);

    /// <summary>The answer to the engine: every output depends on the component.</summary>
    public static ConstructResponse Response(string urn, Struct state)
    {
        var response = new ConstructResponse { Urn = urn, State = state };
        foreach (var name in state.Fields.Keys)
        {
            var dependencies = new ConstructResponse.Types.PropertyDependencies();
            dependencies.Urns.Add(urn);
            response.StateDependencies[name] = dependencies;
        }

        return response;
    }

    // The engine says why in its own words; they are ours, or those of another resource, and hold no secret.
    private async Task<RegisterResourceResponse> RegisterAsync(RegisterResourceRequest resource)
    {
        try
        {
            return await _monitor.RegisterResourceAsync(resource, cancellationToken: cancellationToken);
        }
        catch (RpcException refused)
        {
            throw Failures.NotRegistered(resource.Name, refused.Status);
        }
    }
}
