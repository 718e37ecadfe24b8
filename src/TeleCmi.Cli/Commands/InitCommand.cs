using System.Text;
using System.Text.Unicode;
using TeleCmi.Cli.Running;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Cli.Commands;

/// <summary>
/// Writes a starter roster, its schema, and the lines that git should ignore. Overwrites nothing that has content, and writes through no
/// link.
/// </summary>
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

    // Not the state: it is shared through git.
    private static readonly string[] Ignored = [
        ".telecmi/", ".telecmi-*.tmp", "*.state.json.lock", "*.state.json.journal", "*.plan.json", "*.env"];

    private const int MaximumIgnoreBytes = 1024 * 1024;

    public static Definition Definition { get; } = new(
        "init", "Write a starter roster, its schema and .gitignore lines.", RunAsync)
    {
        Details = ["Overwrites nothing that has content."],
        Common = [Settings.File, .. Settings.OfText],
        Examples = ["telecmi init", "telecmi init -f chennai.yaml"],
    };

    private static Task<ExitCode> RunAsync(CommandRun run)
    {
        var roster = run.Parsed.GetValue(Settings.File) ?? "agents.yaml";
        if (roster == "-")
        {
            throw CommandException.Failed("usage", "init writes a file; give its name with -f.");
        }

        var done = new StringBuilder();
        try
        {
            var folder = Path.GetDirectoryName(WorkingFolder.Full(roster))
                ?? throw new IOException("A root is no file.", FileFault.NotRegular);
            var (schema, ignore) = (Path.Join(folder, "agents.schema.json"), Path.Join(folder, ".gitignore"));
            CheckReal(roster, schema, ignore);
            Directory.CreateDirectory(folder);
            done.Append(
                Fill(roster, Roster) ? $"Wrote {Shell.Quote(roster)}.\n" : $"{Shell.Quote(roster)} is there already and stays as it is.\n");
            done.Append(Fill(schema, RosterSchema.Json) ? "Wrote agents.schema.json, for your editor.\n" : "");
            done.Append(AddIgnored(ignore));
        }
        catch (Exception unwritten) when (FileFault.Is(unwritten))
        {
            throw CommandException.Failed(
                "not_written", $"Can't write {roster}, or what belongs beside it: {FileFault.Describe(unwritten)}.");
        }

        done.Append("Next: edit the roster, then `telecmi validate` and `telecmi plan --sandbox`.\n");
        run.Print(() => run.CommandLines.Whole(done.ToString()), () => "{\"format\":\"telecmi-init/1\"}\n");
        return Task.FromResult(ExitCode.Success);
    }

    // Before anything is written: a tree of a stranger may bring a link to a file of ours.
    private static void CheckReal(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            var full = WorkingFolder.Full(path);
            if (new FileInfo(full).LinkTarget is not null)
            {
                throw CommandException.Failed("not_written",
                    $"{path} is a symbolic link, and init writes through none; nothing was written.",
                    "Remove the link, or name another roster with -f.");
            }

            if (Directory.Exists(full))
            {
                throw CommandException.Failed("not_written", $"{path} is a folder; nothing was written.", "Name another roster with -f.");
            }
        }
    }

    // The empty file is what a shell makes for a command that failed: `telecmi export > agents.yaml`.
    private static bool Fill(string path, string content)
    {
        var full = WorkingFolder.Full(path);
        if (Path.Exists(full) && (RegularFile.Open(full) is not { } present || HasContent(present)))
        {
            return false;
        }

        DurableFile.WriteAtomically(full, Encoding.UTF8.GetBytes(content), DurableFile.Readable);
        return true;
    }

    private static bool HasContent(FileStream present)
    {
        using (present)
        {
            return present.Length > 0;
        }
    }

    private static string AddIgnored(string path)
    {
        var present = File.Exists(path) ? RegularFile.ReadUpTo(path, MaximumIgnoreBytes) : [];
        if (present.Length == MaximumIgnoreBytes || !Utf8.IsValid(present) || present.Contains((byte)0))
        {
            return ".gitignore stays as it is: it is not UTF-8, and git can't read it. Save it as UTF-8 and run init again, or add these"
                + $" lines by hand: {string.Join(' ', Ignored)}\n";
        }

        var text = Encoding.UTF8.GetString(present);
        var missing = Ignored.Except(text.Split('\n').Select(line => line.Trim('\r', ' ', '\uFEFF'))).ToList();
        if (missing.Count == 0)
        {
            return ".gitignore has all lines already.\n";
        }

        var gap = text.Length > 0 && !text.EndsWith('\n') ? "\n" : "";
        File.AppendAllText(path, gap + string.Concat(missing.Select(line => line + "\n")));
        return $"Added {Wording.Count(missing.Count, "line")} to .gitignore.\n";
    }
}
