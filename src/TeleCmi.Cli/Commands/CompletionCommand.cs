using System.CommandLine;
using TeleCmi.Cli.Completing;
using TeleCmi.Cli.Running;
using TeleCmi.Declarative.Formats;

namespace TeleCmi.Cli.Commands;

/// <summary>Prints a script that makes a shell complete commands, options and values by asking this program.</summary>
internal static class CompletionCommand
{
    private static readonly Argument<string> ShellName = OfShell();

    public static Definition Definition { get; } = new("completion", "Print a completion script for a shell.", RunAsync)
    {
        Details =
        [
            "bash: the first example, in ~/.bashrc. zsh: a file _telecmi in a folder of fpath. PowerShell: the last example, in $PROFILE.",
            "Commands, options, values, files and the extensions of the roster are completed; nothing asks the network.",
        ],
        Common = Settings.OfText,
        Arguments = [ShellName],
        Examples =
        [
            "source <(telecmi completion bash)",
            "telecmi completion zsh > ~/.zfunc/_telecmi",
            "telecmi completion fish > ~/.config/fish/completions/telecmi.fish",
            "telecmi completion powershell | Out-String | Invoke-Expression",
        ],
    };

    private static Task<ExitCode> RunAsync(CommandRun run)
    {
        var script = run.Parsed.GetValue(ShellName) switch
        {
            "bash" => CompletionScripts.Bash,
            "zsh" => CompletionScripts.Zsh,
            "fish" => CompletionScripts.Fish,
            "powershell" => CompletionScripts.PowerShell,
            _ => throw CommandException.Failed("usage", "completion takes bash, zsh, fish or powershell."),
        };
        run.Print(
            () => script, () => JsonDocuments.Write("telecmi-completion/1", json => json.WriteString("script", script)));
        return Task.FromResult(ExitCode.Success);
    }

    private static Argument<string> OfShell()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or powershell." };
        shell.CompletionSources.Add("bash", "zsh", "fish", "powershell");
        return shell;
    }
}
