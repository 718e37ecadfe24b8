using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Hosted;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;
using TeleCmi.TerraformProvider.Schemas;
using TeleCmi.TerraformProvider.Wire;
using static TeleCmi.TerraformProvider.Rosters.RosterConfig;

namespace TeleCmi.TerraformProvider.Rosters;

/// <summary>The attributes after an apply, and what must be true before it.</summary>
internal static class RosterEnd
{
    /// <summary>All is as planned: what was unknown is known now.</summary>
    public static Dynamic Done(Dynamic planned, RecordedState state)
    {
        var prints = planned[RosterRecord.Fingerprints];
        return planned.With("id", Dynamic.Of($"{state.AppId}")).With(RosterRecord.Fingerprints, Dynamic.Map(
            prints.IsUnknown
                ? state.Agents.Values.Where(record => record.PasswordFingerprint is not null).Select(record => Print(record.Extension))
                : prints.Pairs.Select(one => one.Value.IsUnknown ? Print(ExtensionOf(one.Key) ?? 0) : one)));

        KeyValuePair<string, Dynamic> Print(int extension)
            => new($"{extension}", Dynamic.Of(state.Agents.GetValueOrDefault(extension)?.PasswordFingerprint));
    }

    /// <summary>Some of it was done: what is true now, so that the next plan shows the rest.</summary>
    public static Dynamic HalfDone(Dynamic planned, Dynamic prior, RecordedState state)
    {
        var agents = state.Agents.Values.Select(record =>
        {
            var key = $"{record.Extension}";
            var wanted = planned[AgentMap][key];
            var spelling = !wanted.IsNull && IsSame(wanted, record) ? wanted : prior[AgentMap][key].IsNull ? wanted : prior[AgentMap][key];
            return KeyValuePair.Create(key, AgentObject.Spelled(spelling, record.Values).With(Protected, Dynamic.Of(record.Protected)));
        });
        var prints = state.Agents.Values.Where(record => record.PasswordFingerprint is not null)
            .Select(record => KeyValuePair.Create($"{record.Extension}", Dynamic.Of(record.PasswordFingerprint)));
        return planned.With("id", Dynamic.Of($"{state.AppId}")).With(AgentMap, Dynamic.Map(agents))
            .With(RosterRecord.Fingerprints, Dynamic.Map(prints))
            // Not all were sent.
            .With(PasswordsVersion, prior[PasswordsVersion]);
    }

    /// <summary>
    /// Why a plan is not what was approved: an agent that it would touch is not as the attributes say that it was planned from. Whoever is
    /// new to the roster was not looked at then.
    /// </summary>
    public static Failure? Changed(Plan plan, Dynamic prior)
    {
        var changed = plan.Changes.Where(change => change.NeedsCall && prior[AgentMap][$"{change.Extension}"] is { IsNull: false } before
            && !(change.Before is { } live && AgentObject.Shows(before, live.Values))).Select(change => change.Extension).ToList();
        return changed.Count == 0 ? null : Failure.Refused(
            "changed_since_plan", $"{Ranges.Of(changed)}: changed in the account since the plan; nothing was sent.", "Plan again.");
    }

    private static bool IsSame(Dynamic wanted, RecordedAgent record) => AgentAttributes.Schema.Fields.All(field
        => field.Get(record.Values) is not { } now || wanted[field.Key].Given.As(field) is { } own && field.Same(own, now));
}
