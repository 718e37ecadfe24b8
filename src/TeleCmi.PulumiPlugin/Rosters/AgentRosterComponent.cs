using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Yaml;
using TeleCmi.PulumiPlugin.Agents;
using TeleCmi.PulumiPlugin.Hosted;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.PulumiPlugin.Providers;
using TeleCmi.PulumiPlugin.Wire;

namespace TeleCmi.PulumiPlugin.Rosters;

/// <summary>The component <c>telecmi:index:AgentRoster</c>: one Agent for each entry of an agents.yaml.</summary>
internal sealed class AgentRosterComponent(Provider provider, MonitorChannels monitors)
{
    public const string Type = "telecmi:index:AgentRoster";

    public async Task<ConstructResponse> ConstructAsync(ConstructRequest request, CancellationToken cancellationToken)
    {
        var inputs = RosterInputs.Read(request.Inputs, request.DryRun);

        // Read before anything is registered: a roster with a fault changes nothing.
        var loaded = inputs.IsUnknown ? null : Load(inputs);
        var registration = new Registration(monitors.To(request.MonitorEndpoint), request, provider.Reference, cancellationToken);
        var urn = await registration.ComponentAsync();
        if (Registration.Withheld(request) is { Count: > 0 } options)
        {
            await provider.Engine.WarnAsync(
                urn,
                $"{string.Join(", ", options)}: these options do not reach the agents of a roster; set them by a transform, or declare"
                + " those agents as Agent resources");
        }

        if (loaded is null)
        {
            await provider.Engine.WarnAsync(
                urn,
                "the roster is not known before something else is made, so this preview lacks its agents; deletes that it shows of them"
                + " need not come");
        }

        var state = loaded is null ? Unknown() : await RegisterAsync(registration, urn, inputs, loaded, request);
        await registration.OutputsAsync(urn, state);
        return Registration.Response(urn, state);
    }

    private async Task<Struct> RegisterAsync(
        Registration registration, string urn, RosterInputs inputs, LoadedRoster loaded, ConstructRequest request)
    {
        foreach (var warning in loaded.Warnings)
        {
            await provider.Engine.WarnAsync(urn, warning);
        }

        await Task.WhenAll(loaded.Roster.Agents.Select(agent => registration.AgentAsync(
            urn,
            $"{request.Name}-{agent.Extension}",
            AgentProperties.Of(agent.Extension, agent.Values, loaded.Passwords.GetValueOrDefault(agent.Extension)),
            isProtected: agent.Protected == true,
            isRetained: !inputs.IsPruning!.Value)));

        // Not asked of the engine: of an agent that a targeted run leaves out it tells none.
        var byExtension = new Struct();
        foreach (var agent in loaded.Roster.Agents)
        {
            var id = provider.Config.EffectiveAppId is { } appId ? AgentId.Of(agent.Extension, appId) : Markers.UnknownText;
            byExtension.Fields[$"{agent.Extension}"] = Value.ForString(id);
        }

        return new Struct
        {
            Fields =
            {
                ["extensions"] = Value.ForList([.. loaded.Roster.Agents.Select(agent => Value.ForNumber(agent.Extension))]),
                ["agentIds"] = Value.ForStruct(byExtension),
            },
        };
    }

    private static Struct Unknown() => new()
    {
        Fields =
        {
            ["extensions"] = Value.ForString(Markers.UnknownList),
            ["agentIds"] = Value.ForString(Markers.UnknownMap),
        },
    };

    private LoadedRoster Load(RosterInputs inputs)
    {
        var loaded = RosterFiles.Load(inputs.File!);
        if (loaded.Roster is not { } roster)
        {
            throw Failures.Roster(loaded.Diagnostics);
        }

        if (roster.Agents.IsEmpty && inputs.MayBeEmpty != true)
        {
            throw Failures.Roster($"{inputs.File} names no agent; set {RosterInputs.AllowEmptyKey} if that is meant");
        }

        var resolved = RosterFiles.Passwords(roster, provider.Config, provider.Environment);
        IEnumerable<Diagnostic> leftAlone = RosterSecrets.LeftAlone(roster, resolved.Unset) is { } told ? [told] : [];
        var warnings = loaded.Diagnostics.Concat(resolved.Diagnostics).Concat(leftAlone);
        return new LoadedRoster(roster, resolved.Passwords, [.. warnings.Select(Failures.Line)]);
    }

    private sealed record LoadedRoster(Roster Roster, ImmutableDictionary<int, Secret> Passwords, ImmutableArray<string> Warnings);
}
