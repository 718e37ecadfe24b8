using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Singles;
using TeleCmi.PulumiPlugin.Agents;
using TeleCmi.PulumiPlugin.Protocol;
using TeleCmi.PulumiPlugin.Providers;
using TeleCmi.PulumiPlugin.Wire;
using static TeleCmi.PulumiPlugin.Hosted.RosterKeys;

namespace TeleCmi.PulumiPlugin.Hosted;

/// <summary>
/// Checks the inputs of a Roster, and puts the agents of its file among them: a preview shows them, and a stored plan holds them.
/// </summary>
internal sealed class RosterCheck(Provider provider, Struct news, Struct? olds)
{
    private static readonly string[] AgentKeys = [.. AgentProperty.Inputs.Where(name => name != AgentProperty.Extension), Protected];

    private readonly List<CheckFailure> _failures = [];
    private readonly Struct _inputs = news.Clone();

    /// <summary>What to know of the file.</summary>
    public IEnumerable<string> Warnings { get; private set; } = [];

    public CheckResponse Run()
    {
        foreach (var name in KnownNames.Others(news, RosterKeys.Inputs))
        {
            Fail(name, $"a Roster has no such property; {KnownNames.Hint(name, RosterKeys.Inputs)}");
        }

        foreach (var name in Flags.Where(name => news.Get(name) is { Content: not null, Flag: null }))
        {
            Fail(name, "must be true or false");
        }

        OwnAccount();
        OwnPolicy();
        var (file, agents) = (news.Get(RosterKeys.File), news.Get(RosterKeys.AgentMap));
        var isRecorded = !agents.IsAbsent && Equals(agents.Content, olds.Get(RosterKeys.AgentMap).Content);
        if (file.IsAbsent == agents.IsAbsent && !(isRecorded && !file.IsAbsent))
        {
            Fail(RosterKeys.File, "give either `file` or `agents`");
        }
        else if (!file.IsAbsent && file.Content is { } path)
        {
            OfFile(path.KindCase == Value.KindOneofCase.StringValue && path.StringValue.Length > 0 ? path.StringValue : null, isRecorded);
        }

        OfAgents();
        var response = new CheckResponse { Inputs = _inputs };
        response.Failures.AddRange(_failures);
        return response;
    }

    private void OwnAccount()
    {
        var given = news.Get(Account);
        var appId = AppId.Parse(ProviderConfig.Text(given) ?? "");
        if (given.Content is not null && appId is null)
        {
            Fail(Account, "the app id must be a positive number, digits only");
        }
        else if (appId is not null && provider.Config.EffectiveAppId is { } configured && configured != appId)
        {
            Fail(Account, $"is {appId}, and the provider's is {configured}: give the roster the provider of its account");
        }
    }

    private void OwnPolicy()
    {
        var given = news.Get(Policy);
        if (given.Content is { KindCase: not Value.KindOneofCase.StructValue })
        {
            Fail(Policy, $"must be an object of {string.Join(", ", PolicyKeys)}");
            return;
        }

        var policy = given.Content?.StructValue;
        foreach (var name in KnownNames.Others(policy, PolicyKeys))
        {
            Fail(Policy, $"a policy has no {name}; {KnownNames.Hint(name, PolicyKeys)}");
        }

        if (policy.Get(MaxRemovals) is { Content: not null, Text: var limit } && (limit is null || RemovalLimit.Parse(limit) is null))
        {
            Fail(Policy, "maxRemovals must be a text: \"N\", or \"P%\" of the recorded agents");
        }

        if (policy.Get(Passwords) is { Content: not null, Text: not ("managed" or "initial") })
        {
            Fail(Policy, "passwords must be \"managed\" or \"initial\"");
        }

        if (policy.Get(MinOnDuty).Content is { } floors
            && (floors.StructValue is null || DutyFloors.Of(RosterInputs.Floors(policy)) is null))
        {
            Fail(Policy, "minOnDuty must map hours from 1 to 24, such as \"9-18\" and each named once, to whole numbers from 0 to 900");
        }
    }

    private void OfFile(string? path, bool isRecorded)
    {
        if (path is null)
        {
            Fail(RosterKeys.File, "must be the path of a roster");
            return;
        }

        var loaded = RosterFiles.Load(path);
        if (loaded.Roster is not { } roster)
        {
            Fail(RosterKeys.File, string.Join('\n', loaded.Diagnostics.Select(Failures.Line)));
            return;
        }

        if (roster.LiteralAppId is { } own && provider.Config.EffectiveAppId is { } configured && own != configured)
        {
            Fail(RosterKeys.File, $"{path} is the roster of {own}, and the provider's account is {configured}");
        }

        Warnings = loaded.Diagnostics.Select(Failures.Line);
        if (!isRecorded)
        {
            _inputs.Fields[RosterKeys.AgentMap] = Value.ForStruct(new Struct
            {
                Fields = { roster.Agents.ToDictionary(agent => $"{agent.Extension}", agent => Value.ForStruct(Expanded(agent))) },
            });
        }

        if (RosterFiles.Policy(roster.Policy, news.Get(Policy).Content?.StructValue) is { Fields.Count: > 0 } policy)
        {
            _inputs.Fields[Policy] = Value.ForStruct(policy);
        }
    }

    private static Struct Expanded(RosterAgent agent)
    {
        var properties = AgentProperties.Of(null, agent.Values, null);
        if (agent.Protected is { } isProtected)
        {
            properties.Fields[Protected] = Value.ForBool(isProtected);
        }

        return properties;
    }

    private void OfAgents()
    {
        var given = _inputs.Get(RosterKeys.AgentMap);
        if (given.Content is { KindCase: not Value.KindOneofCase.StructValue })
        {
            Fail(RosterKeys.AgentMap, "must be a map of agents, by extension");
            return;
        }

        foreach (var (key, value) in given.Content?.StructValue.Fields.ToList() ?? [])
        {
            if (Property.Read(value).Content?.StructValue is { } agent)
            {
                agent.Hide(AgentProperty.Password);
                OfAgent(key, agent);
            }
            else
            {
                Fail(RosterKeys.AgentMap, $"[{key}]: an agent must be an object, and known");
            }
        }
    }

    private void OfAgent(string key, Struct agent)
    {
        var isNumber = int.TryParse(key, System.Globalization.NumberStyles.None, null, out var extension) && key == $"{extension}";
        var own = new GivenValue(isNumber ? FieldValue.Of((int?)extension) : FieldValue.Of(key));
        var inputs = AgentProperties.Given(agent);
        var problems = AgentCheck.Run(
            Generations.Default,
            name => name == Fields.Extension ? own : inputs(name),
            isNew: false,
            provider.Config.Secret,
            AgentProperty.NameOf);
        foreach (var problem in problems)
        {
            Fail(RosterKeys.AgentMap, $"[{(isNumber ? key : "?")}].{AgentProperty.NameOf(problem.Key)}: {problem.Reason}");
        }

        foreach (var name in KnownNames.Others(agent, AgentKeys))
        {
            Fail(RosterKeys.AgentMap, $"[{key}]: an agent has no {name}; {KnownNames.Hint(name, AgentKeys)}");
        }

        if (agent.Get(Protected) is { Content: not null, Flag: null })
        {
            Fail(RosterKeys.AgentMap, $"[{key}].protected: must be true or false");
        }
    }

    // The engine prints the value of a property that a failure names, and these hold the values of many: none names one.
    private void Fail(string property, string reason)
        => _failures.Add(new CheckFailure { Reason = $"{Reports.Shown.Of(property)}{(reason[0] == '[' ? "" : ": ")}{reason}" });
}
