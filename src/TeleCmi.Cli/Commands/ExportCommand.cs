using System.Collections.Immutable;
using TeleCmi.Cli.Running;
using TeleCmi.Declarative;
using TeleCmi.Declarative.Adopting;
using TeleCmi.Reports.Json;

namespace TeleCmi.Cli.Commands;

/// <summary>Prints a roster for the account as it is. Changes nothing, and needs no roster yet.</summary>
internal static class ExportCommand
{
    public static Definition Definition { get; } = new("export", "Print a roster for the account as it is; passwords become references.", RunAsync)
    {
        ChoosesAgents = true,
        Examples = ["telecmi export > agents.yaml", "telecmi export --only 101,102", "telecmi export --sandbox"],
    };

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var roster = RosterSource.LoadAccount(run);
        using var account = Account.WithSecrets(run, roster);
        var state = account.LoadState();
        var seen = await account.ObserveAsync(state);
        run.NotePending(state);

        var appId = account.AppId ?? throw new InvalidOperationException("Read without the app id.");
        switch (RosterExport.Of(seen.Live, appId, Settings.ChosenBy(run.Parsed).Among(seen.Live.Agents.Keys)))
        {
            case ExportResult.Written written:
                run.Note(written.Warnings);
                run.Print(() => written.Text, () => JsonDocuments.Write(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("format", "telecmi-export/1");
                    json.WriteNumber("appid", appId);
                    json.WriteNumber("agents", written.Agents);
                    json.WriteString("roster", written.Text);
                    json.WriteStartArray("warnings");
                    foreach (var warning in written.Warnings)
                    {
                        json.WriteStartObject();
                        json.WriteString("code", warning.Code);
                        json.WriteString("message", warning.Message);
                        json.WriteString("hint", warning.Hint);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                    json.WriteEndObject();
                }));
                return ExitCode.Success;
            case ExportResult.Failed failed:
                throw new CommandException(ExitCode.Failure, failed.Errors);
            default:
                throw new InvalidOperationException("An export is either written or fails.");
        }
    }
}
