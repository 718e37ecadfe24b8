using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.PulumiPlugin.Agents;
using TeleCmi.PulumiPlugin.Wire;
using static TeleCmi.PulumiPlugin.Hosted.RosterKeys;

namespace TeleCmi.PulumiPlugin.Hosted;

/// <summary>The inputs of a Roster as Check left them: the agents that a file brought are among them.</summary>
internal sealed record RosterInputs(Struct Given)
{
    /// <summary>Whose password of the file is ignored, as it is in force.</summary>
    public ImmutableHashSet<int> KeptPasswords { get; init; } = [];

    /// <summary>True where the agents will be known only when something else is made.</summary>
    public bool IsUnknown => Given.Get(AgentMap).IsUnknown || Given.Get(RosterKeys.File).IsUnknown;

    /// <summary>By extension.</summary>
    public IEnumerable<(int Extension, Struct Agent)> Entries => Maps(Given.Get(AgentMap))
        .Select(one => (Extension: int.TryParse(one.Key, out var extension) ? extension : 0, one.Value)).OrderBy(one => one.Extension);

    /// <summary>Paths of members that are not known yet, in the engine's spelling.</summary>
    public IEnumerable<string> UnknownPaths => Entries.SelectMany(entry => entry.Agent.Fields.Keys
        .Where(name => entry.Agent.Get(name).IsUnknown).Select(name => RosterPaths.Of(entry.Extension, name)));

    /// <summary>What the user allowed.</summary>
    public PlanOptions Options => new()
    {
        Prune = Flag(Prune),
        AllowEmpty = Flag(AllowEmpty),
        AllowRecreate = Flag(AllowRecreate),
        AllowTakeover = Flag(AllowTakeover),
        AllowUnderCoverage = Flag(AllowUnderCoverage),
    };

    /// <summary>The roster, and the passwords that the program gives. Of a file's the source alone is known here.</summary>
    /// <param name="file">The roster of the file; null where there is none.</param>
    public (Roster Roster, ImmutableDictionary<int, Secret> Passwords) Read(Roster? file)
    {
        var passwords = ImmutableDictionary.CreateBuilder<int, Secret>();
        var agents = ImmutableArray.CreateBuilder<RosterAgent>();
        foreach (var (extension, agent) in Entries)
        {
            if (AgentProperties.Password(agent) is { } password)
            {
                passwords.Add(extension, password);
            }

            var source = KeptPasswords.Contains(extension) ? null : file?.Find(extension)?.Password
                ?? (agent.Get(AgentProperty.Password).IsAbsent ? null : new PasswordSource.Given());
            agents.Add(new RosterAgent(extension, AgentProperties.Values(agent), source, agent.Get(Protected).Flag, default));
        }

        return (new Roster(file?.File ?? "agents", null, null, Policy, agents.ToImmutable()), passwords.ToImmutable());
    }

    /// <summary>True where an option or the policy differs.</summary>
    public static IEnumerable<string> OptionsThatDiffer(Struct? before, Struct now)
        => from name in RosterKeys.Flags.Append(RosterKeys.Policy).Append(RosterKeys.File)
           let given = now.Get(name)
           where !Equals(given.Content ?? Default(name), before.Get(name).Content ?? Default(name))
           select name;

    private RosterPolicy Policy
    {
        get
        {
            var policy = Given.Get(RosterKeys.Policy).Content?.StructValue;
            return RosterPolicy.Default with
            {
                MaximumRemovals = policy.Get(MaxRemovals).Text is { } limit ? RemovalLimit.Parse(limit) : null,
                Passwords = policy.Get(RosterKeys.Passwords).Text == "initial" ? PasswordPolicy.Initial : PasswordPolicy.Managed,
                MinimumOnDuty = DutyFloors.Of(Floors(policy)) ?? [],
            };
        }
    }

    /// <summary>The floors of a policy, by hours.</summary>
    public static IEnumerable<KeyValuePair<string, int>> Floors(Struct? policy)
        => (policy.Get(MinOnDuty).Content?.StructValue?.Fields.Keys ?? []).Select(hours => KeyValuePair.Create(
            hours, policy.Get(MinOnDuty).Content!.StructValue.Get(hours).Integer ?? -1));

    private static Value? Default(string name) => RosterKeys.Flags.Contains(name) ? Value.ForBool(false) : null;

    private bool Flag(string name) => Given.Get(name).Flag == true;

    /// <summary>The maps within a map; one that came as a secret as a whole makes all within secret.</summary>
    private static IEnumerable<KeyValuePair<string, Struct>> Maps(Property map)
        => (map.Content?.StructValue?.Fields ?? [])
            .Select(one => KeyValuePair.Create(one.Key, Within(Property.Read(one.Value), map.IsSecret)));

    private static Struct Within(Property agent, bool isSecret)
    {
        var members = agent.Content?.StructValue?.Clone() ?? new Struct();
        foreach (var name in isSecret || agent.IsSecret ? members.Fields.Keys.ToList() : [])
        {
            members.Hide(name);
        }

        return members;
    }
}
