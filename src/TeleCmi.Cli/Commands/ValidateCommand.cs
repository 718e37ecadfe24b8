using TeleCmi.Cli.Running;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Reports;

namespace TeleCmi.Cli.Commands;

/// <summary>Checks the roster: no network, no credentials, no variables.</summary>
internal static class ValidateCommand
{
    public static Definition Definition { get; } = new("validate", "Check the roster: no network, no credentials, no variables.", RunAsync)
    {
        GivesReports = true,
        IsReview = _ => true,
        Examples = ["telecmi validate", "telecmi validate --strict --format json", "telecmi validate -f - < agents.yaml"],
    };

    private static Task<ExitCode> RunAsync(CommandRun run)
    {
        var contained = RosterSource.Contained(run);
        var loaded = contained is null ? RosterSource.Read(run) : new RosterLoadResult(null, [contained]);
        var valid = !RosterSource.Blocking(run, loaded);
        var report = new Report.OfRoster(run.Parsed.GetValue(Settings.File) ?? "", valid, loaded.Roster?.Agents.Length ?? 0) { Diagnostics = loaded.Diagnostics };
        return Task.FromResult(run.Finish(report) && valid ? ExitCode.Success : ExitCode.Failure);
    }
}
