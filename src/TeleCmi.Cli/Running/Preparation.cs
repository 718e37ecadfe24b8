using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using TeleCmi.Declarative.States;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.Cli.Running;

/// <summary>Whom a run is about, and what it leaves alone.</summary>
internal static class Preparation
{
    /// <summary>The options of a run that has a roster, and perhaps a state.</summary>
    public static Result<PlanOptions> Choose(CommandRun run, PlanOptions options, Roster roster, RecordedState? state) => Choose(
        run, options, "neither the roster nor the state knows",
        [.. roster.Agents.Select(agent => agent.Extension), .. state?.Agents.Keys ?? []]);

    /// <summary>
    /// The options, with the ranges of <c>--only</c> as the extensions that they hold; fails where it names somebody unknown.
    /// </summary>
    public static Result<PlanOptions> Choose(CommandRun run, PlanOptions options, string who, ImmutableSortedSet<int> known)
    {
        var only = options.Only.Union(Settings.ChosenBy(run.Parsed).Among(known));
        var unknown = only.Except(known);
        return unknown.IsEmpty ? options with { Only = only }
            : Failure.Of("usage", $"--only names {string.Join(", ", unknown)}, which {who}.");
    }

    /// <summary>
    /// Tells whose password is left alone. Of one that must be sent the plan tells more. Said once, though an apply may plan again after
    /// its question.
    /// </summary>
    public static void TellLeftAlone(CommandRun run, Roster roster, Account account, Plan plan)
    {
        var needed = plan.Changes.Where(change => change.LacksPassword).Select(change => change.Extension);
        var leftAlone = account.Unset.Except(needed).Where(plan.Options.Includes);
        if (RosterSecrets.LeftAlone(roster, [.. leftAlone]) is { } told && !run.RosterWarnings.Contains(told))
        {
            run.Warn([told]);
        }
    }
}
