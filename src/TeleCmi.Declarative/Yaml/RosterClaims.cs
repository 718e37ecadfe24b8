using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Rosters;

namespace TeleCmi.Declarative.Yaml;

/// <summary>Several rosters of one account part its extensions: each belongs to one of them.</summary>
public static class RosterClaims
{
    /// <summary>Extensions of one account that two rosters claim, each told at the later one.</summary>
    /// <param name="rosters">In the order of the run.</param>
    /// <param name="appIdOfEnvironment">
    /// The account of those that name none; null where the environment names none either: they are not compared.
    /// </param>
    public static ImmutableArray<Diagnostic> Conflicts(IEnumerable<Roster> rosters, string? appIdOfEnvironment)
    {
        var claimed = new Dictionary<(string Account, int Extension), Position>();
        var conflicts = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var roster in rosters)
        {
            // A reference is compared as it is written: checking expands none.
            if ((roster.LiteralAppId?.ToString() ?? roster.AppId?.SourceText ?? appIdOfEnvironment) is not { } account)
            {
                continue;
            }

            foreach (var agent in roster.Agents)
            {
                if (!claimed.TryAdd((account, agent.Extension), agent.Position))
                {
                    conflicts.Add(RosterProblem.ClaimedTwice(agent.Position, agent.Extension, claimed[(account, agent.Extension)]));
                }
            }
        }

        return conflicts.ToImmutable();
    }
}
