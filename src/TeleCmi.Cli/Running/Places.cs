using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.States;

namespace TeleCmi.Cli.Running;

/// <summary>Where the files of a run lie.</summary>
internal static class Places
{
    /// <summary>The state that belongs to the roster, or the one that was named.</summary>
    public static FileStateStore Store(CommandRun run) => new(StatePath(run), run.Terminal.Time);

    /// <summary>The sandbox's own state.</summary>
    public static FileStateStore SandboxStore(CommandRun run)
    {
        Directory.CreateDirectory(SandboxFolder(run));
        return new FileStateStore(SandboxState(run), run.Terminal.Time);
    }

    /// <summary>The sandbox's users.</summary>
    public static string SandboxUsers(CommandRun run) => Path.Combine(SandboxFolder(run), $"{Path.GetFileNameWithoutExtension(StateName(run))[..^".state".Length]}.users.json");

    /// <exception cref="CommandException">A file to write is one that the run needs.</exception>
    public static void CheckOutput(CommandRun run, string path)
    {
        using var store = new FileStateStore(run.Parsed.GetValue(Settings.Sandbox) ? SandboxState(run) : StatePath(run), run.Terminal.Time);
        var full = DurablePath(path);
        string[] taken = [DurablePath(Roster(run)), DurablePath(store.StatePath), DurablePath(store.JournalPath), DurablePath(store.LockPath)];
        if (taken.Contains(full, StringComparer.Ordinal))
        {
            throw CommandException.Failed("usage", $"{path} is the roster, the state, its journal or its lock; choose another file.");
        }
    }

    private static string DurablePath(string path) => RealPath.Of(path);

    private static string Roster(CommandRun run) => run.Parsed.GetValue(Settings.File) ?? "agents.yaml";

    private static string StatePath(CommandRun run) => run.Parsed.GetValue(Settings.State) ?? Path.Combine(Folder(run), StateName(run));

    private static string StateName(CommandRun run) => Path.GetFileNameWithoutExtension(Roster(run)) switch
    {
        "agents" or "-" => "telecmi.state.json",
        var name => $"{name}.state.json",
    };

    private static string Folder(CommandRun run) => Roster(run) == "-" ? "." : Path.GetDirectoryName(Roster(run)) is { Length: > 0 } folder ? folder : ".";

    private static string SandboxState(CommandRun run) => Path.Combine(SandboxFolder(run), StateName(run));

    private static string SandboxFolder(CommandRun run) => Path.Combine(Folder(run), ".telecmi");
}
