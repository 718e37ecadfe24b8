using TeleCmi.Reports;

namespace TeleCmi.Cli.Running;

/// <summary>Words as a shell takes them, for commands that a message tells to run.</summary>
internal static class Shell
{
    public static string Quote(string word)
    {
        var shown = Shown.Of(word).ToString();
        return shown.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '/' or '_' or '-' or ':') ? shown
            : $"'{shown.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
