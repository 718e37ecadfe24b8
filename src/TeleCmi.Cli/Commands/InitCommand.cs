using System.CommandLine;
using System.Text;
using TeleCmi.Cli.Running;
using TeleCmi.Cli.Tables;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Cli.Commands;

/// <summary>Writes a starter roster, or one made of a table, with what belongs beside it.</summary>
internal static class InitCommand
{
    private const string Roster = """
        # yaml-language-server: $schema=./agents.schema.json
        # The users of a TeleCMI account.
        # `telecmi plan` shows what would change, `telecmi apply` does it.

        # Or set TELECMI_APPID. The app secret comes from TELECMI_SECRET, never from here.
        # appid: 1111112

        # For every agent that does not say otherwise. Hours 1..24, both ends included.
        defaults:
          start_time: 9
          end_time: 18
          sms_alert: true

        # More removals at once are refused; 10% would be a share of the recorded agents.
        policy:
          max_removals: 3

        # Nobody yet. An entry looks like this; its key is the extension, 100..999:
        #
        # agents:
        #   - extension: 101
        #     name: Name of the agent
        #     phone_number: "91..."
        #     password: ${AGENT_101_PASSWORD}
        agents: []

        """;

    private static readonly Option<string?> From = new("--from")
    {
        Description = "Make the roster of a table (CSV) with a header row.",
        HelpName = "FILE",
    };

    public static Definition Definition { get; } = new(
        "init", "Write a starter roster, its schema and .gitignore lines.", RunAsync)
    {
        Details =
        [
            "Overwrites nothing that has content.",
            "--from makes the roster of a table with a header row, as Excel (CSV UTF-8), Google Sheets or the dashboard save it. "
                + "Passwords of the table go to an env file beside the roster.",
        ],
        Common = [Settings.File, .. Settings.OfText],
        Options = [From],
        Examples = ["telecmi init", "telecmi init --from team.csv", "telecmi init -f chennai.yaml"],
    };

    private static Task<ExitCode> RunAsync(CommandRun run)
    {
        var roster = run.Parsed.GetValue(Settings.File) ?? "agents.yaml";
        if (roster == RosterFile.StandardInput)
        {
            throw CommandException.Failed("usage", "init writes a file; give its name with -f.");
        }

        var table = run.Parsed.GetValue(From) is { } from ? AgentTable.Read(from).OrEnd() : null;
        run.Note(table?.Diagnostics ?? []);
        try
        {
            var files = StarterFiles.Beside(roster);
            var passwords = Places.EnvFile(roster);
            files.CheckReal(table is null ? [] : [passwords]);
            var text = table is null ? Starter(files, roster) : FromTable(files, roster, table, passwords);
            run.Print(() => run.CommandLines.Whole(text), () => Document(table));
        }
        catch (Exception unwritten) when (FileFault.Is(unwritten))
        {
            throw CommandException.Failed(
                "not_written", $"Can't write {roster}, or what belongs beside it: {FileFault.Describe(unwritten)}.");
        }

        return Task.FromResult(ExitCode.Success);
    }

    private static string Starter(StarterFiles files, string roster)
    {
        var done = new StringBuilder(
            files.WriteRoster(Roster) ? $"Wrote {Shell.Quote(roster)}.\n"
                : $"{Shell.Quote(roster)} is there already and stays as it is.\n");
        return AddOthers(done, files).Append("Next: edit the roster, then `telecmi validate` and `telecmi plan --sandbox`.\n").ToString();
    }

    // What git ignores is told before passwords lie there; the roster comes last, so that a run that failed can be run again.
    private static string FromTable(StarterFiles files, string roster, TableRoster table, string passwords)
    {
        if (files.HasRoster)
        {
            return $"{Shell.Quote(roster)} is there already and stays as it is; nothing was taken from the table. Name another with -f.\n";
        }

        var env = EnvFileEdit.Open(passwords).OrEnd();
        var conflicts = table.Passwords.Select(password => env.Add(password.Variable, password.Value)).OfType<Diagnostic>().ToList();
        if (conflicts.Count > 0)
        {
            throw new CommandException(ExitCode.Failure, conflicts);
        }

        var done = AddOthers(new StringBuilder(), files);
        env.Write();
        files.WriteRoster(table.Text!);
        done.Insert(0, $"Wrote {Shell.Quote(roster)}: {Wording.Count(table.Agents, "agent")}.\n"
            + (env.Added == 0 ? "" : $"Wrote {Wording.Count(env.Added, "password")} to {Shell.Quote(passwords)}, for you alone.\n"));
        var missing = table.Agents - table.Passwords.Length;
        return done.Append(missing == 0 ? "" : $"`telecmi passwords --out {Shell.Quote(passwords)}` makes the missing passwords.\n")
            .Append("`telecmi plan --sandbox` shows what an apply would do.\n").ToString();
    }

    private static StringBuilder AddOthers(StringBuilder done, StarterFiles files)
        => done.Append(files.WriteSchema() ? "Wrote agents.schema.json, for your editor.\n" : "").Append(files.AddIgnored());

    private static string Document(TableRoster? table) => JsonDocuments.Write("telecmi-init/1", json =>
    {
        if (table is not null)
        {
            json.WriteNumber("agents", table.Agents);
            json.WriteNumber("passwords", table.Passwords.Length);
        }
    });
}
