using TeleCmi.Cli.Commands;
using TeleCmi.Declarative.Files;

namespace TeleCmi.Cli.Running;

/// <summary>Where the files of a run lie.</summary>
internal static class Places
{
    /// <summary>The state that belongs to the roster, or the one that was named.</summary>
    /// <exception cref="CommandException">Its path is unusable.</exception>
    public static FileStateStore Store(CommandRun run) => FileStateStore.Open(StatePath(run), run.Terminal.Time).OrEnd();

    /// <summary>The same, for modes that review rosters of strangers.</summary>
    /// <exception cref="CommandException">It leaves the roster's work tree through a link.</exception>
    public static FileStateStore ContainedStore(CommandRun run)
    {
        var store = Store(run);
        store.Uncontained().EndIfAny();
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
                throw CommandException.Failed("sandbox_unusable",
                    $"{path} is a symbolic link; the sandbox keeps its files in a real folder.",
                    "Remove the link: the sandbox makes what it needs.");
            }
        }

        return FileStateStore.Open(SandboxState(run), run.Terminal.Time).OrEnd();
    }

    /// <summary>Before the state is locked: the sandbox's folder is made.</summary>
    /// <exception cref="CommandException">It can't be.</exception>
    public static void PrepareState(CommandRun run)
    {
        if (run.Parsed.GetValue(Settings.Sandbox))
        {
            MakeFolder(SandboxFolder(run), "sandbox_unusable", $"The folder {SandboxFolder(run)} of the sandbox");
        }
    }

    /// <summary>How long to wait for whoever holds the state.</summary>
    public static TimeSpan LockWait(CommandRun run) => TimeSpan.FromSeconds(run.Parsed.GetValue(Settings.LockTimeout));

    /// <summary>The sandbox's users.</summary>
    public static string SandboxUsers(CommandRun run)
        => Path.Combine(SandboxFolder(run), $"{Path.GetFileNameWithoutExtension(StateName(run))[..^".state".Length]}.users.json");

    /// <summary>Before anything else is done: a file to write is none that the run needs, and its folder is there.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="rosters">What must not be written to; null = the roster of -f.</param>
    /// <param name="isEnvFile">True where it may be one of the env files: it is added to.</param>
    /// <exception cref="CommandException">It is such a file, or the folder can't be made.</exception>
    public static void PrepareOutput(CommandRun run, string path, IReadOnlyList<string>? rosters = null, bool isEnvFile = false)
    {
        CheckOutput(run, path, [.. rosters ?? [Roster(run)], .. isEnvFile ? [] : run.Parsed.GetValue(Settings.EnvFile) ?? []]);
        MakeFolder(Path.GetDirectoryName(WorkingFolder.Full(path)) ?? path, "output_folder", $"The folder of {path}");
    }

    /// <summary>The env file that belongs to a roster: beside it, and no other roster's.</summary>
    public static string EnvFile(string roster)
    {
        var name = Path.GetFileNameWithoutExtension(roster);
        return Path.Combine(Path.GetDirectoryName(roster) ?? "", name == "agents" ? "passwords.env" : $"{name}.passwords.env");
    }

    private static void CheckOutput(CommandRun run, string path, IReadOnlyList<string> read)
    {
        var store = FileStateStore.Open(run.Parsed.GetValue(Settings.Sandbox) ? SandboxState(run) : StatePath(run), run.Terminal.Time)
            .OrEnd();
        string[] taken;
        int written;
        try
        {
            taken = [RealPath.Of(path),
                .. read.Append(SandboxUsers(run)).Select(RealPath.Of),
                .. store.Paths];
            written = Outputs(run).Count(output => RealPath.Comparer.Equals(RealPath.Of(output), taken[0]));
        }
        catch (Exception circular) when (FileFault.Is(circular))
        {
            throw CommandException.Failed("output_folder", $"{path} can't be written: {FileFault.Describe(circular)}; nothing was done.",
                "Choose a place that this user may write to.");
        }

        if (taken.Skip(1).Contains(taken[0], RealPath.Comparer))
        {
            throw CommandException.Failed(
                "usage", $"{path} is the roster, the state, its journal or its lock, an env file or the sandbox's; choose another file.");
        }

        if (written > 1)
        {
            throw CommandException.Failed("usage", $"{path} would be written twice; choose another file for one of them.");
        }
    }

    private static IEnumerable<string> Outputs(CommandRun run)
        => (run.Parsed.GetValue(Settings.Report) ?? [])
            .Concat(new[] { PlanCommand.OutFile, ExportCommand.OutFile, PasswordsCommand.OutFile }
                .Select(run.Parsed.GetValue).OfType<string>());

    private static void MakeFolder(string folder, string code, string what)
    {
        try
        {
            Directory.CreateDirectory(WorkingFolder.Full(folder));
        }
        catch (Exception unmade) when (FileFault.Is(unmade))
        {
            throw CommandException.Failed(code, $"{what} can't be made: {FileFault.Describe(unmade)}; nothing was done.",
                "Choose a place that this user may write to.");
        }
    }

    private static string Roster(CommandRun run) => run.Parsed.GetValue(Settings.File) ?? "agents.yaml";

    private static string StatePath(CommandRun run) => run.Parsed.GetValue(Settings.State)
        ?? (run.Terminal.Environment("TELECMI_STATE") is { Length: > 0 } path ? path : Path.Combine(Folder(run), StateName(run)));

    private static string StateName(CommandRun run) => Path.GetFileNameWithoutExtension(Roster(run)) switch
    {
        "agents" or "-" => "telecmi.state.json",
        var name => $"{name}.state.json",
    };

    private static string Folder(CommandRun run)
        => Roster(run) == "-" ? "." : Path.GetDirectoryName(Roster(run)) is { Length: > 0 } folder ? folder : ".";

    private static string SandboxState(CommandRun run) => Path.Combine(SandboxFolder(run), StateName(run));

    private static string SandboxFolder(CommandRun run) => Path.Combine(Folder(run), ".telecmi");
}
