using System.Collections.Immutable;
using System.CommandLine;
using TeleCmi.Cli.Running;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.States;
using TeleCmi.Reports.Json;
using TeleCmi.Reports.Text;

namespace TeleCmi.Cli.Commands;

/// <summary>Looks into the recorded state and mends it. Never calls the service.</summary>
internal static class StateCommand
{
    private static readonly Argument<Chosen> Extensions = Chosen.Argument(ArgumentArity.OneOrMore);

    private static readonly ImmutableArray<Option> Looking = [Settings.File, Settings.State, Settings.Sandbox, .. Settings.OfText];

    private static readonly ImmutableArray<Option> Mending = [.. Looking, Settings.FullPhones, Settings.LockTimeout];

    public static Definition Definition { get; } = new("state", "Show and mend the recorded state.", null)
    {
        Subcommands =
        [
            new("list", "List the recorded agents.", ListAsync)
            {
                Common = [.. Looking, Settings.Only, Settings.FullPhones],
                Examples = ["telecmi state list", "telecmi state list --format json"],
            },
            new("show", "Show recorded agents in full.", ShowAsync)
            {
                Common = Looking, Arguments = [Extensions], Examples = ["telecmi state show 101"],
            },
            new("forget", "Drop the records of agents; the users stay as they are.", ForgetAsync)
            {
                Common = Mending, Arguments = [Extensions], Examples = ["telecmi state forget 101"],
            },
            new("unprotect", "Lift the protection of agents, so that a later run may remove them.", UnprotectAsync)
            {
                Common = Mending, Arguments = [Extensions], Examples = ["telecmi state unprotect 101"],
            },
        ],
    };

    private static async Task<ExitCode> ListAsync(CommandRun run)
    {
        var state = await LoadAsync(run, Store(run));
        run.NotePending(state);
        var chosen = Settings.ChosenBy(run.Parsed);
        Print(run, chosen.IsEmpty ? state?.Agents.Values ?? [] : Find(chosen, state).Select(extension => state!.Agents[extension]),
            run.Style);
        return ExitCode.Success;
    }

    private static async Task<ExitCode> ShowAsync(CommandRun run)
    {
        var state = await LoadAsync(run, Store(run));
        run.NotePending(state);
        Print(run, Find(Named(run), state).Select(extension => state!.Agents[extension]), run.Style with { FullPhones = true });
        return ExitCode.Success;
    }

    private static Task<ExitCode> ForgetAsync(CommandRun run) => EditAsync(run, (agents, extension) => agents.Remove(extension));

    private static Task<ExitCode> UnprotectAsync(CommandRun run)
        => EditAsync(run, (agents, extension) => agents.SetItem(extension, agents[extension] with { Protected = false }));

    private static async Task<ExitCode> EditAsync(
        CommandRun run, Func<ImmutableSortedDictionary<int, RecordedAgent>, int, ImmutableSortedDictionary<int, RecordedAgent>> edit)
    {
        var store = Store(run);
        Places.PrepareState(run);
        await using var held = (await store.LockAsync(Places.LockWait(run), run.Interrupts.Signals.Stop)).Ours(store.Location).OrEnd();
        var state = await LoadAsync(run, store);
        var touched = Find(Named(run), state);
        var agents = touched.Aggregate(state!.Agents, edit);
        if (agents != state.Agents)
        {
            (await held.EndAsync(state with { Serial = state.Serial + 1, Agents = agents }, CancellationToken.None)).EndIfAny();
        }

        Print(run, touched.Select(extension => agents.GetValueOrDefault(extension) ?? state.Agents[extension]), run.Style);
        return ExitCode.Success;
    }

    private static FileStateStore Store(CommandRun run)
        => run.Parsed.GetValue(Settings.Sandbox) ? Places.SandboxStore(run) : Places.Store(run);

    private static async Task<RecordedState?> LoadAsync(CommandRun run, FileStateStore store)
        => (await store.LoadAsync(run.Interrupts.Signals.Stop)).OrEnd()?.State;

    private static Chosen Named(CommandRun run) => run.Parsed.GetValue(Extensions) ?? Chosen.Nobody;

    private static ImmutableSortedSet<int> Find(Chosen chosen, RecordedState? state)
    {
        var extensions = chosen.Among(state?.Agents.Keys ?? []);
        var unknown = extensions.Where(extension => state?.Agents.ContainsKey(extension) != true).ToList();
        return unknown.Count == 0 ? extensions
            : throw CommandException.Failed(
                "not_recorded", $"The state does not record {string.Join(", ", unknown)}.", "`telecmi state list` shows whom it does.");
    }

    private static void Print(CommandRun run, IEnumerable<RecordedAgent> agents, Reports.Style style)
    {
        ImmutableArray<RecordedAgent> shown = [.. agents];
        run.Print(() => AgentsText.Render(shown, style), () => AgentsJson.Render(shown));
    }
}
