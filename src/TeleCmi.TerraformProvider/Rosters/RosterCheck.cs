using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Singles;
using TeleCmi.Declarative.Yaml;
using TeleCmi.TerraformProvider.Wire;
using static TeleCmi.TerraformProvider.Rosters.RosterConfig;

namespace TeleCmi.TerraformProvider.Rosters;

/// <summary>What is wrong with a roster before anybody looks at an account. Unknown values pass.</summary>
internal static class RosterCheck
{
    /// <param name="config">What the program says.</param>
    /// <param name="appSecret">Which no value may hold; null where it is not known.</param>
    /// <param name="environment">Gives the value of a variable or null.</param>
    public static IEnumerable<Notice> Run(Dynamic config, Secret? appSecret, Func<string, string?> environment)
    {
        if (config[Account] is Dynamic.Text { Value: var account } && AppId.Parse(account) is null)
        {
            yield return Notice.Error("appid is not valid", "The app id must be a positive number, digits only.").At(Account);
        }

        var policy = config[Policy];
        if (policy["max_removals"].AsText is { } limit && RemovalLimit.Parse(limit) is null)
        {
            yield return Notice.Error("max_removals is not valid", "It must be \"N\", or \"P%\" of the recorded agents.").At(Policy);
        }

        if (policy["passwords"].AsText is not (null or "managed" or "initial"))
        {
            yield return Notice.Error("passwords is not valid", "The policy of passwords is \"managed\" or \"initial\".").At(Policy);
        }

        if (!policy["min_on_duty"].HoldsUnknown && Floors(config) is null)
        {
            yield return Notice.Error(
                "min_on_duty is not valid",
                "It maps hours from 1 to 24, such as \"9-18\" and each named once, to whole numbers from 0 to 900.").At(Policy);
        }

        foreach (var (key, agent) in config[AgentMap].Pairs)
        {
            foreach (var problem in OfAgent(config, key, agent, appSecret, environment))
            {
                yield return problem.At(AgentMap, key);
            }
        }

        foreach (var (key, password) in config[WrittenPasswords].Pairs.Where(one => !one.Value.IsNull))
        {
            if (!config[AgentMap].IsUnknown && config[AgentMap][key].IsNull)
            {
                yield return Notice.Error($"{key} has a password and no entry", "Each key of `passwords_wo` is the extension of an agent.");
            }
        }
    }

    private static IEnumerable<Notice> OfAgent(
        Dynamic config, string key, Dynamic agent, Secret? appSecret, Func<string, string?> environment)
    {
        var extension = ExtensionOf(key);
        if (agent.IsNull)
        {
            return [Notice.Error($"{key} is null", "Leave the agent out, or give it a name and a phone number.")];
        }

        if (agent[PasswordVariable].AsText is { } variable && (PasswordVariables.IsOurs(variable) || variable.Length == 0))
        {
            return [Notice.Error(
                $"{key}: password_env is not valid", "It names a variable of the agent's own, none that begins with TELECMI_.")];
        }

        var own = new GivenValue(FieldValue.Of(extension) ?? FieldValue.Of(key));
        return AgentCheck.Run(Generations.Default, name => name switch
        {
            Fields.Extension => own,
            Fields.Password => Password(config, key, agent, environment).Given,
            _ => agent[name].Given,
        }, isNew: false, appSecret, name => name)
            .Select(problem => Notice.Error(
                $"{(extension is null ? "an agent" : key)}: {problem.Key} is not valid", $"{Capital(problem.Reason)}."));
    }

    private static string Capital(string reason) => reason.StartsWith('`') ? reason : $"{char.ToUpperInvariant(reason[0])}{reason[1..]}";
}
