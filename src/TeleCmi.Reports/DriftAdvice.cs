using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Drifts;

namespace TeleCmi.Reports;

/// <summary>What to do about one kind of drift.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Text">Sentences of our own, with commands in backticks.</param>
public sealed record DriftAdvice(DriftKind Kind, string Text)
{
    /// <summary>For each kind that occurs and counts, or is not applied yet.</summary>
    public static ImmutableArray<DriftAdvice> Of(Drift drift)
    {
        ArgumentNullException.ThrowIfNull(drift);
        var kinds = drift.Agents.Where(agent => agent.Counts || agent.Kind == DriftKind.NotApplied).GroupBy(agent => agent.Kind)
            .OrderBy(kind => kind.Key).ToList();
        return kinds.Count > 0 && drift.Absence.IsOfMost
            ? [new DriftAdvice(
                kinds[0].Key, $"{drift.Absence.Question} If not, check the app id and the state. "
                + "If it is: `telecmi apply --allow-recreate` makes it as the roster says.")]
            : [.. kinds.Select(kind => new DriftAdvice(
                kind.Key,
                Of(kind.Key, Ranges.Argument(kind.Select(one => one.Extension))) + (kind.Any(HasLeft) ? $" {Leavers}" : "")))];
    }

    private const string Leavers = "Who left the roster stays until `telecmi apply --prune`.";

    private static bool HasLeft(DriftedAgent agent) => agent is { Kind: DriftKind.NotApplied, Source: null, IsLive: true };

    /// <summary>What to do about a kind, whoever it is about.</summary>
    internal static string Of(DriftKind kind) => Of(kind, "EXT");

    private static string Of(DriftKind kind, string whom) => kind switch
    {
        DriftKind.Changed => "Somebody edited the user in the service. The roster is right: `telecmi apply` puts its values back. "
            + $"The edit is right: `telecmi import {whom} --write` puts it into the roster and records it.",
        DriftKind.Missing => "Somebody deleted the user in the service. The roster is right: `telecmi apply` adds the user again. "
            + "The deletion is right: delete the entry, and `telecmi apply` drops the record.",
        DriftKind.Unmanaged => "Somebody made the user in the service. "
            + $"To keep the user, `telecmi import {whom} --write` puts an entry into the roster and records the user. "
            + "If the user should go, delete it in the dashboard. `unmanaged: ignore` in the policy leaves such users out of every report.",
        _ => "The roster was changed, and the service is as it was recorded. `telecmi apply` makes it so.",
    };
}
