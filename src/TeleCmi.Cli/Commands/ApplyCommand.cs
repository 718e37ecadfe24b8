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

namespace TeleCmi.Cli.Commands;

/// <summary>Plans, shows, asks, does. A saved plan is an approval: it is planned afresh and must come out the same.</summary>
internal static class ApplyCommand
{
    // An answer that took longer is given to an account that may have changed.
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(30);

    private static readonly Argument<string?> PlanFile = new("PLANFILE") { Description = "A plan saved by `telecmi plan --out`.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Do not ask." };

    public static Definition Definition { get; } = new("apply", "Make the account match the roster.", RunAsync)
    {
        GivesReports = true,
        ChoosesAgents = true,
        Arguments = [PlanFile],
        Options = [Yes, PlanCommand.NoRefresh, .. Settings.Planning],
        Examples = ["telecmi apply", "telecmi apply --sandbox --yes", "telecmi apply --prune --max-removals 5", "telecmi apply approved.plan.json"],
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
        using var held = await account.LockAsync();
        var loaded = account.Store.Load();
        var state = account.Checked(loaded);
        CheckApproval(approval, account, state);
        if (!refresh && state?.Pending is not null)
        {
            // Such a run plans from the state alone, but what an earlier one left pending can only be settled by a list.
            state = (await account.ObserveAsync(state)).State;
        }

        async Task<Prepared> PrepareAsync()
        {
            var planned = await Preparation.PlanAsync(run, roster, account, state, options, refresh ? account.Reader : null, approval?.Plan);
            return planned with { Plan = planned.Plan.ForApply() };
        }

        var seen = run.Terminal.Time.GetTimestamp();
        var prepared = await PrepareAsync();
        if (approval is not null)
        {
            CheckStill(approval, prepared.Plan);
        }

        if (Refused(run, prepared.Plan) is { } refused)
        {
            return refused;
        }

        var ask = approval is null && !prepared.Plan.IsEmpty && !run.Parsed.GetValue(Yes);
        Show(run, prepared.Plan, ask);
        while (ask)
        {
            await Question.AskAsync(run, $"Apply these {prepared.Plan.Changes.Length} changes?");
            if (!refresh || run.Terminal.Time.GetElapsedTime(seen) <= FreshFor)
            {
                break;
            }

            seen = run.Terminal.Time.GetTimestamp();
            var fresh = await PrepareAsync();
            ask = fresh.Plan.Fingerprint != prepared.Plan.Fingerprint;
            prepared = fresh;
            if (ask)
            {
                run.Note("The account changed meanwhile; this is the plan now:\n");
                if (Refused(run, prepared.Plan) is { } refusedNow)
                {
                    return refusedNow;
                }

                Show(run, prepared.Plan, ask);
            }
        }

        return await DoAsync(run, roster, account, loaded, prepared);
    }

    private static async Task<ExitCode> DoAsync(
        CommandRun run, Roster roster, Account account, RecordedState? loaded, Prepared prepared)
    {
        run.Interrupts.Signals.Stop.ThrowIfCancellationRequested();
        using var progress = ProgressLine.For(run, prepared.Plan.Changes.Length);
        var result = await new Applier(account.Reader, account.Writer, account.Store).ApplyAsync(
            new ApplyJob
            {
                Plan = prepared.Plan,
                Roster = roster,
                Loaded = loaded,
                Settled = prepared.Input.State,
                Live = prepared.Input.Live,
                Passwords = account.Passwords,
                Key = prepared.Key ?? throw new InvalidOperationException("Planned without the app secret."),
                AppId = account.AppId ?? throw new InvalidOperationException("Planned without the app id."),
                Origin = account.Origin,
                Parallelism = run.Parsed.GetValue(Settings.Parallelism),
                Progress = progress.Advance,
            },
            run.Interrupts.Signals);
        progress.Dispose();
        if (result.Fault is { } fault)
        {
            run.Note([fault]);
        }

        var done = result.Outcomes.Where(one => one.Kind <= OutcomeKind.Converged).Select(one => one.Extension).ToHashSet();
        var coverage = CoverageForecast.Of(prepared.Input, prepared.Plan.Changes.Where(change => done.Contains(change.Extension)));
        try
        {
            var reported = run.Finish(new Report.OfApply(prepared.Plan, result) { Coverage = coverage, Diagnostics = run.RosterWarnings });
            return reported && result.IsComplete ? ExitCode.Success : ExitCode.Failure;
        }
        finally
        {
            // The account was changed, whatever became of the result: somebody must be told.
            if (run.Terminal.Out.IsBroken || !run.Terminal.Out.HasWritten)
            {
                run.Note(ApplyText.Render(result, run.ErrorStyle));
            }
        }
    }

    private static void Show(CommandRun run, Plan plan, bool ask)
    {
        PlanOutput.Notes(run, plan);
        if (run.IsText)
        {
            run.Show(PlanText.Render(plan, run.Style));
        }
        else if (ask)
        {
            run.Note(PlanText.Render(plan, run.ErrorStyle));
        }
    }

    private static ExitCode? Refused(CommandRun run, Plan plan)
    {
        if (plan.Refusals.IsEmpty)
        {
            return null;
        }

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

        var contradicting = Settings.Planning.Append(Settings.Only).Append(PlanCommand.NoRefresh).FirstOrDefault(option => Settings.IsGiven(run.Parsed, option));
        if (contradicting is not null)
        {
            throw CommandException.Failed("usage", $"{contradicting.Name} can't go with a saved plan: it holds the options that were approved.");
        }

        var approval = PlanFiles.Read(file);
        return (approval.Plan.Service == Account.SandboxOrigin) == run.Parsed.GetValue(Settings.Sandbox) ? approval
            : approval.Plan.Service == Account.SandboxOrigin
                ? throw OtherService("The plan was made in the sandbox, and applies to it alone.", $"`telecmi apply {Shell.Quote(file)} --sandbox` does it.")
                : throw OtherService($"The plan was made at {approval.Plan.Service}, and the sandbox is another account.", "Leave --sandbox out.");
    }

    private static void CheckApproval(SavedPlan? approval, Account account, RecordedState? state)
    {
        if (approval is null)
        {
            return;
        }

        if (approval.Plan.AppId != account.AppId)
        {
            throw Stale($"The plan is for account {approval.Plan.AppId}, not {account.AppId}.");
        }

        if (approval.Plan.Service != account.Service)
        {
            throw OtherService($"The plan was made at {approval.Plan.Service}, not at {account.Service}.", "Give that service with --base-url, or plan again at this one.");
        }

        if (state is not null && state.Lineage != approval.Plan.Lineage)
        {
            throw Stale("The plan was made with another state.");
        }
    }

    private static void CheckStill(SavedPlan approval, Plan plan)
    {
        var differing = approval.DifferencesFrom(plan);
        if (!differing.IsEmpty)
        {
            throw plan.IsEmpty ? Stale("Nothing is left to do: the plan was probably applied already.", "`telecmi plan` shows the account as it is now.") : Stale($"The plan is stale: {Ranges.Of(differing)} would change in another way now.");
        }
    }

    private static CommandException Stale(string message, string hint = "Plan again with `telecmi plan --out FILE`, and have that approved.")
        => new(ExitCode.Refused, Diagnostic.Error("stale_plan", message, hint));

    private static CommandException OtherService(string message, string hint)
        => new(ExitCode.Refused, Diagnostic.Error("other_service", message, hint));
}
