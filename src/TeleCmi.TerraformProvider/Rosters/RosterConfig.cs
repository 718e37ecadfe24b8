using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Singles;
using TeleCmi.Plugins;
using TeleCmi.Simulator;
using TeleCmi.TerraformProvider.Schemas;
using TeleCmi.TerraformProvider.Wire;

namespace TeleCmi.TerraformProvider.Rosters;

/// <summary>A roster as the program says it.</summary>
/// <param name="Config">The attributes, those that enter no state among them.</param>
internal sealed record RosterConfig(Dynamic Config)
{
    public const string AgentMap = "agents";
    public const string WrittenPasswords = "passwords_wo";
    public const string PasswordsVersion = "passwords_wo_version";
    public const string PasswordVariable = "password_env";
    public const string Policy = "policy";
    public const string Account = "appid";
    public const string Protected = AgentSchema.Protected;

    /// <summary>True where the agents will be known only when something else is made.</summary>
    public bool IsUnknown => Config[AgentMap].IsUnknown;

    /// <summary>By extension; a key that is none was refused by <see cref="RosterCheck"/>.</summary>
    public IEnumerable<(int Extension, string Key, Dynamic Agent)> Entries => Of(Config);

    /// <summary>What the program allowed.</summary>
    public PlanOptions Options => new()
    {
        Prune = Config["prune"].AsFlag == true,
        AllowEmpty = Config["allow_empty"].AsFlag == true,
        AllowRecreate = Config["allow_recreate"].AsFlag == true,
        AllowTakeover = Config["allow_takeover"].AsFlag == true,
        AllowUnderCoverage = Config["allow_under_coverage"].AsFlag == true,
    };

    /// <summary>Whose password the program manages.</summary>
    public bool ManagesPassword(string key, Dynamic agent)
        => !Config[WrittenPasswords][key].IsNull || !agent[PasswordVariable].IsNull;

    /// <summary>What becomes of the written passwords: with a version they are sent to new agents, and to all when it changes.</summary>
    public PasswordRule RuleAfter(Dynamic prior)
    {
        var version = Config[PasswordsVersion];
        return version.IsNull || prior.IsNull ? PasswordRule.Compared
            : version == prior[PasswordsVersion] ? PasswordRule.Kept
            : PasswordRule.Sent;
    }

    /// <summary>The roster. What is unknown as yet is left out.</summary>
    /// <param name="rule">What becomes of the passwords that enter no state.</param>
    public Roster Roster(PasswordRule rule) => new("agents", null, null, OwnPolicy, [.. Entries.Select(entry => new RosterAgent(
        entry.Extension,
        AgentObject.Values(entry.Agent),
        !Config[WrittenPasswords][entry.Key].IsNull ? new PasswordSource.Given(rule)
            : entry.Agent[PasswordVariable].IsNull ? null : new PasswordSource.Given(),
        entry.Agent[Protected].AsFlag,
        default))]);

    /// <summary>The passwords, as far as they are known here.</summary>
    public ImmutableDictionary<int, Secret> Passwords(AccountSettings settings, Func<string, string?> environment)
    {
        var passwords = ImmutableDictionary.CreateBuilder<int, Secret>();
        foreach (var (extension, key, agent) in Entries)
        {
            if (settings.IsSandbox)
            {
                passwords.Add(extension, new Secret(Sandbox.PasswordOf(extension)));
            }
            else if (Password(Config, key, agent, environment).AsText is { Length: > 0 } text)
            {
                passwords.Add(extension, new Secret(text));
            }
        }

        return passwords.ToImmutable();
    }

    /// <summary>The password of an agent: the written one, or else that of its variable.</summary>
    public static Dynamic Password(Dynamic config, string key, Dynamic agent, Func<string, string?> environment)
        => config[WrittenPasswords][key] is { IsNull: false } written ? written
            : agent[PasswordVariable].AsText is { } name && environment(name) is { Length: > 0 } value ? Dynamic.Of(value)
            : Dynamic.None;

    /// <summary>True where a password would come from the environment.</summary>
    public bool ReadsEnvironment
        => Entries.Any(entry => Config[WrittenPasswords][entry.Key].IsNull && !entry.Agent[PasswordVariable].IsNull);

    private RosterPolicy OwnPolicy => RosterPolicy.Default with
    {
        MaximumRemovals = Config[Policy]["max_removals"].AsText is { } limit ? RemovalLimit.Parse(limit) : null,
        Passwords = Config[Policy]["passwords"].AsText == "initial" ? PasswordPolicy.Initial : PasswordPolicy.Managed,
        MinimumOnDuty = Floors(Config) ?? [],
    };

    /// <summary>The floors of the policy; null where they are none.</summary>
    public static ImmutableArray<int>? Floors(Dynamic config) => DutyFloors.Of(
        config[Policy]["min_on_duty"].Pairs.Select(one => KeyValuePair.Create(one.Key, one.Value.AsInteger ?? -1)));

    /// <summary>The extension of a key; null where it is none.</summary>
    public static int? ExtensionOf(string key)
        => int.TryParse(key, System.Globalization.NumberStyles.None, null, out var extension) && key == $"{extension}" ? extension : null;

    public static IEnumerable<(int Extension, string Key, Dynamic Agent)> Of(Dynamic state)
        => state[AgentMap].Pairs.Where(one => ExtensionOf(one.Key) is not null && !one.Value.IsNull)
            .Select(one => (Extension: ExtensionOf(one.Key)!.Value, one.Key, Agent: one.Value)).OrderBy(one => one.Extension);
}
