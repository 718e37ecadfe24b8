using System.Collections.Immutable;
using TeleCmi.Client.Agents;

namespace TeleCmi.Declarative.Planning;

/// <summary>Passwords that must be sent and have no value in this run: a plan needs none of them and warns, apply refuses.</summary>
internal static class MissingPasswords
{
    public const string Code = "no_password";

    public static PlanWarning? Warning(Plan plan)
    {
        var lacking = Lacking(plan);
        return lacking.IsEmpty ? null : new PlanWarning(
            Code, $"{Message(lacking)}; apply refuses this plan until they have one.");
    }

    public static Refusal? Refusal(Plan plan)
    {
        var lacking = Lacking(plan);
        return lacking.IsEmpty ? null
            : new Refusal(SafetyRule.NoPassword, $"{Message(lacking)}.", lacking.Length, 0, lacking, "--env-file FILE");
    }

    private static ImmutableArray<int> Lacking(Plan plan)
        => [.. plan.Changes.Where(change => change is { LacksPassword: true, Obstacle: Obstacle.None }).Select(change => change.Extension)];

    private static string Message(ImmutableArray<int> lacking)
        => Wording.Count(lacking.Length, "password must be sent and has", "passwords must be sent and have")
        + $" no value here: {Ranges.Of(lacking)}";
}
