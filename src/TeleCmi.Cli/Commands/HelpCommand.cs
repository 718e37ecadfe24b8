using System.CommandLine;
using TeleCmi.Cli.Help;
using TeleCmi.Cli.Running;

namespace TeleCmi.Cli.Commands;

/// <summary>Prints what there is, one command, or the options that several commands take.</summary>
internal static class HelpCommand
{
    private const string OptionsTopic = "options";

    private static readonly Argument<string[]> Words = new("COMMAND")
    {
        Description = $"A command, such as `plan` or `state list`, or `{OptionsTopic}`.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> Markdown = new("--markdown") { Description = "Print all of help as one page of Markdown." };

    private static readonly Option<bool> Manual = new("--man") { Description = "Print all of help as a page of the Unix manual." };

    public static Definition Definition { get; } = new("help", "Show the commands, one command, or the common options.", RunAsync)
    {
        Arguments = [Words],
        Options = [Markdown, Manual],
        Examples = ["telecmi help", "telecmi help plan", "telecmi help options"],
    };

    /// <summary>The help of what these words name.</summary>
    public static string Text(IReadOnlyList<string> words, int? columns)
        => words.Count == 0 ? HelpText.Overview(columns)
            : words is [OptionsTopic] ? HelpText.CommonOptions(columns)
            : HelpText.Of(Find(words), string.Join(' ', words), columns);

    private static Task<ExitCode> RunAsync(CommandRun run)
    {
        var words = run.Parsed.GetValue(Words) ?? [];
        run.Print(run.Parsed.GetValue(Markdown) ? MarkdownHelp.Page()
            : run.Parsed.GetValue(Manual) ? ManualHelp.Page()
            : Text(words, run.Terminal.OutColumns));
        return Task.FromResult(ExitCode.Success);
    }

    private static Definition Find(IReadOnlyList<string> words)
    {
        Definition? found = null;
        foreach (var (at, word) in words.Index())
        {
            var known = Definition.Among(found).Select(one => one.Name).Append(OptionsTopic);
            found = Definition.Among(found).FirstOrDefault(one => one.Name == word)
                ?? throw CommandException.Failed("usage", $"{OtherWords.NoCommand(word, words.Take(at), known)}.", "See `telecmi help`.");
        }

        return found!;
    }
}
