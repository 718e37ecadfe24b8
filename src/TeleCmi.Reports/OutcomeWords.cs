using System.Collections.Immutable;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.States;

namespace TeleCmi.Reports;

/// <summary>How changes ended, as people say it. JSON keeps the words of <see cref="OutcomeKind"/>.</summary>
public static class OutcomeWords
{
    /// <summary>What an apply does that is run again after one that left something undone.</summary>
    internal const string OfAgain = "it reads the account, settles what is not known and does the rest.";

    // In the order in which they are counted: what is done, then what is not.
    private static readonly ImmutableArray<string> All = [
        "added", "updated", "removed", "recreated", "recorded", "forgotten", "already so", "failed", "not known", "skipped"];

    /// <summary>Of one change.</summary>
    public static string Of(Outcome outcome) => (outcome.Kind, outcome.Action) switch
    {
        (OutcomeKind.Failed, _) => "failed",
        (OutcomeKind.Unknown, _) => "not known",
        (OutcomeKind.Skipped, _) => "skipped",
        (_, ChangeAction.Adopt) => "recorded",
        (_, ChangeAction.Forget) => "forgotten",
        (OutcomeKind.Converged, _) => "already so",
        (_, ChangeAction.Add) => "added",
        (_, ChangeAction.Remove) => "removed",
        (_, ChangeAction.Recreate) => "recreated",
        _ => "updated",
    };

    /// <summary>How often each word fits; those that never do are left out.</summary>
    internal static ImmutableArray<(string Word, Outcome First, int Count)> Ends(ApplyResult result) =>
    [
        .. result.Outcomes.GroupBy(Of).OrderBy(ends => All.IndexOf(ends.Key)).Select(ends => (ends.Key, ends.First(), ends.Count())),
    ];

    /// <summary>The same in a sentence, e.g. <c>4 added, 1 removed; 3 failed</c>.</summary>
    internal static string Counts(ApplyResult result)
    {
        var ends = Ends(result).ToLookup(end => end.First.IsDone, end => $"{end.Count} {end.Word}");
        var open = string.Join(", ", ends[false]);
        return string.Join(", ", ends[true].DefaultIfEmpty("nothing")) + (open.Length == 0 ? "" : $"; {open}");
    }
}
