using System.Buffers;
using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>
/// An env file to which values are added. What is there stays, to the letter: no value is changed, and an empty one is filled where it
/// stands. Written whole, for its owner alone, and through no link.
/// </summary>
public sealed class EnvFileEdit
{
    // What no shell and no reader of such files takes for more than itself.
    private static readonly SearchValues<char> Plain
        = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:@%+=,");

    private readonly string _path;
    private readonly string _before;
    private readonly EnvFile _known;
    private readonly Dictionary<string, (string Value, string Line)> _added = new(StringComparer.Ordinal);

    private EnvFileEdit(string path, string before, EnvFile known) => (_path, _before, _known) = (path, before, known);

    /// <summary>How many values were added.</summary>
    public int Added => _added.Count;

    /// <summary>What is to be said of the file as it is, though it can be used.</summary>
    public Diagnostic? Warning => _known.Diagnostic;

    /// <summary>Reads the file, which need not be there.</summary>
    public static Result<EnvFileEdit> Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            var full = WorkingFolder.Full(path);
            var content = Path.Exists(full) || new FileInfo(full).LinkTarget is not null
                ? RegularFile.ReadUpTo(full, EnvFile.MaximumBytes + 1, follow: false)
                : [];
            var known = content.Length > EnvFile.MaximumBytes ? EnvFile.Unreadable(path) : EnvFile.Parse(path, content);
            return known.Diagnostic is { IsError: true } unreadable ? Failure.Of(unreadable)
                : new EnvFileEdit(path, Encoding.UTF8.GetString(content), known);
        }
        catch (Exception unreadable) when (FileFault.Is(unreadable))
        {
            return Failure.Of(RosterProblem.EnvFileUnreadable(path, FileFault.Describe(unreadable)));
        }
    }

    /// <summary>What the file says of a variable, an empty value too; null where it does not name it.</summary>
    public string? Find(string name) => _added.GetValueOrDefault(name).Value ?? _known.Find(name)?.Text;

    /// <summary>Why the file's own line of a variable is no use; null where nothing is wrong with it.</summary>
    public Diagnostic? Problem(string name) => _known.Find(name)?.Problem;

    /// <summary>Adds a value.</summary>
    /// <returns>What keeps it from being added: another value, a line that is no use, or one that no quoting can hold.</returns>
    public Diagnostic? Add(string name, Secret value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var text = value.Reveal();
        if (Problem(name) is { } problem)
        {
            return problem;
        }

        switch (Find(name))
        {
            case null or "" when Assignment(name, text) is { } line:
                _added[name] = (text, line);
                return null;
            case null or "":
                return Diagnostic.Error("env_value", $"No quoting of an env file holds the value of {name} for every reader.",
                    "Keep it in a file of its own and write `password: { file: PATH }` in the roster.");
            case var present when present == text:
                return null;
            default:
                return Diagnostic.Error("not_overwritten", $"{_path} has another value of {name} already, which stays as it is.",
                    "Take the line out if the new value is right.");
        }
    }

    /// <summary>Writes the file, where anything was added.</summary>
    /// <exception cref="IOException">It can't be written; see <see cref="FileFault"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write()
    {
        if (_added.Count > 0)
        {
            DurableFile.WriteAtomically(_path, Encoding.UTF8.GetBytes(Content()), DurableFile.OwnerOnly);
        }
    }

    private string Content()
    {
        var lines = _before.Split('\n').ToList();
        var appended = new StringBuilder();
        foreach (var (name, (_, line)) in _added)
        {
            if (_known.Find(name) is { } empty)
            {
                lines[empty.At.Line - 1] = line + (lines[empty.At.Line - 1].EndsWith('\r') ? "\r" : "");
            }
            else
            {
                appended.Append(line).Append('\n');
            }
        }

        var before = string.Join('\n', lines);
        return before + (before.Length > 0 && !before.EndsWith('\n') && appended.Length > 0 ? "\n" : "") + appended;
    }

    private static string? Assignment(string name, string value)
        => !value.AsSpan().ContainsAnyExcept(Plain) ? $"{name}={value}"
        : !value.Contains('\'', StringComparison.Ordinal) ? $"{name}='{value}'"
        : value.AsSpan().IndexOfAny("\"$\\`") < 0 ? $"{name}=\"{value}\""
        : null;
}
