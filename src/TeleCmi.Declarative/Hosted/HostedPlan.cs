using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Singles;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Hosted;

/// <summary>What would be done, and who leaves the roster without a call.</summary>
/// <param name="Plan">The command's plan.</param>
/// <param name="Left">Who leaves and stays in the account, as another resource of the deployment has or wants them.</param>
public sealed record HostedPlan(Plan Plan, ImmutableSortedDictionary<int, RemovalBar> Left)
{
    /// <summary>Who leaves the roster and stays in the account: no record is kept of them.</summary>
    public ImmutableArray<int> Forgotten => [.. Plan.Kept.Select(kept => kept.Extension)];

    /// <summary>What differs, for an engine that shows a tree: by extension.</summary>
    public IEnumerable<HostedDifference> Differences
        => Plan.Changes.SelectMany(Of)
            .Concat(Forgotten.Concat(Left.Keys).Select(gone => new HostedDifference(gone, null, DifferenceKind.Removed)))
            .OrderBy(one => one.Extension);

    /// <summary>Who is recorded once the plan is carried out.</summary>
    public IEnumerable<int> Remaining(RecordedState? recorded) => (recorded?.Agents.Keys ?? [])
        .Union(Plan.Changes.Select(change => change.Extension))
        .Except(
            Plan.Changes.Where(change => change.Action is ChangeAction.Remove or ChangeAction.Forget).Select(change => change.Extension))
        .Except(Forgotten).Except(Left.Keys);

    /// <summary>What a person should know besides the plan's own warnings.</summary>
    public IEnumerable<string> Notices
    {
        get
        {
            foreach (var left in Left.GroupBy(one => one.Value.Resource, one => one.Key))
            {
                var (leave, them) = left.Count() == 1 ? ("leaves this roster and stays", "it") : ("leave this roster and stay", "them");
                yield return $"{Ranges.Of(left)} {leave}: {left.Key} has or wants {them}. Nothing is sent";
            }

            if (!Forgotten.IsEmpty)
            {
                var leave = Forgotten.Length == 1 ? "leaves this roster and stays" : "leave this roster and stay";
                yield return $"{Ranges.Of(Forgotten)} {leave} in the account, managed by nobody";
            }
        }
    }

    private static IEnumerable<HostedDifference> Of(Change change) => change switch
    {
        { Action: ChangeAction.Remove or ChangeAction.Forget } => [new(change.Extension, null, DifferenceKind.Removed)],
        // A password that goes along uncompared is none.
        { Action: ChangeAction.Update, Adopts: false }
            => change.Fields.Where(field => field is not FieldChange.Password { Changed: not true })
            .Select(field => new HostedDifference(change.Extension, field.Field, DifferenceKind.Changed)),
        _ => [new(change.Extension, null, DifferenceKind.Added)],
    };
}

/// <summary>What differs of an agent, or of one of its fields.</summary>
/// <param name="Extension">Whose.</param>
/// <param name="Field">By its key; null for the agent as a whole.</param>
/// <param name="Kind">How.</param>
public sealed record HostedDifference(int Extension, string? Field, DifferenceKind Kind);

/// <summary>How something differs.</summary>
public enum DifferenceKind
{
    /// <summary>It comes.</summary>
    Added,

    /// <summary>It has another value.</summary>
    Changed,

    /// <summary>It leaves.</summary>
    Removed,
}

/// <summary>What became of a plan.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Result">Null where a rule of safety refused it, and nothing was sent.</param>
/// <param name="Record">What is true now.</param>
public sealed record HostedEnd(HostedPlan Plan, ApplyResult? Result, HostedRecord Record);
