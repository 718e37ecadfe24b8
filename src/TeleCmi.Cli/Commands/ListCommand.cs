using TeleCmi.Cli.Running;
using TeleCmi.Declarative.Runs;
using TeleCmi.Reports.Json;
using TeleCmi.Reports.Text;

namespace TeleCmi.Cli.Commands;

/// <summary>Shows the users of the account as they are, and who knows them. Changes nothing, and needs no roster.</summary>
internal static class ListCommand
{
    public static Definition Definition { get; } = new(
        "list", "List the users of the account as they are.", RunAsync)
    {
        Details = ["Each with whether roster and state know it. Needs no roster, and changes nothing."],
        Common = [.. Settings.OfRoster, .. Settings.OfAccount, Settings.Only, Settings.FullPhones, .. Settings.OfText],
        Examples = ["telecmi list", "telecmi list --only 101-120 --full-phones", "telecmi list --format json"],
    };

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var roster = RosterSource.LoadIfThere(run);
        using var account = Account.WithSecrets(run, roster with { Agents = [] });
        var stop = run.Interrupts.Signals.Stop;
        var state = (await account.RunOffline.LoadAsync(stop)).OrEnd()?.State;
        var seen = (await account.Run.ObserveAsync(state, stop)).OrEnd();
        run.NotePending(state);
        var list = AccountList.Of(seen, roster, Settings.ChosenBy(run.Parsed).Among).OrEnd();
        run.Note(list.Warnings);
        run.Print(() => AccountText.Render(list.Agents, run.Style), () => AccountJson.Render(list.Agents));
        return ExitCode.Success;
    }
}
