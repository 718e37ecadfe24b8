using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.Runs;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Cli.Running;

/// <summary>From a roster and an account to a plan: the part that plan and apply share.</summary>
internal static class Preparation
{
    /// <summary>Plans; reads the account where <paramref name="reader"/> is given.</summary>
    /// <exception cref="CommandException">The account is unreadable.</exception>
    public static async Task<Prepared> PlanAsync(
        CommandRun run, Roster roster, Account account, RecordedState? state, PlanOptions options, IAgentReader? reader, Plan? approved = null)
    {
        var prepared = Result(await Reconciliation.PlanAsync(
            Request(run, roster, account, state, options) with { Lineage = approved?.Lineage, UncomparedPasswords = approved?.UnknownPasswords ?? [] },
            reader,
            run.Interrupts.Signals.Stop));
        TellLeftAlone(run, roster, account, prepared.Plan);
        return prepared;
    }

    /// <summary>What a run starts from.</summary>
    /// <exception cref="CommandException"><c>--only</c> names nobody.</exception>
    public static ReconciliationRequest Request(CommandRun run, Roster roster, Account account, RecordedState? state, PlanOptions options)
    {
        options = Choose(run, options, "neither the roster nor the state knows", [.. roster.Agents.Select(agent => agent.Extension), .. state?.Agents.Keys ?? []]);
        return new ReconciliationRequest
        {
            Roster = roster,
            Passwords = account.Passwords,
            State = state,
            Options = options,
            AppId = account.AppId ?? state?.AppId,
            AppSecret = account.AppSecret,
            Service = account.Service,
        };
    }

    /// <exception cref="CommandException">The account is unreadable.</exception>
    public static T Result<T>(Looked<T> looked) => looked switch
    {
        Looked<T>.Seen seen => seen.Result,
        Looked<T>.Failed failed => throw new CommandException(ExitCode.Failure, failed.Diagnostic),
        _ => throw new InvalidOperationException(),
    };

    // Of a password that must be sent the plan tells more. Said once, though an apply may plan again after its question.
    private static void TellLeftAlone(CommandRun run, Roster roster, Account account, Plan plan)
    {
        var needed = plan.Changes.Where(change => change.LacksPassword).Select(change => change.Extension);
        var leftAlone = account.Unset.Except(needed).Where(plan.Options.Includes);
        if (RosterSecrets.LeftAlone(roster, [.. leftAlone]) is { } told && !run.RosterWarnings.Contains(told))
        {
            run.Warn([told]);
        }
    }

    /// <summary>The options, with the ranges of <c>--only</c> as the extensions that they hold.</summary>
    /// <exception cref="CommandException"><c>--only</c> names somebody unknown.</exception>
    public static PlanOptions Choose(CommandRun run, PlanOptions options, string who, ImmutableSortedSet<int> known)
    {
        var only = options.Only.Union(Settings.ChosenBy(run.Parsed).Among(known));
        var unknown = only.Except(known);
        return unknown.IsEmpty ? options with { Only = only } : throw CommandException.Failed("usage", $"--only names {string.Join(", ", unknown)}, which {who}.");
    }
}
