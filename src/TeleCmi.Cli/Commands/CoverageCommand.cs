using TeleCmi.Cli.Running;
using TeleCmi.Declarative.Coverage;
using TeleCmi.Reports;

namespace TeleCmi.Cli.Commands;

/// <summary>Shows who is on duty in each hour, by the roster alone: no network, no credentials, no variables.</summary>
internal static class CoverageCommand
{
    public static Definition Definition { get; } = new("coverage", "Show how many agents are on duty in each hour.", RunAsync)
    {
        Common = [.. Settings.OfRoster, Settings.Only, .. Settings.OfReport],
        IsReview = _ => true,
        Examples = ["telecmi coverage", "telecmi coverage --format json"],
    };

    private static Task<ExitCode> RunAsync(CommandRun run)
    {
        RosterSource.CheckContained(run);
        var roster = RosterSource.Load(run);
        var only = Preparation.Choose(run, new(), "no entry of the roster names", [.. roster.Agents.Select(agent => agent.Extension)])
            .OrEnd().Only;
        roster = only.IsEmpty ? roster : roster with { Agents = [.. roster.Agents.Where(agent => only.Contains(agent.Extension))] };
        var report = new Report.OfCoverage(DutyHours.Of(roster), roster.Policy.MinimumOnDuty) { Diagnostics = run.RosterWarnings };
        return Task.FromResult(run.Finish(report) ? ExitCode.Success : ExitCode.Failure);
    }
}
