using System.CommandLine;
using System.Text;
using TeleCmi.Cli.Running;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Cli.Commands;

/// <summary>Makes a roster of the account as it is. Changes nothing there, and needs no roster yet.</summary>
internal static class ExportCommand
{
    internal static readonly Option<string?> OutFile = new("--out")
    {
        Description = "Write the roster to FILE, whole or not at all.",
        HelpName = "FILE",
    };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace FILE also where it has content." };

    private static readonly Option<bool> NoPasswords = new("--no-passwords")
    {
        Description = "Leave the passwords out: they are not managed.",
    };

    public static Definition Definition { get; } = new(
        "export", "Print a roster for the account as it is.", RunAsync)
    {
        Details = ["Passwords become references to variables, or are left out. Nothing is changed, neither the account nor the state."],
        Common = [.. Settings.OfRoster, .. Settings.OfAccount, Settings.Only, .. Settings.OfText],
        Options = [OutFile, Force, NoPasswords],
        Examples = ["telecmi export --out agents.yaml", "telecmi export --no-passwords --only 101,105-110", "telecmi export --sandbox"],
    };

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var file = run.Parsed.GetValue(OutFile);
        CheckOutput(run, file);
        var roster = RosterSource.LoadAccount(run);
        using var account = Account.WithSecrets(run, roster);
        var stop = run.Interrupts.Signals.Stop;
        var state = (await account.RunOffline.LoadAsync(stop)).OrEnd()?.State;
        var live = (await account.Run.ObserveAsync(state, stop)).OrEnd().Live;
        run.NotePending(state);

        var appId = account.AppId ?? throw new InvalidOperationException("Read without the app id.");
        var made = RosterExport.Of(live, roster.Generation, appId, Settings.ChosenBy(run.Parsed).Among(live.Agents.Keys),
            passwords: !run.Parsed.GetValue(NoPasswords)).OrEnd();
        run.Note(made.Warnings);
        Write(made, file);
        run.Print(() => file is null ? made.Text : $"Wrote {Shell.Quote(file)}: {Wording.Count(made.Agents, "agent")}.\n",
            () => Document(appId, made));
        return ExitCode.Success;
    }

    // Before any call: what is there stays, unless the user said otherwise.
    private static void CheckOutput(CommandRun run, string? file)
    {
        if (file is null)
        {
            if (run.Parsed.GetValue(Force))
            {
                throw CommandException.Failed("usage", "--force goes with --out FILE.");
            }

            return;
        }

        Places.PrepareOutput(run, file, rosters: []);
        var there = new FileInfo(WorkingFolder.Full(file));
        if (there is { Exists: true, Length: > 0 } && !run.Parsed.GetValue(Force))
        {
            throw CommandException.Failed(
                "not_overwritten", $"{file} has content and stays as it is.", "Name another file, or replace it with --force.");
        }
    }

    private static void Write(ExportedRoster written, string? file)
    {
        if (file is not null)
        {
            // A link that leads to the file is kept.
            Try(file, () =>
            {
                DurableFile.WriteAtomically(RealPath.Of(file), Encoding.UTF8.GetBytes(written.Text), DurableFile.Readable);
                StarterFiles.Beside(file).WriteSchema();
            });
        }
    }

    private static void Try(string file, Action action)
    {
        try
        {
            action();
        }
        catch (Exception unwritten) when (FileFault.Is(unwritten))
        {
            throw CommandException.Failed(
                "not_written", $"{file} can't be written: {FileFault.Describe(unwritten)}.", "Name another file with --out.");
        }
    }

    private static string Document(long appId, ExportedRoster written) => JsonDocuments.Write(json =>
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
    });
}
