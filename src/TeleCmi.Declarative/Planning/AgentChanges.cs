using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Planning;

/// <summary>The change that brings one entry about.</summary>
internal static class AgentChanges
{
    /// <summary>Nobody is there: add, or recreate what was recorded.</summary>
    public static Change Create(PlanInput input, RosterAgent entry, RecordedAgent? record)
    {
        var facts = input.Passwords.For(entry.Extension);
        var id = IdOf(input, entry.Extension);
        var fields = new List<FieldChange>();
        foreach (var view in Comparison.View(entry.Values, null, null))
        {
            fields.Add(new FieldChange(view.Field.Key, null, view.Wanted));
        }

        if (facts.IsManaged)
        {
            fields.Add(new FieldChange.Password(true));
        }

        return new Change
        {
            Action = record is null ? ChangeAction.Add : ChangeAction.Recreate,
            Extension = entry.Extension,
            AgentId = id,
            Name = entry.Name,
            Reason = record is null ? ChangeReason.New : ChangeReason.Gone,
            Source = entry.Position,
            Fields = Sorted(input, fields),
            After = Records.OfRoster(entry, record, id ?? "", facts.Roster),
            Protects = Protects(entry, record),
            Send = entry.Values,
            SendsRosterPassword = true,
            LacksPassword = facts.IsMissing,
            PasswordFingerprint = facts.IsUncompared ? null : facts.Roster,
        };
    }

    /// <summary>Somebody is there, or recorded (<paramref name="live"/> null: a plan without refresh): none, adopt or update.</summary>
    public static Decision Compare(PlanInput input, RosterAgent entry, RecordedAgent? record, LiveAgent? live)
    {
        var facts = input.Passwords.For(entry.Extension);
        var fields = new List<FieldChange>();
        var isDrift = true;
        foreach (var view in Comparison.View(entry.Values, record?.Values, live?.Values))
        {
            // An earlier roster that leaves a field out does not manage it: to manage it now is a change, not an unknown.
            if (view.Differs || (input.Base is not null && view.Current is null))
            {
                fields.Add(new FieldChange(view.Field.Key, view.Current, view.Wanted));
                isDrift &= view.IsDrift;
            }
        }

        if (facts.Differs == true)
        {
            fields.Add(new FieldChange.Password(true));
        }

        var protection = record is not null && Protects(entry, record) != record.Protected;
        var kept = KeptFingerprint(input, facts);
        if (fields is [] && !protection)
        {
            var follow = live is null ? null : Records.Following(entry, record, live, kept);
            return record is not null
                ? new Decision.Nothing(entry.Extension, follow)
                : new Decision.Act(Draft(ChangeAction.Adopt, ChangeReason.Exists) with { After = follow });
        }

        if (fields is [])
        {
            var unchanged = live is null ? record : Records.Following(entry, record, live, kept);
            return new Decision.Act(Draft(ChangeAction.Update, ChangeReason.Protection) with
            {
                Fields = [Protection()],
                After = (unchanged ?? throw new InvalidOperationException()) with { Protected = Protects(entry, record) },
            });
        }

        var keeps = input.Passwords.Policy == PasswordPolicy.Managed && !facts.IsUncompared;
        var sendsRoster = facts is { IsManaged: true, IsGiven: true } && (keeps || facts.Differs == true || !facts.IsLiveReadable);
        var replaces = input.Roster.Generation.UpdateReplaces;
        var isUnknown = replaces && live is not null && !sendsRoster && !facts.IsLiveReadable;
        if (facts.IsManaged && facts.Differs is null && (sendsRoster || isUnknown || live is null))
        {
            fields.Add(new FieldChange.Password(null));
        }

        if (protection)
        {
            fields.Add(Protection());
        }

        isDrift &= facts.Differs != true || (facts.Recorded is not null && facts.Recorded == facts.Roster);
        return new Decision.Act(Draft(ChangeAction.Update, isDrift ? ChangeReason.Drift : ChangeReason.Differs) with
        {
            Adopts = record is null,
            ReplacesPerson = fields.Exists(f => f.Field == Fields.Name) && fields.Exists(f => f.Field == Fields.Phone),
            Fields = Sorted(input, fields),
            Obstacle = isUnknown && !facts.IsManaged ? Obstacle.Unreadable : Obstacle.None,
            LacksPassword = isUnknown && facts.IsManaged,
            After = Records.OfRoster(entry, record, IdOf(input, entry.Extension) ?? "", sendsRoster ? facts.Roster : kept),
            Send = replaces ? entry.Values.Or(live?.Values) : Only(entry.Values, fields),
            SendsRosterPassword = sendsRoster,
            PasswordFingerprint = sendsRoster && !facts.IsUncompared ? facts.Roster : null,
        });

        FieldChange Protection() => new(Fields.Protected, FieldValue.Of((bool?)record?.Protected), FieldValue.Of(entry.Protected));

        Change Draft(ChangeAction action, ChangeReason reason) => new()
        {
            Action = action,
            Extension = entry.Extension,
            AgentId = live?.AgentId ?? IdOf(input, entry.Extension),
            Name = entry.Name,
            Reason = reason,
            Source = entry.Position,
            Protects = Protects(entry, record),
            Before = live is null ? null : Records.OfLive(live, facts.Live, record),
        };
    }

    // What the record may say of a password that is not sent: that it was seen equal, or what was recorded with this key.
    // A policy of "initial" needs the roster's own value as the base line for noticing its next change.
    private static string? KeptFingerprint(PlanInput input, PasswordFacts facts)
        => facts.Differs == false ? facts.Roster
        : facts.Recorded ?? (input.Passwords.Policy == PasswordPolicy.Initial && !facts.IsUncompared ? facts.Roster : null);

    private static AgentValues Only(AgentValues values, List<FieldChange> changed)
        => values.Schema.Make(field => changed.Exists(one => one.Field == field.Key) ? field.Get(values) : null);

    private static bool Protects(RosterAgent entry, RecordedAgent? record) => entry.Protected ?? record?.Protected ?? false;

    private static string? IdOf(PlanInput input, int extension) => input.AppId is null ? null : AgentId.Of(extension, input.AppId.Value);

    private static ImmutableArray<FieldChange> Sorted(PlanInput input, List<FieldChange> fields)
    {
        var order = input.Roster.Generation.Schema.Keys;
        fields.Sort((one, other) => order.IndexOf(one.Field).CompareTo(order.IndexOf(other.Field)));
        return [.. fields];
    }
}
