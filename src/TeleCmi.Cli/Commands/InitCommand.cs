using System.Text;
using TeleCmi.Cli.Running;
using TeleCmi.Declarative.Files;

namespace TeleCmi.Cli.Commands;

/// <summary>Writes a starter roster and the lines that git should ignore. Overwrites nothing.</summary>
internal static class InitCommand
{
    private const string Roster = """
        # yaml-language-server: $schema=./agents.schema.json
        # The users of a TeleCMI account. `telecmi plan` shows what would change, `telecmi apply` does it.
        # The schema for your editor: telecmi schema > agents.schema.json

        # appid: 1111112               # or set TELECMI_APPID; the app secret comes from TELECMI_SECRET, never from here

        defaults:                      # for every agent that does not say otherwise
          start_time: 9                # hours 1..24, both ends included
          end_time: 18
          sms_alert: true

        policy:
          max_removals: 3              # more at once is refused; 10% would be a share of the recorded agents

        agents:
          - extension: 101             # the key: 100..999
            name: Manish
            phone_number: "919876543210"
            password: ${AGENT_101_PASSWORD}

        """;

    private static readonly string[] Ignored = [".telecmi/", "*.state.json.lock", "*.state.json.journal", "*.plan.json"];

    public static Definition Definition { get; } = new("init", "Write a starter agents.yaml and .gitignore lines; overwrites nothing.", RunAsync)
    {
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
        var folder = Path.GetDirectoryName(WorkingFolder.Full(roster)) ?? ".";
        try
        {
            Directory.CreateDirectory(folder);
            done.Append(WriteNew(roster) ? $"Wrote {Shell.Quote(roster)}.\n" : $"{Shell.Quote(roster)} is there already and stays as it is.\n");
            var added = AddIgnored(Path.Combine(folder, ".gitignore"));
            done.Append(added == 0 ? ".gitignore has all lines already.\n" : $"Added {added} {(added == 1 ? "line" : "lines")} to .gitignore.\n");
        }
        catch (Exception unwritten) when (FileFault.Is(unwritten))
        {
            throw CommandException.Failed("not_written", $"Can't write here: {FileFault.Describe(unwritten)}.");
        }

        done.Append("Next: edit the roster, then `telecmi validate` and `telecmi plan --sandbox`.\n");
        run.Print(done.ToString, () => "{\"format\":\"telecmi-init/1\"}\n");
        return Task.FromResult(ExitCode.Success);
    }

    private static bool WriteNew(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            file.Write(Encoding.UTF8.GetBytes(Roster));
            return true;
        }
        catch (IOException) when (Path.Exists(path))
        {
            return false;
        }
    }

    private static int AddIgnored(string path)
    {
        var present = File.Exists(path) ? File.ReadAllText(path) : "";
        var missing = Ignored.Except(present.Split('\n').Select(line => line.Trim())).ToList();
        if (missing.Count > 0)
        {
            var gap = present.Length > 0 && !present.EndsWith('\n') ? "\n" : "";
            File.AppendAllText(path, gap + string.Concat(missing.Select(line => line + "\n")));
        }

        return missing.Count;
    }
}
