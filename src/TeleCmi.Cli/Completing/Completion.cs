using System.Collections.Frozen;
using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Completions;
using TeleCmi.Cli.Commands;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Yaml;
using TeleCmi.Reports;
using TeleCmi.Reports.Findings;

namespace TeleCmi.Cli.Completing;

/// <summary>
/// What could stand at the end of a command line. It looks into the roster at most, never at the network, and says nothing where it can't.
/// </summary>
internal sealed class Completion
{
    /// <summary>By this word a shell asks; no user needs it.</summary>
    public const string Word = "__complete";

    private const string Files = ":files";
    private const string Folders = ":folders";

    // How the names of files usually end there.
    private static readonly FrozenDictionary<string, string> Endings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["--file"] = " yaml yml",
        ["FILE"] = " yaml yml",
        ["--state"] = " json",
        ["--from"] = " csv tsv",
        ["--env-file"] = " env",
        ["PLANFILE"] = " json",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly List<string> _places = [];
    private readonly HashSet<Option> _given = [];
    private Definition? _command;
    private Option? _open;
    private string _roster = "agents.yaml";

    private Completion(IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            Read(word);
        }
    }

    /// <summary>
    /// A line for each: the word, a tab, what it means. <c>:files yaml yml</c> stands for files, best of these endings, <c>:folders</c>
    /// for folders.
    /// </summary>
    /// <param name="words">
    /// The words behind <c>telecmi</c>; the last one, as far as it is typed, behind a dot: some shells drop an empty word.
    /// </param>
    public static string Of(IReadOnlyList<string> words)
    {
        try
        {
            return words is [.., ['.', ..] last]
                ? string.Concat(new Completion(words.SkipLast(1)).At(last[1..]).Select(one => $"{one.Word}\t{one.Meaning}\n"))
                : "";
        }
        catch (Exception)
        {
            // Nobody wants to read of it in the middle of a line.
            return "";
        }
    }

    private IEnumerable<Option> Options => _command is null ? [] : _command.Options.Concat(_command.Common);

    private void Read(string word)
    {
        if (_open is { } option)
        {
            Take(option, word);
            _open = null;
        }
        else if (word.Length > 1 && word[0] == '-')
        {
            var parts = word.Split('=', 2);
            if (Find(parts[0]) is { } found)
            {
                _given.Add(found);
                _open = parts.Length == 1 && found.ValueType != typeof(bool) ? found : null;
                Take(found, parts[^1]);
            }
        }
        else if (_places.Count == 0 && Definition.Among(_command).FirstOrDefault(one => one.Name == word) is { } next)
        {
            _command = next;
        }
        else
        {
            _places.Add(word);
        }
    }

    private void Take(Option option, string value) => _roster = option == Settings.File ? value : _roster;

    private Option? Find(string name) => Options.FirstOrDefault(one => one.Name == name || one.Aliases.Contains(name));

    private IEnumerable<Offer> At(string typed)
    {
        if (_open is { } open)
        {
            return Values(open, open.Name, open.HelpName, typed);
        }

        if (typed.StartsWith('-'))
        {
            return typed.Split('=', 2) is not [var name, var value] ? Names(typed)
                : Find(name) is not { } option ? []
                : Values(option, option.Name, option.HelpName, value)
                    .Select(one => one.Word[0] == ':' ? one : one with { Word = $"{name}={one.Word}" });
        }

        var among = Definition.Among(_command).ToList();
        if (among.Count > 0)
        {
            return _places.Count > 0 ? [] : Commands(among, typed);
        }

        var arguments = _command!.Arguments;
        var at = Math.Min(_places.Count, arguments.Length - 1);
        return at < 0 || (at < _places.Count && arguments[at].Arity.MaximumNumberOfValues == 1) ? []
            : Values(arguments[at], arguments[at].Name, arguments[at].Name, typed);
    }

    private IEnumerable<Offer> Names(string typed)
    {
        Offer[] everywhere = _command is null
            ? [new("--version", "Show the version."), new("--help", "Show help.")] : [new("--help", "Show help.")];
        return Options.Where(option => !_given.Contains(option) || option.ValueType.IsArray)
            .Select(option => new Offer(option.Name, option.Description ?? "")).Concat(everywhere).Where(one => Begins(one.Word, typed));
    }

    private IEnumerable<Offer> Values(Symbol symbol, string name, string? what, string typed)
    {
        var closed = symbol is Option { ValueType: var type } && type == typeof(bool) ? []
            : symbol.GetCompletions(CompletionContext.Empty).Select(one => new Offer(one.Label)).ToList();
        return closed.Count > 0 ? closed.Where(one => Begins(one.Word, typed)) : what switch
        {
            "EXT" or "EXT,..." => Extensions(typed),
            "PATH" or "FILE" or "PLANFILE" => [new(Files + Endings.GetValueOrDefault(name))],
            "DIR" => [new(Folders)],
            "CODE" => Explanation.All.Select(one => new Offer(one.Code, one.Title)).Where(one => Begins(one.Word, typed)),
            "COMMAND" => Topics(typed),
            _ => [],
        };
    }

    private IEnumerable<Offer> Topics(string typed)
        => _places.Count == 0
            ? Commands(Definition.All, typed).Concat(Begins("options", typed) ? [new("options", "The options of several commands.")] : [])
            : Commands(Definition.Find(_places)?.Subcommands ?? [], typed);

    private static IEnumerable<Offer> Commands(IEnumerable<Definition> among, string typed)
        => among.Where(one => Begins(one.Name, typed)).Select(one => new Offer(one.Name, one.Summary));

    // Behind the last comma of a list, and none twice.
    private IEnumerable<Offer> Extensions(string typed)
    {
        var head = typed[..(typed.LastIndexOf(',') + 1)];
        var taken = head.Split(',').Concat(_places).ToHashSet();
        return Agents().Where(agent => !taken.Contains($"{agent.Extension}"))
            .Select(agent => new Offer($"{head}{agent.Extension}", $"{Shown.Of(agent.Name)}")).Where(one => Begins(one.Word, typed));
    }

    private ImmutableArray<RosterAgent> Agents()
    {
        var read = RosterFile.Read(_roster, Stream.Null);
        return read.Problem is null ? RosterLoader.Load(_roster, read.Content, strict: false).Roster?.Agents ?? [] : [];
    }

    private static bool Begins(string word, string typed) => word.StartsWith(typed, StringComparison.OrdinalIgnoreCase);

    /// <summary>A word, and what it means.</summary>
    private sealed record Offer(string Word, string Meaning = "");
}
