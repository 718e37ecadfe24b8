using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Coverage;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Planning;

/// <summary>No plan may put an hour under its floor and lower than it was.</summary>
internal static class CoverageGuard
{
    public static Refusal? Check(CoverageForecast forecast, Plan plan, PlanOptions options)
    {
        ImmutableArray<DutyHour> dips = [.. forecast.Dips];
        if (dips.IsEmpty || options.AllowUnderCoverage)
        {
            return null;
        }

        var worst = dips.MinBy(hour => hour.OnDuty - forecast.Floor[hour.Hour - 1]) ?? dips[0];
        var causes = plan.Changes.Where(change => change.NeedsCall && change.Action is not (ChangeAction.Add or ChangeAction.Recreate));
        return new Refusal(
            SafetyRule.Coverage,
            $"{Wording.Count(dips.Length, "hour falls", "hours fall")} under the floor"
            + $" ({Ranges.Of(dips.Select(hour => hour.Hour))});"
            + $" worst is hour {worst.Hour}: {worst.OnDuty} on duty, the floor is {forecast.Floor[worst.Hour - 1]}.",
            worst.OnDuty, forecast.Floor[worst.Hour - 1], [.. causes.Select(change => change.Extension)], "--allow-under-coverage");
    }
}
