using System.Collections.Immutable;
using System.CommandLine;
using TeleCmi.Cli.Running;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Adopting;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Yaml;
using TeleCmi.Reports;

namespace TeleCmi.Cli.Commands;

/// <summary>Records live agents as they are: this accepts what was done in the dashboard. Sends no write.</summary>
internal static class ImportCommand
{
    private static readonly Argument<Chosen> Extensions = Chosen.Argument(ArgumentArity.ZeroOrMore);
    private static readonly Option<bool> All = new("--all") { Description = "All users of the account, or those of --only." };
    private static readonly Option<bool> Unprotected = new("--unprotected")
    {
        Description = "Let a later run remove those that no entry names.",
    };

    public static Definition Definition { get; } = new(
        "import", "Record live agents as they are.", RunAsync)
    {
        Details =
        [
            "Accepts what was changed in the dashboard, and prints entries for those that the roster does not name. Sends no write.",
        ],
        Common =
        [
            .. Settings.OfRoster, .. Settings.OfAccount, Settings.Only, Settings.LockTimeout, .. Settings.OfReport, Settings.FullPhones,
        ],
        Arguments = [Extensions],
        Options = [All, Unprotected],
        Examples = ["telecmi import 105", "telecmi import 105 >> agents.yaml", "telecmi import --all", "telecmi import 199 --unprotected"],
    };

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var chosen = CheckUsage(run);
        var roster = RosterSource.Load(run);
        using var account = Account.WithSecrets(run, roster);
        Places.PrepareState(run);
        var (result, changes) = (
            await account.Run.ImportAsync(chosen.Among, !run.Parsed.GetValue(Unprotected), run.Interrupts.Signals.Stop)).OrEnd();
        run.Note(result.Warnings);
        var entries = result.WithoutEntry.Where(agent => roster.Generation.Gives(agent.Extension)).ToImmutableArray();
        var layout = EntryLayout.OfFile(run.Parsed.GetValue(Settings.File) ?? "agents.yaml");
        var reported = run.Finish(
            new Report.OfAgents(result.Agents) { Diagnostics = run.RosterWarnings }, layout.Fit(RosterWriter.Entries(entries)));
        run.Note(Summary(run, result, entries, layout, changes));
        return reported ? ExitCode.Success : ExitCode.Failure;
    }

    // Empty = all.
    private static Chosen CheckUsage(CommandRun run)
    {
        var extensions = run.Parsed.GetValue(Extensions) ?? Chosen.Nobody;
        var (all, only) = (run.Parsed.GetValue(All), Settings.ChosenBy(run.Parsed));
        return all == !extensions.IsEmpty ? throw CommandException.Failed("usage", "Name the extensions to import, or give --all.")
            : !all && !only.IsEmpty
                ? throw CommandException.Failed("usage", "--only goes with --all; without it, name the extensions themselves.")
            : all ? only : extensions;
    }

    private static string Summary(
        CommandRun run, ImportResult result, ImmutableArray<RecordedAgent> entries, EntryLayout layout, bool changes)
    {
        var count = Wording.Count(result.Agents.Length, "agent");
        var recorded = changes ? $"Recorded {count}.\n" : $"Nothing to record: {count} as recorded before.\n";
        return entries.IsEmpty ? recorded
            : $"{recorded}{Wording.Count(entries.Length, "has", "have")} no entry in "
                + $"{Shell.Quote(run.Parsed.GetValue(Settings.File) ?? "")}"
            + $"{(run.IsText ? $"; the lines above are for it, under `agents:`{(layout.TakesMore ? "" : ", which is not its end")}" : "")}."
            + $"{(entries.Any(agent => agent.Protected) ? " Until then they are protected: no run removes them." : "")}\n";
    }
}
