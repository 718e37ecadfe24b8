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
            : Failure.Of("usage", $"--only names {Ranges.Of(unknown)}, which {who}.");
    }

    /// <summary>
    /// Tells how many passwords are left alone, and by which variables where more is to be told. Of one that must be sent the plan tells
    /// more. Said once, though an apply may plan again after its question.
    /// </summary>
    public static void TellLeftAlone(CommandRun run, Roster roster, Account account, Plan plan)
    {
        var needed = plan.Changes.Where(change => change.LacksPassword).Select(change => change.Extension);
        ImmutableSortedSet<int> leftAlone = [.. account.Unset.Except(needed).Where(plan.Options.Includes)];
        if (RosterSecrets.LeftAlone(roster, leftAlone) is not { } told)
        {
            return;
        }

        if (run.Parsed.GetValue(Settings.Verbose))
        {
            var entries = roster.Agents.Where(agent => leftAlone.Contains(agent.Extension));
            var names = (roster with { AppId = null, Secret = null, Agents = [.. entries] }).Variables;
            told = told with { Hint = $"unset: {string.Join(", ", names)}" };
        }

        if (!run.RosterWarnings.Contains(told))
        {
            run.Warn([told]);
        }
    }
}
