using System.CommandLine;
using TeleCmi.Cli.Running;
using TeleCmi.Declarative.Planning;
using TeleCmi.Reports;

namespace TeleCmi.Cli.Commands;

/// <summary>Tells what someone did in the service from what is not applied yet. Changes nothing, not even the state.</summary>
internal static class DriftCommand
{
    private static readonly Option<bool> Pending = new("--pending") { Description = "Count what is not applied yet as drift, too." };

    public static Definition Definition { get; } = new("drift", "Report what was changed outside telecmi.", RunAsync)
    {
        Common = [.. Settings.OfRoster, .. Settings.OfAccount, Settings.Only, .. Settings.OfReport, Settings.FullPhones],
        Options = [Pending],
        Examples = ["telecmi drift", "telecmi drift --pending --format json", "telecmi drift --report drift.md --report drift.sarif"],
    };

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var roster = RosterSource.Load(run);
        using var account = Account.WithSecrets(run, roster);
        var stop = run.Interrupts.Signals.Stop;
        var state = (await account.RunOffline.LoadAsync(stop)).OrEnd()?.State ?? throw CommandException.Failed(
            "no_state", $"There is no state at {account.Store.Location}: drift compares with what was recorded.",
            "`telecmi apply` or `telecmi import --all` makes one.");
        run.NotePending(state);
        var options = Preparation.Choose(run, new PlanOptions(), roster, state).OrEnd();
        var (drift, input) = (await account.Run.DetectAsync(state, options, run.Parsed.GetValue(Pending), stop)).OrEnd();
        var report = new Report.OfDrift(drift)
        {
            Coverage = CoverageForecast.Of(input, []).Before,
            Floor = roster.Policy.MinimumOnDuty,
        };
        return !run.Finish(report) ? ExitCode.Failure
            : drift.IsDrifted ? ExitCode.Differences
            : ExitCode.Success;
    }
}
