using System.CommandLine;
using TeleCmi.Cli.Running;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Drifts;
using TeleCmi.Declarative.Git;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Runs;
using TeleCmi.Declarative.States;
using TeleCmi.Reports;
using TeleCmi.Reports.Text;

namespace TeleCmi.Cli.Commands;

/// <summary>Shows what apply would do. Never writes to the service, nor to the state.</summary>
internal static class PlanCommand
{
    internal static readonly Option<string?> OutFile = new("--out")
    {
        Description = "Save the plan to FILE, for `telecmi apply FILE`.",
        HelpName = "FILE",
    };
    private static readonly Option<bool> DetailedExitCode = new("--detailed-exitcode")
    {
        Description = "Exit 2 where there is something to do.",
    };
    public static readonly Option<bool> NoRefresh = new("--no-refresh")
    {
        Description = "Compare with the state only: no credentials, no network.",
    };

    private static readonly Option<string?> Base = new("--base")
    {
        Description = "Compare with the roster at a git revision: no credentials, no network.",
        HelpName = "REV",
    };

    public static Definition Definition { get; } = new("plan", "Show what apply would do.", RunAsync)
    {
        Common = [.. Settings.OfRoster, .. Settings.OfAccount, Settings.Only, .. Settings.OfReport, Settings.FullPhones],
        IsReview = parsed => parsed.GetValue(NoRefresh) || parsed.GetValue(Base) is not null,
        Options = [OutFile, NoRefresh, Base, DetailedExitCode, .. Settings.Planning],
        Examples = ["telecmi plan", "telecmi plan --prune --detailed-exitcode", "telecmi plan --out approved.plan.json",
            "telecmi plan --base origin/main --format markdown", "telecmi plan --report plan.md --report plan.html"],
    };

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var options = Settings.PlanOptions(run.Parsed);
        var revision = run.Parsed.GetValue(Base);
        var refresh = !run.Parsed.GetValue(NoRefresh) && revision is null;
        var file = run.Parsed.GetValue(OutFile);
        if (!refresh)
        {
            RosterSource.CheckContained(run);
        }
        else
        {
            PasswordKey.Prepare();
        }

        var roster = RosterSource.Load(run);
        using var account = refresh ? Account.WithSecrets(run, roster) : Account.WithoutSecrets(run, roster);
        if (file is not null)
        {
            Places.PrepareOutput(run, file);
        }

        if (revision is not null)
        {
            return Show(run, await AgainstAsync(run, roster, account, revision, options), file);
        }

        var stop = run.Interrupts.Signals.Stop;
        var state = (await account.RunOffline.LoadAsync(stop)).OrEnd()?.State;
        options = Preparation.Choose(run, options, roster, state).OrEnd();
        var prepared = (await (refresh ? account.Run : account.RunOffline).PlanAsync(state, options, refresh, stop)).OrEnd();
        Preparation.TellLeftAlone(run, roster, account, prepared.Plan);
        return Show(run, prepared, file);
    }

    private static async Task<Prepared> AgainstAsync(CommandRun run, Roster roster, Account account, string revision, PlanOptions options)
    {
        var file = run.Parsed.GetValue(Settings.File) ?? "agents.yaml";
        var earlier = (await EarlierRosters.LoadAsync(file, revision, run.Terminal.Environment, run.Interrupts.Signals.Stop)).OrEnd();
        var known = roster.Agents.Concat(earlier.Roster?.Agents ?? []).Select(agent => agent.Extension);
        options = Preparation.Choose(run, options, "neither version of the roster knows", [.. known]).OrEnd();
        return account.RunOffline.PlanAgainst(earlier, revision, options);
    }

    private static ExitCode Show(CommandRun run, Prepared prepared, string? file)
    {
        var plan = prepared.Plan;
        PlanOutput.Notes(run, plan);
        var drift = prepared.Input is { State: not null, Live: not null, AppId: not null }
            ? DriftDetector.Detect(prepared.Input, pending: false) : null;
        var reported = run.Finish(new Report.OfPlan(plan) { Diagnostics = run.RosterWarnings, Drift = drift });
        if (!plan.Refusals.IsEmpty)
        {
            PlanOutput.LastLine(run, plan, isSaved: file is null ? null : false);
            return reported ? ExitCode.Refused : ExitCode.Failure;
        }

        if (file is not null)
        {
            reported &= plan.Refreshed
                ? PlanFiles.Write(run, plan, file)
                : NotSaved(run, $"Not saved: a plan of {(plan.Base is null ? "--no-refresh" : "--base")} has not seen the account.");
        }

        return !reported ? ExitCode.Failure
            : run.Parsed.GetValue(DetailedExitCode) && !plan.IsEmpty ? ExitCode.Differences
            : ExitCode.Success;
    }

    private static bool NotSaved(CommandRun run, string line)
    {
        if (run.IsText)
        {
            run.Print(line + "\n");
        }
        else
        {
            run.Note(line + "\n");
        }

        return false;
    }
}

/// <summary>What of a plan goes to standard error.</summary>
internal static class PlanOutput
{
    public static void Notes(CommandRun run, Plan plan)
        => run.Note(string.Concat(
            plan.Warnings.Select(warning => DiagnosticText.Render(warning, run.ErrorStyle))
                .Concat(plan.Refusals.Select(refusal => DiagnosticText.Render(refusal, run.ErrorStyle)))));

    /// <summary>A refusal, said again where the reader ends: the plan above it reads like success.</summary>
    public static void LastLine(CommandRun run, Plan plan, bool? isSaved)
    {
        if (run.IsText)
        {
            var rules = string.Join(", ", plan.Refusals.Select(refusal => Words.Of(refusal.Rule)));
            var first = plan.Refusals.Any(refusal => refusal.Rule == SafetyRule.NoPassword)
                ? "give these passwords a value (`telecmi validate --variables` names their variables), then "
                : "";
            run.Show(
                $"{run.Style.Red("Refused")} ({rules}): nothing was changed.{(isSaved == false ? " Not saved." : "")} "
                + $"To allow it: {run.CommandLines.Whole(first)}{Shown.Sentence(run.CommandLines.ToAllow(plan))}\n");
        }
        else if (isSaved == false)
        {
            run.Note("Not saved.\n");
        }
    }
}
