using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Planning;

/// <summary>An earlier version of the roster in the place of a state: what a review compares with, without an account.</summary>
internal static class BaseComparison
{
    private const int NamedAtMost = 3;

    /// <summary>What the state would record had the earlier roster been applied, and nothing else happened.</summary>
    /// <param name="earlier">Null where there was none: then nothing was recorded.</param>
    /// <param name="appId">The account; null where no run without credentials can know it.</param>
    public static RecordedState Recorded(Roster? earlier, long? appId) => new()
    {
        Lineage = "base",
        AppId = appId ?? 0,
        Origin = "base",
        Agents = (earlier?.Agents ?? ImmutableArray<RosterAgent>.Empty).ToImmutableSortedDictionary(
            entry => entry.Extension,
            entry => Records.OfRoster(entry, null, appId is null ? "" : AgentId.Of(entry.Extension, appId.Value), null)),
    };

    /// <summary>What a reviewer must know of the two rosters as a whole; one line each, in our own words, what comes first first.</summary>
    public static ImmutableArray<PlanWarning> Warnings(Roster roster, EarlierRoster earlier) => earlier switch
    {
        EarlierRoster.Found found => [.. OfHead(roster, found.Earlier), .. OfInstead(found.Instead)],
        EarlierRoster.Missing { Others: null } => [new PlanWarning(
            PlanWarning.OtherRoster,
            "The revision has no such roster, and whether it has another one could not be seen (a part of it is not in this clone): "
            + "every entry counts as new, and nobody who leaves is shown.")],
        EarlierRoster.Missing { Others: { IsEmpty: false } others } => [new PlanWarning(
            PlanWarning.OtherRoster,
            "The revision has no such roster, but another one: every entry counts as new, and nobody who leaves is shown. "
            + $"To compare with it: --base {Wording.Some(others, NamedAtMost, " or --base ")}")],
        EarlierRoster.Missing => [new PlanWarning("base_missing", "The revision has no such roster: every entry is new.")],
        EarlierRoster.Invalid invalid => [new PlanWarning(PlanWarning.BaseNotValid, NotValid(invalid.Problems.Where(one => one.IsError)))],
        _ => [],
    };

    private static IEnumerable<PlanWarning> OfInstead(string? instead)
        => instead is null ? [] : [new PlanWarning("base_replaced", instead)];

    private static string NotValid(IEnumerable<Diagnostic> errors)
    {
        var problems = errors.Select(problem => $"Line {problem.Line}: {problem.Code} {problem.Message}");
        return $"Nothing was compared: the roster of the revision is not valid. {Wording.Some(problems, NamedAtMost, "; ")}.";
    }

    // What a change of the roster's head means for all of its agents.
    private static IEnumerable<PlanWarning> OfHead(Roster roster, Roster earlier)
    {
        var policy = string.Join("; ", PolicyChanges(earlier.Policy, roster.Policy));
        return new[]
        {
            policy.Length == 0 ? null : new PlanWarning(PlanWarning.PolicyChanged, $"The policy changes: {policy}."),
            Equals(earlier.AppId, roster.AppId) ? null : new PlanWarning(
                "account_changed", "The roster names another `appid`: every agent would belong to that account."),
            Equals(earlier.Secret, roster.Secret) ? null : new PlanWarning(
                "secret_changed", "The roster takes the app secret from another variable."),
        }.OfType<PlanWarning>();
    }

    private static IEnumerable<string> PolicyChanges(RosterPolicy before, RosterPolicy after)
    {
        var floors = Floors(before).Zip(Floors(after)).Select((floor, index) => (Hour: index + 1, Was: floor.First, Now: floor.Second))
            .Where(floor => floor.Was != floor.Now).GroupBy(floor => (floor.Was, floor.Now), floor => floor.Hour);
        string?[] changes =
        [
            Changed("max_removals", policy => policy.MaximumRemovals?.ToString() ?? "default"),
            Changed("passwords", policy => Words.Of(policy.Passwords)),
            Changed("unmanaged", policy => policy.ReportUnmanaged ? "drift" : "ignore"),
            .. floors.Select(floor => $"min_on_duty: {floor.Key.Was} -> {floor.Key.Now} in {Hours([.. floor])}"),
            Changed("allow_warnings", policy => $"[{string.Join(", ", policy.AllowedWarnings)}]"),
        ];
        return changes.OfType<string>();

        string? Changed(string rule, Func<RosterPolicy, string> said)
            => said(before) == said(after) ? null : $"{rule}: {said(before)} -> {said(after)}";

        static string Hours(IReadOnlyCollection<int> hours) => $"{(hours.Count == 1 ? "hour" : "hours")} {Ranges.Of(hours)}";

        static IEnumerable<int> Floors(RosterPolicy policy)
            => policy.MinimumOnDuty.IsDefaultOrEmpty ? Enumerable.Repeat(0, DayHours.Last) : policy.MinimumOnDuty;
    }
}
