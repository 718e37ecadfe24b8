using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;

namespace TeleCmi.Reports;

/// <summary>What the doors of all engines say alike of a plan whose state the engine keeps: nothing that only the command can do.</summary>
public static class HostedWords
{
    /// <summary>This many agents are named; more are counted.</summary>
    public const int NamedAtMost = 20;

    // Of a file: here the engine has one.
    private const string NoState = "no_state";

    /// <summary>The warnings of the plan.</summary>
    public static IEnumerable<PlanWarning> Warnings(Plan plan)
        => from warning in plan.Warnings where warning.Code != NoState select warning with { Message = Own(warning.Message) };

    /// <summary>Why a plan is refused: what it would do, and to whom.</summary>
    public static string Of(Plan plan, Refusal refusal)
    {
        var changes = plan.Changes.ToDictionary(change => change.Extension);
        return $"{Own(refusal.Message)}: {Wording.Some(refusal.Extensions.Select(Named), NamedAtMost)}";

        string Named(int extension) => changes.GetValueOrDefault(extension) is not { Name: { } name } change ? $"{extension}"
            : refusal.Rule == SafetyRule.Takeover && change.Before?.Name is { } other
                ? $"{extension} {Shown.Quoted(name)} (there is {Shown.Quoted(other)})"
            : $"{extension} {Shown.Quoted(name)}";
    }

    private static string Own(string message) => message.Split("; `telecmi ")[0].TrimEnd('.');
}
