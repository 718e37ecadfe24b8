using System.CommandLine;
using TeleCmi.Cli.Running;
using TeleCmi.Declarative.Formats;

namespace TeleCmi.Cli.Commands;

/// <summary>Prints a script that makes a shell complete commands and options by asking this program.</summary>
internal static class CompletionCommand
{
    private static readonly Argument<string> ShellName = new("SHELL") { Description = "bash, zsh or fish." };

    public static Definition Definition { get; } = new("completion", "Print a completion script for a shell.", RunAsync)
    {
        Common = Settings.OfText,
        Arguments = [ShellName],
        Examples = ["source <(telecmi completion bash)", "telecmi completion fish > ~/.config/fish/completions/telecmi.fish"],
    };

    private static Task<ExitCode> RunAsync(CommandRun run)
    {
        var script = run.Parsed.GetValue(ShellName) switch
        {
            "bash" => """
                _telecmi() {
                    local IFS=$'\n'
                    local found="$(telecmi "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)"
                    COMPREPLY=($(compgen -W "$found" -- "${COMP_WORDS[COMP_CWORD]}"))
                }
                complete -o default -F _telecmi telecmi

                """,
            "zsh" => """
                #compdef telecmi
                _telecmi() {
                    local -a words_found
                    words_found=("${(@f)$(telecmi "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
                    compadd -- $words_found
                    _files
                }
                compdef _telecmi telecmi

                """,
            "fish" => """
                complete -c telecmi -a '(telecmi "[suggest:"(string length -- (commandline -cp))"]" (commandline -cp) 2>/dev/null)'

                """,
            _ => throw CommandException.Failed("usage", "completion takes bash, zsh or fish."),
        };
        run.Print(() => script, () => JsonDocuments.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("format", "telecmi-completion/1");
            json.WriteString("script", script);
            json.WriteEndObject();
        }));
        return Task.FromResult(ExitCode.Success);
    }
}
