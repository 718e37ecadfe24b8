using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Drifts;

/// <summary>
/// Compares roster, state and live, and tells what someone did in the service from what is not applied yet. Pure. Live that equals the
/// roster is never drift.
/// </summary>
public static class DriftDetector
{
    /// <summary>What disagrees.</summary>
    /// <param name="input">As for a plan, with a state and a list.</param>
    /// <param name="pending">True where what is not applied counts as well.</param>
    public static Drift Detect(PlanInput input, bool pending)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input is { State: null } or { Live: null } or { AppId: null })
        {
            throw new ArgumentException("Drift is told from a state and a list of an account.", nameof(input));
        }

        return new Drift
        {
            AppId = input.AppId.GetValueOrDefault(),
            Service = input.Service,
            Absence = Absence.Of(input),
            Agents = [.. Planner.Extensions(input).Select(extension => Look(input, extension)).OfType<DriftedAgent>().Select(Judge)],
        };

        DriftedAgent Judge(DriftedAgent agent) => agent with
        {
            Counts = agent.Kind switch
            {
                DriftKind.Unmanaged => input.Roster.Policy.ReportUnmanaged,
                DriftKind.NotApplied => pending,
                _ => true,
            },
        };
    }

    private static DriftedAgent? Look(PlanInput input, int extension)
    {
        var wanted = input.Roster.Find(extension);
        var recorded = input.State?.Agents.GetValueOrDefault(extension);
        var live = input.Live?.Agents.GetValueOrDefault(extension);
        var facts = input.Passwords.For(extension);
        var comparesLive = input.Passwords.Policy == PasswordPolicy.Managed && facts.Live is not null;
        return (wanted, recorded, live) switch
        {
            (_, { Unlisted: true }, null) => null,
            (null, null, _) => Agent(DriftKind.Unmanaged),
            (null, { } record, null) => Agent(record.Protected ? DriftKind.Missing : DriftKind.NotApplied),
            (null, { } record, { } user) => WithoutEntry(record, user),
            (_, null, null) => Agent(DriftKind.NotApplied),
            (_, { }, null) => Agent(DriftKind.Missing),
            ({ } entry, var record, { } user) => Compare(entry, record, user),
        };

        // Where the roster says nothing, everything that was recorded counts.
        DriftedAgent WithoutEntry(RecordedAgent record, LiveAgent user)
        {
            var fields = Comparison.View(record.Values, user.Values).Where(view => view.IsEdited).Select(Field);
            ImmutableArray<DriftField> edited = [.. fields, .. Password(IsPasswordEdited())];
            return Agent(edited.IsEmpty ? DriftKind.NotApplied : DriftKind.Changed, edited);
        }

        DriftedAgent? Compare(RosterAgent entry, RecordedAgent? record, LiveAgent user)
        {
            var managed = Comparison.View(entry.Values, record?.Values, user.Values).ToList();
            var passwordIsEdited = facts.IsManaged && IsPasswordEdited();
            ImmutableArray<DriftField> fields =
            [
                .. managed.Where(view => view.IsEdited || view.IsPending).Select(Field),
                .. Password(passwordIsEdited || (facts.IsManaged && IsPasswordPending())),
                .. Protection(entry, record),
            ];
            return passwordIsEdited || managed.Exists(view => view.IsEdited) ? Agent(DriftKind.Changed, fields)
                : record is null || !fields.IsEmpty ? Agent(DriftKind.NotApplied, fields)
                : null;
        }

        bool IsPasswordEdited() => comparesLive && facts.Recorded is not null && facts.Recorded != facts.Live && facts.Roster != facts.Live;

        bool IsPasswordPending() => facts.Roster is not null
            && ((comparesLive && facts.Roster != facts.Live) || (facts.Recorded is not null && facts.Recorded != facts.Roster));

        DriftedAgent Agent(DriftKind kind, params ImmutableArray<DriftField> fields) => new()
        {
            Extension = extension,
            Name = wanted?.Name ?? live?.Name ?? recorded?.Name,
            Kind = kind,
            Counts = false,
            Fields = [.. fields.OrderBy(field => input.Roster.Generation.Schema.Keys.IndexOf(field.Field))],
            Source = wanted?.Position,
            IsRecorded = recorded is not null,
            IsLive = live is not null,
            Live = kind == DriftKind.Unmanaged ? live?.Values : null,
        };
    }

    private static DriftField Field(FieldView view) => new(view.Field.Key, view.Recorded, view.Live, view.Wanted);

    private static ImmutableArray<DriftField> Password(bool disagrees)
        => disagrees ? [new DriftField(Fields.Password, null, null, null)] : [];

    private static ImmutableArray<DriftField> Protection(RosterAgent entry, RecordedAgent? record)
        => record is not null && (entry.Protected ?? record.Protected) != record.Protected
            ? [new DriftField(Fields.Protected, FieldValue.Of((bool?)record.Protected), null, FieldValue.Of(entry.Protected))]
            : [];
}
