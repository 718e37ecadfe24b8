using System.ComponentModel;
using System.Diagnostics;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Cli.Running;

/// <summary>
/// Reads the roster at a git revision. The revision may be a stranger's text: it never becomes an option of git, and git sees no variable of
/// this process but PATH, HOME and LANG.
/// </summary>
internal static class GitRevision
{
    private static readonly string[] Passed = ["PATH", "HOME", "LANG"];

    /// <summary>The roster at that revision; null where the revision has none.</summary>
    /// <exception cref="CommandException">There is no such revision, no git, or the roster there is not valid.</exception>
    public static async Task<Roster?> LoadAsync(CommandRun run, string revision)
    {
        var file = run.Parsed.GetValue(Settings.File) ?? "agents.yaml";
        if (file == RosterFile.StandardInput)
        {
            throw CommandException.Failed("usage", "--base compares a file with its earlier version; give the file with -f.");
        }

        var path = RosterFile.Resolve(file);
        var commit = await RunAsync(run, path, ["rev-parse", "--verify", "--quiet", "--end-of-options", $"{revision}^{{commit}}"]);
        var name = System.Text.Encoding.ASCII.GetString(commit.Output).Trim();
        if (commit.Code != 0 || name.Length == 0 || !name.All(char.IsAsciiHexDigit))
        {
            throw CommandException.Failed(
                "no_revision", $"git knows no commit {revision} here.", "Fetch it first (CI clones are often shallow: `git fetch origin main`), or name another one.");
        }

        var blob = await RunAsync(run, path, ["cat-file", "blob", $"{name}:./{Path.GetFileName(path)}"]);
        if (blob.Code != 0)
        {
            return null;
        }

        var loaded = RosterLoader.Load($"{revision}:{file}", blob.Output);
        return loaded.Roster ?? throw new CommandException(ExitCode.Failure, loaded.Diagnostics);
    }

    private static async Task<(int Code, byte[] Output)> RunAsync(CommandRun run, string path, string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = Path.GetDirectoryName(path),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var variable in Passed)
        {
            if (run.Terminal.Environment(variable) is { } value)
            {
                start.Environment[variable] = value;
            }
        }

        try
        {
            using var git = Process.Start(start) ?? throw new Win32Exception();
            using var killed = run.Interrupts.Signals.Stop.Register(git.Kill);
            git.StandardInput.Close();

            // What git says is not ours to show: it may quote a stranger's text.
            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            var output = await Task.Run(() => RosterFile.ReadUpToLimit(git.StandardOutput.BaseStream));
            git.StandardOutput.Close();
            await git.WaitForExitAsync(run.Interrupts.Signals.Stop);
            return (git.ExitCode, output);
        }
        catch (Exception unstarted) when (unstarted is Win32Exception or ArgumentException)
        {
            throw CommandException.Failed("no_git", "git could not be run; --base reads the earlier roster with it.", "Install git, or use `telecmi plan --no-refresh`.");
        }
    }
}
