using TeleCmi.Cli.Commands;
using TeleCmi.Declarative.Files;

namespace TeleCmi.Cli.Running;

/// <summary>Where the files of a run lie.</summary>
internal static class Places
{
    /// <summary>The state that belongs to the roster, or the one that was named.</summary>
    public static FileStateStore Store(CommandRun run) => new(StatePath(run), run.Terminal.Time);

    /// <summary>The same, for modes that review rosters of strangers.</summary>
    /// <exception cref="StateException">It leaves the roster's work tree through a link.</exception>
    public static FileStateStore ContainedStore(CommandRun run)
    {
        var store = Store(run);
        store.CheckContained();
        return store;
    }

    /// <summary>The sandbox's own state. Its folder need not be there: who only reads needs no disk.</summary>
    /// <exception cref="CommandException">A link lies in its place: a roster of a stranger may bring one along.</exception>
    public static FileStateStore SandboxStore(CommandRun run)
    {
        foreach (var path in new[] { SandboxFolder(run), SandboxState(run), SandboxUsers(run) })
        {
            if (new FileInfo(WorkingFolder.Full(path)).LinkTarget is not null)
            {
                throw CommandException.Failed("sandbox_unusable", $"{path} is a symbolic link; the sandbox keeps its files in a real folder.", "Remove the link: the sandbox makes what it needs.");
            }
        }

        return new FileStateStore(SandboxState(run), run.Terminal.Time);
    }

    /// <summary>Takes the lock of a store that the run will write to; in the sandbox its folder is made first.</summary>
    /// <exception cref="CommandException">The folder can't be made.</exception>
    /// <exception cref="StateException">The lock is held, or can't be taken.</exception>
    public static Task<IDisposable> LockAsync(CommandRun run, FileStateStore store)
    {
        if (run.Parsed.GetValue(Settings.Sandbox))
        {
            MakeFolder(SandboxFolder(run), "sandbox_unusable", $"The folder {SandboxFolder(run)} of the sandbox");
        }

        return store.LockAsync(TimeSpan.FromSeconds(run.Parsed.GetValue(Settings.LockTimeout)), run.Interrupts.Signals.Stop);
    }

    /// <summary>The sandbox's users.</summary>
    public static string SandboxUsers(CommandRun run) => Path.Combine(SandboxFolder(run), $"{Path.GetFileNameWithoutExtension(StateName(run))[..^".state".Length]}.users.json");

    /// <summary>Before anything else is done: a file to write is none that the run needs, and its folder is there.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="rosters">What must not be written to; null = the roster of -f.</param>
    /// <exception cref="CommandException">It is such a file, or the folder can't be made.</exception>
    public static void PrepareOutput(CommandRun run, string path, IReadOnlyList<string>? rosters = null)
    {
        CheckOutput(run, path, rosters ?? [Roster(run)]);
        MakeFolder(Path.GetDirectoryName(WorkingFolder.Full(path)) ?? path, "output_folder", $"The folder of {path}");
    }

    private static void CheckOutput(CommandRun run, string path, IReadOnlyList<string> rosters)
    {
        using var store = new FileStateStore(run.Parsed.GetValue(Settings.Sandbox) ? SandboxState(run) : StatePath(run), run.Terminal.Time);
        string[] taken;
        int written;
        try
        {
            taken = [RealPath.Of(path), .. rosters.Concat(run.Parsed.GetValue(Settings.EnvFile) ?? []).Append(SandboxUsers(run)).Select(RealPath.Of), store.StatePath, store.JournalPath, store.LockPath];
            written = Outputs(run).Count(output => RealPath.Of(output) == taken[0]);
        }
        catch (Exception circular) when (FileFault.Is(circular))
        {
            throw CommandException.Failed("output_folder", $"{path} can't be written: {FileFault.Describe(circular)}; nothing was done.", "Choose a place that this user may write to.");
        }

        if (taken.Skip(1).Contains(taken[0], StringComparer.Ordinal))
        {
            throw CommandException.Failed("usage", $"{path} is the roster, the state, its journal or its lock, an env file or the sandbox's; choose another file.");
        }

        if (written > 1)
        {
            throw CommandException.Failed("usage", $"{path} would be written twice; choose another file for one of them.");
        }
    }

    private static IEnumerable<string> Outputs(CommandRun run)
        => (run.Parsed.GetValue(Settings.Report) ?? []).Concat(new[] { run.Parsed.GetValue(PlanCommand.OutFile), run.Parsed.GetValue(ExportCommand.OutFile) }.OfType<string>());

    private static void MakeFolder(string folder, string code, string what)
    {
        try
        {
            Directory.CreateDirectory(WorkingFolder.Full(folder));
        }
        catch (Exception unmade) when (FileFault.Is(unmade))
        {
            throw CommandException.Failed(code, $"{what} can't be made: {FileFault.Describe(unmade)}; nothing was done.", "Choose a place that this user may write to.");
        }
    }

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
