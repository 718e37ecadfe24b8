using TeleCmi.Client.Agents;
using System.Collections.Immutable;
using TeleCmi.Declarative.Coverage;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Planning;

/// <summary>Who is on duty in each hour, before and after a plan. Counts agents that the roster or the state names.</summary>
/// <param name="Before">As the account is now; without a refresh, as it was recorded.</param>
/// <param name="After">As the plan leaves it.</param>
/// <param name="Floor">The roster's <c>min_on_duty</c>; empty = none.</param>
public sealed record CoverageForecast(DutyHours Before, DutyHours After, ImmutableArray<int> Floor)
{
    /// <summary>The hours that the plan puts under their floor and lower than they were.</summary>
    public IEnumerable<DutyHour> Dips => After.Under(Floor).Where(hour => hour.OnDuty < Before.Hours[hour.Hour - 1].OnDuty);

    /// <summary>Nobody, before and after.</summary>
    public static CoverageForecast None { get; } = new(DutyHours.Of([]), DutyHours.Of([]), []);

    /// <summary>Counts what a plan's input and changes give.</summary>
    public static CoverageForecast Of(PlanInput input, IEnumerable<Change> changes)
    {
        var changed = changes.Where(change => change.Obstacle == Obstacle.None).ToDictionary(change => change.Extension);
        var before = new List<Shift>();
        var after = new List<Shift>();
        foreach (var extension in input.Roster.Agents.Select(agent => agent.Extension).Union(input.State?.Agents.Keys ?? []))
        {
            var now = Now(input, extension);
            if (now is { } shift)
            {
                before.Add(shift);
            }

            if ((changed.TryGetValue(extension, out var change) ? Then(change, now) : now) is { } next)
            {
                after.Add(next);
            }
        }

        return new CoverageForecast(DutyHours.Of(before), DutyHours.Of(after), input.Roster.Policy.MinimumOnDuty);
    }

    private static Shift? Now(PlanInput input, int extension)
    {
        var record = input.State?.Agents.GetValueOrDefault(extension);
        if (input.Live is null)
        {
            return record is null ? null : Of(record.Values);
        }

        return input.Live.Agents.GetValueOrDefault(extension) is { } live
            ? Of(live.Values.Or(record?.Values))
            : record is { Unlisted: true } ? Of(record.Values) : null;
    }

    private static Shift? Then(Change change, Shift? now) => change switch
    {
        { Action: ChangeAction.Remove or ChangeAction.Forget } => null,
        { Send: { } sent } => new Shift(sent.StartTime ?? now?.Start, sent.EndTime ?? now?.End, sent.SmsAlert ?? now?.SmsAlert ?? false),
        _ => now,
    };

    private static Shift Of(AgentValues values) => new(values.StartTime, values.EndTime, values.SmsAlert ?? false);
}
