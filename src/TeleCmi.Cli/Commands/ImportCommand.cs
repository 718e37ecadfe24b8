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

    private static readonly Option<bool> Write = new("--write")
    {
        Description = "Edit the roster: new entries are put in, others are brought to what the account has.",
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
        Options = [All, Write, Unprotected],
        Examples = ["telecmi import 105", "telecmi import 105 --write", "telecmi import --all --write", "telecmi import 199 --unprotected"],
    };

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var chosen = CheckUsage(run);
        var writes = run.Parsed.GetValue(Write);
        var (roster, content) = RosterSource.LoadWhole(run);
        var layout = RosterLayout.Of(roster.File, content);
        if (writes)
        {
            layout.Obstacle(roster.File).EndIfAny();
        }

        var file = new WrittenRoster(run, roster, content, layout);
        using var account = Account.WithSecrets(run, roster);
        Places.PrepareState(run);
        var (result, changes) = (await account.Run.ImportAsync(
            chosen.Among, !run.Parsed.GetValue(Unprotected), writes ? file.Follow : null, run.Interrupts.Signals.Stop)).OrEnd();
        run.Note(result.Warnings);
        ImmutableArray<RecordedAgent> printed = writes ? result.Incomplete
            : [.. result.Additions.AddRange(result.Incomplete).OrderBy(agent => agent.Extension)];
        var reported = run.Finish(
            new Report.OfAgents(result.Agents) { Diagnostics = run.RosterWarnings }, file.Told + layout.Appended(printed));
        run.Note(Summary(run, result, printed, layout, changes));
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
            : run.Parsed.GetValue(Write) && run.Parsed.GetValue(Settings.File) == RosterFile.StandardInput
                ? throw CommandException.Failed(
                    "usage", "--write edits a file, and -f - is none.", "Name the file with -f, or leave out --write.")
            : all ? only : extensions;
    }

    private static string Summary(
        CommandRun run, ImportResult result, ImmutableArray<RecordedAgent> printed, RosterLayout layout, bool changes)
    {
        var count = Wording.Count(result.Agents.Length, "agent");
        var recorded = changes ? $"Recorded {count}.\n" : $"Nothing to record: {count} as recorded before.\n";
        return printed.IsEmpty ? recorded
            : $"{recorded}{Wording.Count(printed.Length, "agent has", "agents have")} no entry in "
                + $"{Shell.Quote(run.Parsed.GetValue(Settings.File) ?? "")}"
            + (run.IsText ? $"; the lines above are for it, under `agents:`{(layout.EndsWithList ? "" : ", which is not its end")}" : "")
            + "."
            + $"{(printed.Any(agent => agent.Protected) ? " Until then they are protected: no run removes them." : "")}\n";
    }
}
