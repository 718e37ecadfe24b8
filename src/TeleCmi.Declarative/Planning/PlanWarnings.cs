using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Planning;

/// <summary>What the reader of a plan should know; none of it changes an exit code.</summary>
internal static class PlanWarnings
{
    private const int NamedAtMost = 10;

    public static ImmutableArray<PlanWarning> Of(PlanInput input, Plan plan, ImmutableArray<Decision> decisions)
    {
        var warnings = ImmutableArray.CreateBuilder<PlanWarning>();
        warnings.AddRange(input.BaseWarnings);
        if (input.State is null && input.Base is null)
        {
            warnings.Add(new PlanWarning("no_state", "There is no state file: nothing is recorded yet, and this run removes nothing."));
        }

        if (input.CutShort is not null)
        {
            warnings.Add(new PlanWarning("pending", input.CutShort.Notice));
        }

        warnings.AddRange(plan.Kept.Select(kept => OfKept(input, kept)).OfType<PlanWarning>());
        warnings.AddRange(from nothing in decisions.OfType<Decision.Nothing>() where nothing.Unlisted select Unlisted(nothing.Extension));
        warnings.AddRange(plan.Changes.Select(OfChange).OfType<PlanWarning>());
        warnings.AddRange(Moves.Of(input, plan));
        warnings.AddRange(plan.Changes.Where(Inherits).Select(change => Of(
            change.Extension, "password_inherited",
            $"Another person gets {change.Extension} and keeps its password; give the entry a new one if the old holder knows it.")));
        warnings.AddRange(new[] { MissingPasswords.Warning(plan), NotCompared(input), PasswordsNotCompared(input) }.OfType<PlanWarning>());
        return warnings.ToImmutable();
    }

    private static PlanWarning? OfKept(PlanInput input, KeptAgent kept) => kept.Reason switch
    {
        KeptReason.Protected => Of(
            kept.Extension, "protected_kept",
            $"{kept.Extension} is protected and stays, though no entry names it; `telecmi state unprotect {kept.Extension}` lifts that."),
        KeptReason.OtherPerson => Of(
            kept.Extension, "other_person",
            $"{kept.Extension} holds another person than recorded and stays; `telecmi import {kept.Extension}` confirms it."),
        _ => input.State?.Agents.GetValueOrDefault(kept.Extension)?.Unlisted == true ? Unlisted(kept.Extension) : null,
    };

    private static PlanWarning Unlisted(int extension) => Of(
        extension, "unlisted",
        $"{extension} exists by the service's word, but no list shows it (a supervisor, perhaps); it is left alone until one does.");

    private static PlanWarning? OfChange(Change change) => change.Obstacle switch
    {
        Obstacle.DoubledUser => Of(
            change.Extension, "doubled_user",
            $"The service lists {change.Extension} twice; its change will not be sent. Remove one of the two in the dashboard."),
        Obstacle.Unreadable => Of(
            change.Extension, "unreadable",
            $"The service does not show the password of {change.Extension}, and an update must send it; "
            + "give `password` in its entry. Its change will not be sent."),
        _ => null,
    };

    private static PlanWarning Of(int extension, string code, string message) => new(code, message, extension);

    private static bool Inherits(Change change)
        => change.ReplacesPerson && !change.Fields.Any(field => field is FieldChange.Password { Changed: true });

    private static PlanWarning? NotCompared(PlanInput input)
    {
        if (input.Base is not null)
        {
            return null;
        }

        var unknown = (from agent in input.Roster.Agents
                       where input.Options.Includes(agent.Extension)
                       let record = input.State?.Agents.GetValueOrDefault(agent.Extension)
                       let live = input.Live?.Agents.GetValueOrDefault(agent.Extension)
                       where live is not null || (input.Live is null && record is { Unlisted: false })
                       where Comparison.HasUnknown(agent.Values, record?.Values, live?.Values)
                       from view in Comparison.View(agent.Values, record?.Values, live?.Values)
                       where view.Current is null
                       select $"{agent.Extension} {view.Field.Key}").ToImmutableArray();
        return unknown.IsEmpty ? null : new PlanWarning(
            "not_compared", $"The current value is unknown and taken as equal: {Wording.Some(unknown, NamedAtMost)}.");
    }

    private static PlanWarning? PasswordsNotCompared(PlanInput input)
    {
        if (input.Live is null)
        {
            return null;
        }

        var unknown = (from agent in input.Roster.Agents
                       where input.Options.Includes(agent.Extension) && input.Live.Agents.ContainsKey(agent.Extension)
                       let facts = input.Passwords.For(agent.Extension)
                       where facts is { IsManaged: true, IsGiven: true, IsUncompared: false, Differs: null }
                       where input.Passwords.KeyChanged || input.Passwords.Policy == PasswordPolicy.Managed
                       select $"{agent.Extension}").ToImmutableArray();
        return unknown.IsEmpty ? null : new PlanWarning(
            "password_not_compared",
            (input.Passwords.KeyChanged
                ? "The app secret is another than the one the state was written with: "
                : "The service does not show these passwords and none is recorded: ")
            + $"passwords are not compared for {Wording.Some(unknown, NamedAtMost)}.");
    }
}
