using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Singles;
using TeleCmi.TerraformProvider.Schemas;
using TeleCmi.TerraformProvider.Wire;
using static TeleCmi.TerraformProvider.Rosters.RosterConfig;

namespace TeleCmi.TerraformProvider.Rosters;

/// <summary>The attributes that a roster will have. Those that are planned as known must come back as they are.</summary>
internal static class RosterPlan
{
    /// <param name="config">What the program says.</param>
    /// <param name="prior">The attributes so far; none for a resource that is made anew.</param>
    /// <param name="plan">What would be done; null where that cannot be told yet.</param>
    /// <param name="appId">The account; null where it is not known yet.</param>
    public static Dynamic State(RosterConfig config, Dynamic prior, Plan? plan, long? appId)
    {
        // What enters no state is null there, whatever the program says.
        var state = config.Config.With(WrittenPasswords, Dynamic.None)
            .With("id", prior["id"].AsText is { } id ? Dynamic.Of(id) : appId is { } own ? Dynamic.Of($"{own}") : Dynamic.Later);
        return config.IsUnknown
            ? state.With(RosterRecord.Fingerprints, Dynamic.Later)
            : state
                .With(AgentMap, Dynamic.Map(config.Config[AgentMap].Pairs.Select(one
                    => KeyValuePair.Create(one.Key, Agent(one.Value, prior[AgentMap][one.Key])))))
                .With(RosterRecord.Fingerprints, Prints(config, prior, plan));
    }

    /// <summary>Extensions whose attributes differ, and that an apply may touch.</summary>
    public static IEnumerable<int> Changed(Dynamic prior, Dynamic planned)
    {
        var keys = RosterConfig.Of(prior).Concat(RosterConfig.Of(planned)).Select(one => (one.Extension, one.Key)).Distinct();
        return from one in keys
               let print = planned[RosterRecord.Fingerprints][one.Key]
               where planned[AgentMap][one.Key] != prior[AgentMap][one.Key] || print.IsUnknown
                   || print != prior[RosterRecord.Fingerprints][one.Key]
               select one.Extension;
    }

    private static Dynamic Agent(Dynamic config, Dynamic prior)
    {
        var planned = AgentObject.Planned(config, prior);
        return config[Protected].IsNull ? planned.With(Protected, prior[Protected]) : planned;
    }

    private static Dynamic Prints(RosterConfig config, Dynamic prior, Plan? plan)
    {
        // Which apply will know.
        if (plan is null || config.Config[WrittenPasswords].IsUnknown)
        {
            return Dynamic.Later;
        }

        var changes = plan.Changes.ToDictionary(change => change.Extension);
        var isKept = config.RuleAfter(prior) == PasswordRule.Kept;
        return Dynamic.Map(
            from entry in config.Entries
            where config.ManagesPassword(entry.Key, entry.Agent)
            let before = prior[RosterRecord.Fingerprints][entry.Key]
            let written = config.Config[WrittenPasswords][entry.Key]
            let isUnknown = written.IsUnknown || entry.Agent[PasswordVariable].IsUnknown
            let change = changes.GetValueOrDefault(entry.Extension)
            let after = (change?.After ?? plan.Follows.GetValueOrDefault(entry.Extension))?.PasswordFingerprint
            let differs = before.IsNull ? after is not null || change?.NeedsCall == true
                : change is not null && !(isKept && !written.IsNull) && IsOther(change, before.AsText)
            select KeyValuePair.Create(entry.Key, isUnknown || differs ? Dynamic.Later : before));
    }

    private static bool IsOther(Change change, string? before)
        => change.Fields.Any(field => field is FieldChange.Password { Changed: true })
            || (change.After?.PasswordFingerprint is { } after && after != before);
}
