using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using TeleCmi.Cli.Commands;
using TeleCmi.Cli.Running;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Yaml;
using TeleCmi.Reports;

namespace TeleCmi.Cli;

/// <summary>
/// What is wrong with a command line, in words of our own. A value that was forgotten never makes a file's name of the option after it.
/// </summary>
internal static class Usage
{
    private const string IsVariableSet = "(is the variable set?)";
    private const string PathOfFile = "the path of a file";
    private const string PathOfFolder = "the path of a folder";

    /// <summary>All mistakes; none where the command can run.</summary>
    public static ImmutableArray<Diagnostic> Mistakes(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        var lines = new CommandLines(parsed);
        return [.. Mistakes(parsed, arguments, Hint(parsed)).Select(lines.Whole)];
    }

    /// <summary>Where a command line is told right.</summary>
    public static string Hint(ParseResult parsed) => $"See `{CommandLine(parsed)} --help`.";

    private static ImmutableArray<Diagnostic> Mistakes(ParseResult parsed, IReadOnlyList<string> arguments, string hint)
    {
        var results = Chain(parsed).SelectMany(command => command.Children)
            .Where(one => one is ArgumentResult or OptionResult { Implicit: false }).ToList();
        var emptied = Emptied(parsed, arguments).ToList();
        var mistakes = emptied.ConvertAll(option => Empty(option.Name, What(option), hint));
        mistakes.AddRange(Unswitched(parsed, arguments).Select(option => Mistake($"{option.Name} takes {What(option)}", hint)));
        if (mistakes.Count > emptied.Count)
        {
            return [.. mistakes];
        }

        var told = emptied.Select(option => option.Name).ToHashSet();
        foreach (var result in results.Where(one => !told.Contains(Name(one))).ToList())
        {
            var found = Values(parsed, result, hint).ToList();
            mistakes.AddRange(found);
            _ = (found.Count > 0 || (result is ArgumentResult && result.Tokens.Any(token => IsOption(token.Value))))
                && told.Add(Name(result));
        }

        // The options of a command that nobody knows are not known either.
        var isCommandUnknown = parsed.CommandResult.Command.Subcommands.Count > 0
            && parsed.UnmatchedTokens is [var first, ..] && !IsOption(first);
        mistakes.AddRange(isCommandUnknown ? [] : UnknownOptions(parsed, results, hint));
        mistakes.AddRange(mistakes.Count > 0 ? [] : Words(parsed, hint));
        var rest = parsed.Errors.Where(
            error => error.SymbolResult is OptionResult or ArgumentResult && !told.Contains(Name(Owner(error.SymbolResult))));
        return [.. mistakes, .. rest.Select(error => Mistake(Message(error), hint))];
    }

    // Only the name is echoed: what stands behind it may be a secret.
    private static IEnumerable<Diagnostic> UnknownOptions(ParseResult parsed, IReadOnlyList<SymbolResult> results, string hint)
    {
        var command = CommandLine(parsed);
        var known = Names(Chain(parsed).SelectMany(one => one.Command.Options).Where(option => !option.Hidden));
        var ofOthers = Names(Definition.AllOptions);
        return results.OfType<ArgumentResult>().SelectMany(one => one.Tokens).Select(token => token.Value).Concat(parsed.UnmatchedTokens)
            .Where(IsOption).Select(word => word.Split('=', ':')[0]).Select(name => Mistake(
                !ofOthers.Contains(name) ? OtherWords.NoOption(name, known.Where(one => one.Length > 2))
                : known.Contains(name) ? $"{name} belongs behind the command: `{command} {name}`"
                : parsed.CommandResult.Command.Subcommands.Count > 0 ? $"{name} belongs behind the command: `{command} COMMAND {name}`"
                : $"`{command}` takes no {name}",
                hint));
    }

    private static HashSet<string> Names(IEnumerable<Option> options)
        => [.. options.SelectMany(option => option.Aliases.Append(option.Name))];

    private static IEnumerable<Diagnostic> Values(ParseResult parsed, SymbolResult result, string hint)
    {
        foreach (var token in result.Tokens.Select(token => token.Value))
        {
            if (string.IsNullOrWhiteSpace(token))
            {
                yield return Empty(Name(result), What(result), hint);
            }
            else if (result is OptionResult { Option: var option } && token.StartsWith('-')
                && !(option == Settings.File && token == RosterFile.StandardInput))
            {
                var word = token.Split('=')[0];
                var isOption = Names(Chain(parsed).SelectMany(command => command.Command.Options).Concat(Definition.AllOptions))
                    .Contains(word);
                yield return Mistake(
                    $"{option.Name} takes {What(result)}, and `{Shown.Of(token)}` {(isOption ? "is an option" : "begins with a dash")}",
                    IsPath(result) ? $"For a file of that name write ./{Shown.Of(token)}" : hint);
            }
        }
    }

    // `--state=` leaves no word behind: the next one would be taken for its value.
    private static IEnumerable<Option> Emptied(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        var words = arguments.TakeWhile(word => word != "--").Where(word => word.Length > 1 && word[^1] is '=' or ':')
            .Select(word => word[..^1]).ToHashSet();
        return words.Count == 0 ? []
            : Chain(parsed).SelectMany(command => command.Command.Options)
                .Where(option => option.Aliases.Append(option.Name).Any(words.Contains));
    }

    // `--yes=maybe` is `--yes` to the parser, and a word that it may take for an argument.
    private static IEnumerable<Option> Unswitched(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        var words = arguments.TakeWhile(word => word != "--").Select(word => word.Split(['=', ':'], 2))
            .Where(word => word.Length == 2 && word[1].Length > 0 && !bool.TryParse(word[1], out _))
            .Select(word => word[0]).ToHashSet();
        return words.Count == 0 ? []
            : Chain(parsed).SelectMany(command => command.Command.Options)
                .Where(option => option.ValueType == typeof(bool) && option.Aliases.Append(option.Name).Any(words.Contains));
    }

    private static IEnumerable<Diagnostic> Words(ParseResult parsed, string hint)
    {
        var command = parsed.CommandResult.Command;
        var names = command.Subcommands.Select(one => one.Name).ToList();
        foreach (var word in parsed.UnmatchedTokens.Where(word => !IsOption(word)).Take(names.Count > 0 ? 1 : int.MaxValue))
        {
            yield return string.IsNullOrWhiteSpace(word) ? Mistake($"an argument is empty {IsVariableSet}", hint)
                : names.Count == 0 ? Mistake($"{command.Name} takes no argument `{Shown.Of(word)}`", hint)
                : Mistake(OtherWords.NoCommand(word, Path(parsed), names), hint);
        }

        if (parsed.UnmatchedTokens.Count == 0 && command.Action is null && names.Count > 0)
        {
            yield return Mistake($"{CommandLine(parsed)} needs a command: {string.Join(", ", names)}", hint);
        }
    }

    private static string Message(ParseError error) => error.SymbolResult switch
    {
        _ when Owner(error.SymbolResult!) is OptionResult { Option: var option } result =>
            error.Message.StartsWith(option.Name, StringComparison.Ordinal) ? error.Message
            : result.IdentifierTokenCount > 1 && option.Arity.MaximumNumberOfValues == 1 ? $"{option.Name} is given more than once"
            : result.Tokens.Count == 0 ? $"{option.Name} needs a value: {What(result)}"
            : $"{option.Name} takes {What(result)}",
        ArgumentResult { Tokens.Count: 0 } missing => $"{Name(missing)} is missing: {What(missing)}",
        _ => error.Message,
    };

    private static string What(SymbolResult result) => result switch
    {
        OptionResult { Option: var option } => What(option),
        ArgumentResult { Argument.Name: "EXT" } => "extensions",
        ArgumentResult { Argument.Name: "SHELL" } => "the name of a shell",
        _ => PathOfFile,
    };

    private static string What(Option option) => option.HelpName switch
    {
        _ when option.ValueType == typeof(bool) => "true, false or nothing",
        "PATH" or "FILE" => PathOfFile,
        "DIR" => PathOfFolder,
        "REV" => "a git revision",
        "URL" => "an address",
        "N" or "SECONDS" => "a number",
        _ when option.GetCompletions(CompletionContext.Empty).Select(one => one.Label).ToList() is { Count: > 0 } words
            => Formats.Choice(words),
        { } help => help,
        null => "a value",
    };

    private static bool IsPath(SymbolResult result) => What(result) is PathOfFile or PathOfFolder;

    private static bool IsOption(string word) => word.StartsWith('-') && word.Length > 1;

    private static SymbolResult Owner(SymbolResult result) => result is ArgumentResult { Parent: OptionResult option } ? option : result;

    private static string Name(SymbolResult result)
        => result is OptionResult { Option: var option } ? option.Name : ((ArgumentResult)result).Argument.Name;

    private static Diagnostic Empty(string name, string what, string hint)
        => Mistake($"{name} takes {what}, and it is empty {IsVariableSet}", hint);

    private static Diagnostic Mistake(string message, string hint)
        => Diagnostic.Error("usage", message.EndsWith('.') || message.EndsWith('?') ? message : message + ".", hint);

    private static IEnumerable<CommandResult> Chain(ParseResult parsed)
    {
        for (SymbolResult? one = parsed.CommandResult; one is CommandResult command; one = one.Parent)
        {
            yield return command;
        }
    }

    private static string CommandLine(ParseResult parsed) => string.Join(' ', Path(parsed).Prepend("telecmi"));

    /// <summary>The words of the command that was reached: <c>state</c>, <c>list</c>.</summary>
    public static IEnumerable<string> Path(ParseResult parsed)
        => Chain(parsed).Reverse().Select(one => one.Command).Where(command => command is not RootCommand).Select(command => command.Name);
}
