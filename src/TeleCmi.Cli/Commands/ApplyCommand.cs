using System.CommandLine;
using TeleCmi.Cli.Running;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Runs;
using TeleCmi.Declarative.States;
using TeleCmi.Reports;
using TeleCmi.Reports.Text;
using TeleCmi.Simulator;

namespace TeleCmi.Cli.Commands;

/// <summary>Plans, shows, asks, does. A saved plan is an approval: it is planned afresh and must come out the same.</summary>
internal static class ApplyCommand
{
    private static readonly Argument<string?> PlanFile = new("PLANFILE")
    {
        Description = "A plan saved by `telecmi plan --out`.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Do not ask." };

    public static Definition Definition { get; } = new("apply", "Make the account match the roster.", RunAsync)
    {
        Common =
        [
            .. Settings.OfRoster, .. Settings.OfAccount, Settings.Only, Settings.LockTimeout, .. Settings.OfReport, Settings.FullPhones,
        ],
        Arguments = [PlanFile],
        Options = [Yes, PlanCommand.NoRefresh, .. Settings.Planning],
        Examples = [
            "telecmi apply", "telecmi apply --sandbox --yes", "telecmi apply --prune --max-removals 5", "telecmi apply approved.plan.json"],
    };

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var approval = Approval(run);
        var options = approval?.Plan.Options ?? Settings.PlanOptions(run.Parsed);
        var refresh = !run.Parsed.GetValue(PlanCommand.NoRefresh);
        if (!refresh && options.Prune)
        {
            throw CommandException.Failed("usage", "--no-refresh sends adds only and can't go with --prune.");
        }

        PasswordKey.Prepare();
        var roster = RosterSource.Load(run);
        using var account = Account.WithSecrets(run, roster);
        using var door = new Door(run, roster, account);
        Places.PrepareState(run);
        var request = new ApplyRequest
        {
            Options = state => Preparation.Choose(run, options, roster, state),
            Refreshes = refresh,
            Approval = approval,
            Asks = approval is null && !run.Parsed.GetValue(Yes),
        };
        var (prepared, result) = (await account.Run.ApplyAsync(request, door, account.Applier, run.Interrupts.Signals)).OrEnd();
        door.Dispose();
        return result is null ? Refused(run, roster, account, prepared.Plan) : Report(run, prepared, result);
    }

    private static ExitCode Report(CommandRun run, Prepared prepared, ApplyResult result)
    {
        if (result.Fault is { } fault)
        {
            run.Note([fault]);
        }

        var again = run.CommandLines.Apply(prepared.Plan.Options, []);
        var done = result.Outcomes.Where(one => one.Kind <= OutcomeKind.Converged).Select(one => one.Extension).ToHashSet();
        var coverage = CoverageForecast.Of(prepared.Input, prepared.Plan.Changes.Where(change => done.Contains(change.Extension)));
        try
        {
            var reported = run.Finish(new Report.OfApply(prepared.Plan, result)
            {
                Coverage = coverage, Diagnostics = run.RosterWarnings, Again = again,
            });
            return reported && result.IsComplete ? ExitCode.Success : ExitCode.Failure;
        }
        finally
        {
            // The account was changed, whatever became of the result: somebody must be told.
            if (run.Terminal.Out.IsBroken || !run.Terminal.Out.HasWritten)
            {
                run.Note(ApplyText.Render(result, again, run.ErrorStyle));
            }
        }
    }

    private static ExitCode Refused(CommandRun run, Roster roster, Account account, Plan plan)
    {
        Preparation.TellLeftAlone(run, roster, account, plan);
        PlanOutput.Notes(run, plan);
        var reported = run.Finish(new Report.OfApply(plan, null) { Diagnostics = run.RosterWarnings });
        PlanOutput.LastLine(run, plan, isSaved: null);
        return reported ? ExitCode.Refused : ExitCode.Failure;
    }

    private static SavedPlan? Approval(CommandRun run)
    {
        if (run.Parsed.GetValue(PlanFile) is not { } file)
        {
            return null;
        }

        var contradicting = Settings.Planning.Append(Settings.Only).Append(PlanCommand.NoRefresh)
            .FirstOrDefault(option => Settings.IsGiven(run.Parsed, option));
        if (contradicting is not null)
        {
            throw CommandException.Failed(
                "usage", $"{contradicting.Name} can't go with a saved plan: it holds the options that were approved.");
        }

        var approval = PlanFiles.Read(file);
        return (approval.Plan.Service == Sandbox.Name) == run.Parsed.GetValue(Settings.Sandbox) ? approval
            : approval.Plan.Service == Sandbox.Name
                ? throw OtherService(
                    "The plan was made in the sandbox, and applies to it alone.", $"`telecmi apply {Shell.Quote(file)} --sandbox` does it.")
                : throw OtherService(
                    $"The plan was made at {approval.Plan.Service}, and the sandbox is another account.", "Leave --sandbox out.");
    }

    private static CommandException OtherService(string message, string hint)
        => new(ExitCode.Refused, Diagnostic.Error("other_service", message, hint));

    /// <summary>A terminal, or a pipe: what is shown and asked there.</summary>
    private sealed class Door(CommandRun run, Roster roster, Account account) : IApplyDoor, IDisposable
    {
        private ProgressLine? _progress;

        public void Changed() => run.Note("The account changed meanwhile; this is the plan now:\n");

        public void Show(Prepared prepared, bool asks)
        {
            Preparation.TellLeftAlone(run, roster, account, prepared.Plan);
            PlanOutput.Notes(run, prepared.Plan);
            if (run.IsText)
            {
                run.Show(PlanText.Render(prepared.Plan, run.Style));
            }
            else if (asks)
            {
                run.Note(PlanText.Render(prepared.Plan, run.ErrorStyle));
            }
        }

        public Task<Failure?> AskAsync(Plan plan) => Question.AskAsync(
            run, $"Apply {Wording.Count(plan.Changes.Length, "change")}{Removals(plan)} to account {plan.AppId}?");

        public Task<Result<Action<Outcome>>> BeginAsync(Plan plan)
            => Task.FromResult<Result<Action<Outcome>>>((Action<Outcome>)(_progress = ProgressLine.For(run, plan)).Advance);

        private static string Removals(Plan plan)
            => plan.Changes.Count(change => change.CountsAsRemoval) is > 0 and var leaving
                ? $" ({Wording.Count(leaving, "removal")})" : "";

        public void Dispose()
        {
            _progress?.Dispose();
            _progress = null;
        }
    }
}
