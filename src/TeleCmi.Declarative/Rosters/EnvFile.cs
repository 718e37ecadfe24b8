using System.Collections.Immutable;
using System.Text;
using TeleCmi.Declarative.Files;

namespace TeleCmi.Declarative.Rosters;

/// <summary>
/// KEY=VALUE lines. Empty lines and lines that begin with <c>#</c> are skipped, <c>export </c> in front is allowed, a value may stand in single or
/// double quotes. Nothing is expanded in it.
/// </summary>
internal sealed class EnvFile
{
    private const int MaximumBytes = 1024 * 1024;

    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly DiagnosticList _problems = new();

    private EnvFile()
    {
    }

    public static EnvFile None { get; } = new();

    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    public ImmutableArray<Diagnostic> Diagnostics { get; private set; } = [];

    /// <summary>Reads a file; problems are diagnostics.</summary>
    public static EnvFile Read(string path)
    {
        // The user names this file on the command line and may well hand over a pipe: it is read as it comes.
        try
        {
            using var stream = File.OpenRead(path);
            var content = BoundedRead.All(stream, MaximumBytes);
            return content is null ? Unreadable(path) : Parse(path, content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Unreadable(path);
        }
    }

    /// <summary>Reads the content of a file.</summary>
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

        var file = new EnvFile();
        var number = 0;
        foreach (var line in Encoding.UTF8.GetString(content).EnumerateLines())
        {
            file.Line(line, new Position(path, ++number, 1));
        }

        file.Diagnostics = file._problems.Sorted(path);
        return file;
    }

    private static EnvFile Unreadable(string path) => new() { Diagnostics = [RosterProblem.EnvFileUnreadable(path)] };

    private void Line(ReadOnlySpan<char> whole, Position at)
    {
        var line = whole.Trim();
        if (line.IsEmpty || line[0] == '#')
        {
            return;
        }

        if (line.StartsWith("export "))
        {
            line = line["export ".Length..].TrimStart();
        }

        var equals = line.IndexOf('=');
        if (equals < 1 || char.IsAsciiDigit(line[0]) || line[..equals].ContainsAnyExcept(NameCharacters))
        {
            _problems.Add(RosterProblem.EnvLine(at, "a name is letters, digits and _, and there are no blanks around ="));
            return;
        }

        var name = line[..equals].ToString();
        var valueAt = at with { Column = whole.Length - whole.TrimStart().Length + whole.TrimStart().IndexOf('=') + 2 };
        if (Value(line[(equals + 1)..], valueAt) is not { } value)
        {
            return;
        }

        if (!_lines.TryAdd(name, at.Line))
        {
            _problems.Add(RosterProblem.EnvDuplicate(at, _lines[name]));
        }

        Values[name] = value;
    }

    private static System.Buffers.SearchValues<char> NameCharacters { get; } =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private string? Value(ReadOnlySpan<char> text, Position at)
    {
        if (text is not ['"' or '\'', ..])
        {
            if (text.IndexOf(" #") < 0 && !text.StartsWith(" "))
            {
                return text.ToString();
            }

            _problems.Add(RosterProblem.EnvLine(at, "put a value that holds blanks or ` #` in quotes"));
            return null;
        }

        var quote = text[0];
        var value = new StringBuilder();
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == quote)
            {
                if (text[(i + 1)..].TrimStart() is [] or ['#', ..])
                {
                    return value.ToString();
                }

                break;
            }

            // In double quotes a backslash keeps a quote or itself; elsewhere it is a character like any other.
            if (quote == '"' && text[i..] is ['\\', '"' or '\\', ..])
            {
                i++;
            }

            value.Append(text[i]);
        }

        _problems.Add(RosterProblem.EnvLine(at, "close the quote; only a comment may follow it"));
        return null;
    }
}
