using System.Collections.Immutable;
using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Planning;

/// <summary>Who is recorded and not in the account: where that is most of them, it is probably another account.</summary>
/// <param name="Recorded">How many are recorded whom a list should show.</param>
/// <param name="Missing">Those of them whom it does not, sorted.</param>
public sealed record Absence(int Recorded, ImmutableArray<int> Missing)
{
    // A share of a handful of agents says nothing.
    private const int EnoughToJudge = 10;

    /// <summary>True where somebody should look whether this is the right account.</summary>
    public bool IsOfMost => Recorded >= EnoughToJudge && Missing.Length * 2 > Recorded;

    /// <summary>What to ask then.</summary>
    public string Question => $"{Missing.Length} of {Recorded} recorded agents are missing from the account. Is this the right account?";

    internal static Absence Of(PlanInput input)
    {
        ImmutableArray<int> listed =
        [
            .. from agent in input.State?.Agents.Values ?? [] where !agent.Unlisted select agent.Extension,
        ];
        return new Absence(listed.Length, [.. listed.Where(extension => input.Live?.Agents.ContainsKey(extension) == false)]);
    }
}
