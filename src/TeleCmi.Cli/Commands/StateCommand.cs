using System.Collections.Immutable;
using System.CommandLine;
using TeleCmi.Cli.Running;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Files;
using TeleCmi.Declarative.States;
using TeleCmi.Reports;
using TeleCmi.Reports.Json;
using TeleCmi.Reports.Text;

namespace TeleCmi.Cli.Commands;

/// <summary>Looks into the recorded state and mends it. Never calls the service.</summary>
internal static class StateCommand
{
    private static readonly Argument<Chosen> Extensions = Chosen.Argument(ArgumentArity.OneOrMore);

    private static readonly ImmutableArray<Option> Looking = [Settings.File, Settings.State, Settings.Sandbox, .. Settings.OfText];

    private static readonly ImmutableArray<Option> Mending = [.. Looking, Settings.LockTimeout];

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
        var store = Store(run);
        var state = await LoadAsync(run, store);
        run.NotePending(state);
        var chosen = Settings.ChosenBy(run.Parsed);
        if (state is null && chosen.IsEmpty)
        {
            Print(run, [], $"There is no state at {Shown.Of(store.Location)}: nothing is recorded yet.\n");
        }
        else
        {
            List(run, chosen.IsEmpty ? [.. state!.Agents.Values] : Records(Find(chosen, state, store), state!), run.Style);
        }

        return ExitCode.Success;
    }

    private static async Task<ExitCode> ShowAsync(CommandRun run)
    {
        var store = Store(run);
        var state = await LoadAsync(run, store);
        run.NotePending(state);
        List(run, Records(Find(Named(run), state, store), state!), run.Style with { FullPhones = true });
        return ExitCode.Success;
    }

    private static Task<ExitCode> ForgetAsync(CommandRun run) => EditAsync(
        run, (agents, extension) => agents.Remove(extension),
        before => $"Forgotten: {Whom(before)}. The {(before.Length == 1 ? "user stays" : "users stay")} in the account.\n");

    private static Task<ExitCode> UnprotectAsync(CommandRun run) => EditAsync(
        run, (agents, extension) => agents.SetItem(extension, agents[extension] with { Protected = false }),
        before => Line("No longer protected", [.. before.Where(agent => agent.Protected)])
            + Line("Not protected before", [.. before.Where(agent => !agent.Protected)]));

    private static async Task<ExitCode> EditAsync(
        CommandRun run, Func<ImmutableSortedDictionary<int, RecordedAgent>, int, ImmutableSortedDictionary<int, RecordedAgent>> edit,
        Func<ImmutableArray<RecordedAgent>, string> told)
    {
        var store = Store(run);
        Places.PrepareState(run);
        await using var held = (await store.LockAsync(Places.LockWait(run), run.Interrupts.Signals.Stop)).Ours(store.Location).OrEnd();
        var state = await LoadAsync(run, store);
        var touched = Find(Named(run), state, store);
        var agents = touched.Aggregate(state!.Agents, edit);
        if (agents != state.Agents)
        {
            (await held.EndAsync(state with { Serial = state.Serial + 1, Agents = agents }, CancellationToken.None)).EndIfAny();
        }

        Print(run, [.. touched.Select(extension => agents.GetValueOrDefault(extension) ?? state.Agents[extension])],
            told(Records(touched, state)));
        return ExitCode.Success;
    }

    private static FileStateStore Store(CommandRun run)
        => run.Parsed.GetValue(Settings.Sandbox) ? Places.SandboxStore(run) : Places.Store(run);

    private static async Task<RecordedState?> LoadAsync(CommandRun run, FileStateStore store)
        => (await store.LoadAsync(run.Interrupts.Signals.Stop)).OrEnd()?.State;

    private static Chosen Named(CommandRun run) => run.Parsed.GetValue(Extensions) ?? Chosen.Nobody;

    private static ImmutableSortedSet<int> Find(Chosen chosen, RecordedState? state, FileStateStore store)
    {
        var extensions = chosen.Among(state?.Agents.Keys ?? []);
        var unknown = extensions.Where(extension => state?.Agents.ContainsKey(extension) != true).ToList();
        return unknown.Count == 0 ? extensions
            : throw CommandException.Failed("not_recorded",
                state is null ? $"There is no state at {store.Location}: nothing is recorded yet."
                : $"The state does not record {Ranges.Of(unknown)}.",
                state is null ? "`telecmi apply` or `telecmi import --all` makes one." : "`telecmi state list` shows whom it does.");
    }

    private static ImmutableArray<RecordedAgent> Records(ImmutableSortedSet<int> extensions, RecordedState state)
        => [.. extensions.Select(extension => state.Agents[extension])];

    private static string Line(string what, ImmutableArray<RecordedAgent> agents)
        => agents.IsEmpty ? "" : $"{what}: {Whom(agents)}.\n";

    private static string Whom(ImmutableArray<RecordedAgent> agents) => Ranges.Of(agents.Select(agent => agent.Extension));

    private static void List(CommandRun run, ImmutableArray<RecordedAgent> agents, Style style)
        => Print(run, agents, AgentsText.Render(agents, style));

    private static void Print(CommandRun run, ImmutableArray<RecordedAgent> agents, string text)
        => run.Print(() => text, () => AgentsJson.Render(agents));
}
