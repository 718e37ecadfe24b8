using System.Collections.Immutable;
using System.Text;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>
/// KEY=VALUE lines, <c>export </c> in front allowed. Other tools keep values of their own in such files and read them each in its way: what
/// is no assignment is skipped, and what readers take differently is a problem only of a variable that somebody asks for.
/// </summary>
internal sealed class EnvFile
{
    public const int MaximumBytes = 1024 * 1024;
    private const string Blanks = " \t";

    private readonly string _path;
    private readonly Dictionary<string, EnvValue> _values = new(StringComparer.Ordinal);
    private Position? _skipped;
    private int _skippedLines;

    private EnvFile(string path) => _path = path;

    /// <summary>Why the file could not be read, or that some lines were skipped.</summary>
    public Diagnostic? Diagnostic { get; private set; }

    /// <summary>What the file says of a variable; null where it says nothing.</summary>
    public EnvValue? Find(string name) => _values.GetValueOrDefault(name);

    /// <summary>Reads a file; problems are diagnostics.</summary>
    public static EnvFile Read(string path)
    {
        try
        {
            using var stream = GivenFile.Open(path);
            return BoundedRead.All(stream, MaximumBytes) is { } content ? Parse(path, content) : Unreadable(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Unreadable(path, FileFault.Is(e) ? FileFault.Describe(e) : null);
        }
    }

    /// <summary>Reads a file's content.</summary>
    public static EnvFile Parse(string path, ReadOnlySpan<byte> content)
    {
        if (content.StartsWith(Encoding.UTF8.Preamble))
        {
            content = content[Encoding.UTF8.Preamble.Length..];
        }

        if (!System.Text.Unicode.Utf8.IsValid(content))
        {
            return Unreadable(path);
        }

        var file = new EnvFile(path);
        ReadOnlySpan<char> rest = Encoding.UTF8.GetString(content);
        for (var number = 1; !rest.IsEmpty; number++)
        {
            var end = rest.IndexOf('\n');
            var line = end < 0 ? rest : rest[..end];
            file.Line(line.EndsWith('\r') ? line[..^1] : line, number);
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        file.Diagnostic = file._skipped is { } first ? RosterProblem.EnvLinesSkipped(first, file._skippedLines) : null;
        return file;
    }

    /// <summary>A file of which nothing is known but why.</summary>
    public static EnvFile Unreadable(string path, string? reason = null)
        => new(path) { Diagnostic = RosterProblem.EnvFileUnreadable(path, reason) };

    private void Line(ReadOnlySpan<char> whole, int number)
    {
        var line = whole.Trim(Blanks);
        if (line.IsEmpty || line[0] == '#')
        {
            return;
        }

        if (line.StartsWith("export ") || line.StartsWith("export\t"))
        {
            line = line["export ".Length..].TrimStart(Blanks);
        }

        var equals = line.IndexOf('=');
        var name = (equals < 0 ? [] : line[..equals].TrimEnd(Blanks)).ToString();
        if (!VariableName.Is(name))
        {
            _skipped ??= new Position(_path, number, 1);
            _skippedLines++;
            return;
        }

        var at = new Position(_path, number, whole.IndexOf('=') + 2);
        var value = equals == name.Length ? EnvValue.Read(line[(equals + 1)..], name, at) : EnvValue.Spaced(name, at);
        _values[name] = _values.TryGetValue(name, out var first)
            ? new EnvValue(null, first.At, RosterProblem.EnvDuplicate(at, name, first.At.Line))
            : value;
    }
}
