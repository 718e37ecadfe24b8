using System.CommandLine;
using TeleCmi.Reports;

namespace TeleCmi.Cli.Running;

/// <summary>Words as a shell takes them, for commands that a message tells to run.</summary>
internal static class Shell
{
    /// <summary>A command line that works as printed: about this run's roster, state and variables, or its sandbox.</summary>
    public static string Command(CommandRun run, string command) => string.Join(' ', (string[])
    [
        $"telecmi {command}",
        .. new Option[] { Settings.File, Settings.State, Settings.EnvFile, Settings.Sandbox }
            .Where(option => Settings.IsGiven(run.Parsed, option))
            .SelectMany(option => run.Parsed.GetResult(option)?.Tokens is { Count: > 0 } values ? values.Select(value => $"{option.Name} {Quote(value.Value)}") : [option.Name]),
    ]);

    public static string Quote(string word)
    {
        var shown = Shown.Of(word).ToString();
        return shown.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '/' or '_' or '-' or ':') ? shown : $"'{shown.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
