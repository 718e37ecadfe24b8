using System.Text;
using System.Text.Unicode;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Cli.Running;

/// <summary>
/// A roster and what belongs beside it: its JSON Schema, and the lines that git should ignore. Nothing that has content is overwritten, and
/// no link is written through.
/// </summary>
internal sealed class StarterFiles
{
    private const int MaximumIgnoreBytes = 1024 * 1024;

    // Not the state: it is shared through git.
    private static readonly string[] Ignored = [
        ".telecmi/", ".telecmi-*.tmp", "*.state.json.lock", "*.state.json.journal", "*.plan.json", "*.env"];

    private readonly string _roster;
    private readonly string _folder;

    private StarterFiles(string roster, string folder) => (_roster, _folder) = (roster, folder);

    private string Schema => Path.Join(_folder, "agents.schema.json");

    private string Ignore => Path.Join(_folder, ".gitignore");

    /// <summary>Beside a roster.</summary>
    /// <exception cref="IOException">Its path is no use; see <see cref="FileFault"/>.</exception>
    public static StarterFiles Beside(string roster) => new(
        roster, Path.GetDirectoryName(WorkingFolder.Full(roster)) ?? throw new IOException("A root is no file.", FileFault.NotRegular));

    /// <summary>Before anything is written: a tree of a stranger may bring a link to a file of ours.</summary>
    /// <exception cref="CommandException">A link or a folder lies in the place of a file.</exception>
    public void CheckReal(params IEnumerable<string> others)
    {
        foreach (var path in others.Prepend(Ignore).Prepend(Schema).Prepend(_roster))
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

    /// <summary>True where the roster is to stay as it is.</summary>
    public bool HasRoster => HasContent(_roster);

    /// <summary>Writes the roster; false where it has content.</summary>
    public bool WriteRoster(string content) => Fill(_roster, content);

    /// <summary>Writes the schema; false where it has content.</summary>
    public bool WriteSchema() => Fill(Schema, RosterSchema.Json);

    /// <summary>Adds the lines that are missing, and says so.</summary>
    public string AddIgnored()
    {
        var present = File.Exists(Ignore) ? RegularFile.ReadUpTo(Ignore, MaximumIgnoreBytes) : [];
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
        File.AppendAllText(Ignore, gap + string.Concat(missing.Select(line => line + "\n")));
        return $"Added {Wording.Count(missing.Count, "line")} to .gitignore.\n";
    }

    // The empty file is what a shell makes for a command that failed: `telecmi export > agents.yaml`.
    private bool Fill(string path, string content)
    {
        if (HasContent(path))
        {
            return false;
        }

        Directory.CreateDirectory(_folder);
        DurableFile.WriteAtomically(path, Encoding.UTF8.GetBytes(content), DurableFile.Readable);
        return true;
    }

    // What is no regular file is not ours to replace.
    private static bool HasContent(string path)
    {
        var full = WorkingFolder.Full(path);
        if (!Path.Exists(full))
        {
            return false;
        }

        using var present = RegularFile.Open(full);
        return present is not { Length: 0 };
    }
}
