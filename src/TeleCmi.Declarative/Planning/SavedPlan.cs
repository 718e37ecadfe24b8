using System.Collections.Immutable;

namespace TeleCmi.Declarative.Planning;

/// <summary>
/// An approval: what was shown, with the options it was made with. It is never carried out as such; apply plans afresh and
/// compares.
/// </summary>
/// <param name="Plan">As it was shown: what is listed of each change, without what only a run knows.</param>
public sealed record SavedPlan(Plan Plan)
{
    /// <summary>The extensions whose change is another in the fresh plan: added, gone, or with other values.</summary>
    public ImmutableArray<int> DifferencesFrom(Plan fresh)
    {
        ArgumentNullException.ThrowIfNull(fresh);
        var approved = Plan.Changes.ToDictionary(change => change.Extension, PlanFingerprint.Of);
        var now = fresh.Changes.ToDictionary(change => change.Extension, PlanFingerprint.Of);
        return [.. approved.Keys.Union(now.Keys).Where(e => approved.GetValueOrDefault(e) != now.GetValueOrDefault(e)).Order()];
    }
}
