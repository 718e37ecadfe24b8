using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Cli.Running;

/// <summary>Reads the roster once: what was shown is what is applied.</summary>
internal static class RosterSource
{
    /// <summary>The roster; its warnings go to standard error.</summary>
    /// <exception cref="CommandException">It has errors, or warnings with <c>--strict</c>.</exception>
    public static Roster Load(CommandRun run) => LoadWhole(run).Roster;

    /// <summary>The roster, and the content that it was read from.</summary>
    /// <exception cref="CommandException">As above.</exception>
    public static (Roster Roster, ReadOnlyMemory<byte> Content) LoadWhole(CommandRun run)
    {
        PhoneNumber.Prepare();
        var loaded = Read(run, run.Parsed.GetValue(Settings.File) ?? "agents.yaml", out var content);
        if (loaded.Roster is null)
        {
            throw new CommandException(ExitCode.Failure, loaded.Diagnostics);
        }

        if (run.Terminal.Environment("TELECMI_API") is { Length: > 0 } api && api != loaded.Roster.Generation.Name)
        {
            throw CommandException.Failed("usage",
                $"TELECMI_API asks for another generation of the API than {loaded.Roster.Generation.Name}, and no other is spoken here.",
                "Unset it.");
        }

        run.Warn(loaded.Diagnostics);
        return (loaded.Roster, content);
    }

    /// <summary>
    /// Which account the roster is about, for a command that makes a roster: there may be none yet, or the empty file that a shell makes
    /// for <c>telecmi export > agents.yaml</c> before this program starts. The environment then tells the account.
    /// </summary>
    /// <exception cref="CommandException">There is one, and it has errors.</exception>
    public static Roster LoadAccount(CommandRun run) => LoadIfThere(run) with { Agents = [] };

    /// <summary>The roster; one of nobody where there is none yet, or an empty file.</summary>
    /// <exception cref="CommandException">There is one, and it has errors.</exception>
    public static Roster LoadIfThere(CommandRun run)
    {
        var file = run.Parsed.GetValue(Settings.File) ?? "agents.yaml";
        return file == RosterFile.StandardInput || (File.Exists(file) && new FileInfo(file).Length > 0) ? Load(run) : Roster.Empty(file);
    }

    /// <summary>The roster, or what is wrong with it.</summary>
    public static RosterLoadResult Read(CommandRun run, string file) => Read(run, file, out _);

    private static RosterLoadResult Read(CommandRun run, string file, out ReadOnlyMemory<byte> content)
    {
        var read = RosterFile.Read(file, run.Terminal.In);
        content = read.Content;
        var loaded = read.Problem is { } problem ? new RosterLoadResult(null, [problem])
            : RosterLoader.Load(file, read.Content, run.Parsed.GetValue(Settings.Strict));
        run.AppId = loaded.Roster is { } roster ? Account.Named(run, roster) : null;
        return loaded;
    }

    /// <exception cref="CommandException">A roster that a review reads must not lead out of its work tree.</exception>
    public static void CheckContained(CommandRun run)
    {
        if (RosterFile.CheckContained(run.Parsed.GetValue(Settings.File) ?? "agents.yaml") is { } problem)
        {
            throw new CommandException(ExitCode.Failure, problem);
        }
    }
}
