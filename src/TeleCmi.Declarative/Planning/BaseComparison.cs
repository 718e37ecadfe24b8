using System.Collections.Immutable;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Planning;

/// <summary>An earlier version of the roster in the place of a state: what a review compares with, without an account.</summary>
public static class BaseComparison
{
    /// <summary>What the state would record had the earlier roster been applied, and nothing else happened.</summary>
    /// <param name="earlier">Null where the revision had no roster: then nothing was recorded.</param>
    /// <param name="appId">The account; null where no run without credentials can know it.</param>
    public static RecordedState Recorded(Roster? earlier, long? appId) => new()
    {
        Lineage = "base",
        AppId = appId ?? 0,
        Origin = "base",
        Agents = (earlier?.Agents ?? ImmutableArray<RosterAgent>.Empty).ToImmutableSortedDictionary(
            entry => entry.Extension,
            entry => Records.OfRoster(entry, null, $"{entry.Extension}_{appId}", null)),
    };

    /// <summary>What a change of the roster's head means for all of its agents; one line each, in our own words.</summary>
    public static ImmutableArray<PlanWarning> Warnings(Roster roster, Roster? earlier)
    {
        if (earlier is null)
        {
            return [new PlanWarning("base_missing", "The revision has no such roster: every entry is new.")];
        }

        var warnings = ImmutableArray.CreateBuilder<PlanWarning>();
        var policy = PolicyChanges(earlier.Policy, roster.Policy).ToList();
        if (policy.Count > 0)
        {
            warnings.Add(new PlanWarning(PlanWarning.PolicyChanged, $"The policy changes: {string.Join("; ", policy)}."));
        }

        if (!Equals(earlier.AppId, roster.AppId))
        {
            warnings.Add(new PlanWarning("account_changed", "The roster names another `appid`: every agent would belong to that account."));
        }

        if (!Equals(earlier.Secret, roster.Secret))
        {
            warnings.Add(new PlanWarning("secret_changed", "The roster takes the app secret from another variable."));
        }

        return warnings.ToImmutable();
    }

    private static IEnumerable<string> PolicyChanges(RosterPolicy before, RosterPolicy after)
    {
        if (before.MaximumRemovals != after.MaximumRemovals)
        {
            yield return $"max_removals: {Limit(before)} -> {Limit(after)}";
        }

        if (before.Passwords != after.Passwords)
        {
            yield return $"passwords: {Words.Of(before.Passwords)} -> {Words.Of(after.Passwords)}";
        }

        if (before.ReportUnmanaged != after.ReportUnmanaged)
        {
            yield return $"unmanaged: {Unmanaged(before)} -> {Unmanaged(after)}";
        }

        foreach (var floor in Floors(before).Zip(Floors(after), (was, now) => (Was: was, Now: now)).Select((floor, index) => (Hour: index + 1, floor.Was, floor.Now))
            .Where(floor => floor.Was != floor.Now).GroupBy(floor => (floor.Was, floor.Now)))
        {
            yield return $"min_on_duty: {floor.Key.Was} -> {floor.Key.Now} in {(floor.Count() == 1 ? "hour" : "hours")} {string.Join(", ", floor.Select(one => one.Hour))}";
        }

        static string Limit(RosterPolicy policy) => policy.MaximumRemovals?.ToString() ?? "default";
        static string Unmanaged(RosterPolicy policy) => policy.ReportUnmanaged ? "drift" : "ignore";
        static IEnumerable<int> Floors(RosterPolicy policy) => policy.MinimumOnDuty.IsDefaultOrEmpty ? Enumerable.Repeat(0, Coverage.DutyHours.HoursPerDay) : policy.MinimumOnDuty;
    }
}
