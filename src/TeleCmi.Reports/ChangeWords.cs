using System.Collections.Immutable;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;

namespace TeleCmi.Reports;

/// <summary>A plan in words of our own: no foreign text, no numbers of phones.</summary>
internal static class ChangeWords
{
    /// <summary>Why a user is gone who was recorded.</summary>
    public const string DeletedOutside = "deleted outside telecmi";

    /// <summary>What will happen to an agent.</summary>
    public static string Of(Change change) => change switch
    {
        { Action: ChangeAction.Add } => "add",
        { Action: ChangeAction.Recreate } => $"recreate ({DeletedOutside})",
        { Action: ChangeAction.Adopt } => "already exists and matches; will be recorded, no call",
        { Action: ChangeAction.Forget } => "gone and no longer wanted; its record will be dropped, no call",
        { Action: ChangeAction.Remove } => "remove",
        _ => Why(change) is { } why ? $"update ({why})" : "update",
    };

    /// <summary>What to know of an update beside its fields; null where they say it all.</summary>
    public static string? Why(Change change) => change switch
    {
        { ReplacesPerson: true } => "puts another person on this extension",
        { Adopts: true } => "exists already, not recorded yet",
        { Reason: ChangeReason.Drift } => "changed outside telecmi",
        _ => null,
    };

    /// <summary>Why an agent without an entry stays.</summary>
    public static string Of(KeptReason reason) => reason switch
    {
        KeptReason.Protected => "no entry names it, but it is protected",
        KeptReason.OtherPerson => "no entry names it, and it holds another person than recorded",
        _ => "no entry names it; --prune removes it",
    };

    /// <summary>What will become of a password.</summary>
    public static string Of(FieldChange.Password password)
        => password.Changed == true ? "will change (hidden)" : "will be sent (hidden, not compared)";

    /// <summary>
    /// The fields that a list tells, the password last: a name that does not change stands beside the extension already. Of who leaves,
    /// phone and shift, as of who comes.
    /// </summary>
    public static IEnumerable<FieldChange> Listed(Change change) => change switch
    {
        { Action: ChangeAction.Remove, Before.Values: var values } => values.Schema.Fields
            .Where(field => field.Key is Fields.Phone or "start_time" or "end_time" && field.Get(values) is not null)
            .Select(field => new FieldChange(field.Key, null, field.Get(values))),
        _ => change.Fields.Where(field => change.Action == ChangeAction.Update || field.Field != Fields.Name)
            .OrderBy(field => field is FieldChange.Password),
    };

    /// <summary>The counts that are not zero, e.g. <c>3 to add, 1 to remove</c>; <c>nothing to do</c> where all are.</summary>
    public static string Counts(Plan plan) => plan.Compared ? Counts(plan.Summary) : "NOT COMPARED";

    /// <summary>The same of a summary.</summary>
    public static string Counts(PlanSummary summary)
    {
        var counts = Told(summary.Actions.Where(one => one.Count > 0));
        return counts.Length == 0 ? "nothing to do" : counts;
    }

    /// <summary>Counts in words.</summary>
    public static string Told(IEnumerable<(ChangeAction Action, int Count)> counts)
        => string.Join(", ", counts.Select(one => $"{one.Count} to {Words.Of(one.Action)}"));

    /// <summary>What does not change, in the order in which it is told.</summary>
    public static ImmutableArray<(string Word, int Count)> Others(PlanSummary summary)
        => [("unchanged", summary.None), ("kept", summary.Kept), ("unmanaged", summary.Unmanaged)];

    /// <summary>True where somebody loses an extension, recorded or not.</summary>
    public static bool IsDeparture(Change change) => change.CountsAsRemoval || change.ReplacesPerson;

    /// <summary>What a reviewer looks at first: users who leave, and extensions that go to another person.</summary>
    public static ImmutableArray<Change> Departures(Plan plan) => [.. plan.Changes.Where(IsDeparture)];

    /// <summary>All other changes.</summary>
    public static ImmutableArray<Change> Rest(Plan plan) => [.. plan.Changes.Where(change => !IsDeparture(change))];

    /// <summary>What a reviewer must know before all else.</summary>
    public static IEnumerable<PlanWarning> First(Plan plan) => plan.Warnings.Where(warning => warning.ComesFirst);

    /// <summary>What else to know, but for what is told of those who are kept.</summary>
    public static IEnumerable<PlanWarning> Warnings(Plan plan)
    {
        var kept = plan.Kept.Select(one => one.Extension).ToHashSet();
        return plan.Warnings.Where(warning => !warning.ComesFirst && !(warning.Extension is { } extension && kept.Contains(extension)));
    }

    /// <summary>Who is kept and why, with what to do where there is something.</summary>
    public static IEnumerable<(KeptAgent Agent, string Why)> Kept(Plan plan)
    {
        var told = plan.Warnings.ToLookup(warning => warning.Extension, warning => warning.Message);
        return plan.Kept.Select(kept => (kept, told[kept.Extension].FirstOrDefault() ?? Of(kept.Reason)));
    }

    /// <summary>The heading of what a reviewer must know first.</summary>
    public static string Heading(PlanWarning first) => first.Code switch
    {
        PlanWarning.PolicyChanged => "the policy changes",
        PlanWarning.OtherRoster => "the earlier roster is elsewhere",
        _ => "NOT COMPARED",
    };
}
