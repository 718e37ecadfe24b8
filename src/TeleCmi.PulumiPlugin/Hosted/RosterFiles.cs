using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Yaml;
using TeleCmi.Plugins;
using TeleCmi.PulumiPlugin.Providers;
using TeleCmi.Simulator;
using static TeleCmi.PulumiPlugin.Hosted.RosterKeys;

namespace TeleCmi.PulumiPlugin.Hosted;

/// <summary>The file of a Roster: relative paths begin at the program's folder, in which the engine starts its plugins.</summary>
internal static class RosterFiles
{
    public static RosterLoadResult Load(string path)
    {
        var file = RosterFile.Read(path, Stream.Null);
        return file.Problem is { } unreadable ? new RosterLoadResult(null, [unreadable]) : RosterLoader.Load(path, file.Content);
    }

    /// <summary>
    /// The passwords of a file, from this process' environment: they are nowhere in a state that knows the file. In the sandbox its
    /// dummies.
    /// </summary>
    /// <exception cref="Grpc.Core.RpcException">One can't be had, or must not be sent.</exception>
    public static ResolvedSecrets Passwords(Roster roster, AccountSettings config, Func<string, string?> environment)
    {
        if (config.IsSandbox)
        {
            var dummies = roster.Agents.Where(agent => agent.Password is not null)
                .ToImmutableDictionary(agent => agent.Extension, agent => new Secret(Sandbox.PasswordOf(agent.Extension)));
            return new ResolvedSecrets(config.EffectiveAppId, null, dummies, [], []);
        }

        if (config.IsAddressGiven && roster.Agents.Any(agent => agent.Password is PasswordSource.Text { Template.Literal: null }))
        {
            throw Failures.Roster(
                $"{roster.File} takes passwords from the environment, which are sent only to an address that is there too: set"
                + $" {AccountSettings.BaseUrlVariable} in place of telecmi:{ProviderConfig.BaseUrlKey}");
        }

        var resolved = RosterSecrets.Resolve(roster with { Secret = null }, Variables.Of(environment), new PasswordFiles(roster.File).Read);
        var errors = resolved.Diagnostics.Where(one => one.IsError).ToList();
        if (errors.Count > 0)
        {
            throw Failures.Roster(errors);
        }

        return roster.AppId is not null && resolved.AppId is { } own && config.AppId is { } configured && own != configured
            ? throw Failures.Roster($"{roster.File} is the roster of another account than {configured}, which telecmi:appId names")
            : resolved;
    }

    /// <summary>The policy of a file, in which the program's own wins, member by member.</summary>
    public static Struct Policy(RosterPolicy policy, Struct? own)
    {
        var merged = new Struct();
        if (policy.MaximumRemovals is { } limit)
        {
            merged.Fields[MaxRemovals] = Value.ForString(limit.ToString());
        }

        if (policy.Passwords == PasswordPolicy.Initial)
        {
            merged.Fields[RosterKeys.Passwords] = Value.ForString("initial");
        }

        if (policy.MinimumOnDuty.Any(floor => floor > 0))
        {
            merged.Fields[MinOnDuty] = Value.ForStruct(new Struct
            {
                Fields = { policy.MinimumOnDuty.Select((floor, index) => ($"{index + 1}", floor)).Where(one => one.floor > 0)
                    .ToDictionary(one => one.Item1, one => Value.ForNumber(one.floor)) },
            });
        }

        foreach (var (name, value) in own?.Fields ?? [])
        {
            merged.Fields[name] = value;
        }

        return merged;
    }
}
