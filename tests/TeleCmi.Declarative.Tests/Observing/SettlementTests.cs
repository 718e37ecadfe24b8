using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Observing;
using TeleCmi.Declarative.States;
using static TeleCmi.Declarative.Tests.Planning.Case;

namespace TeleCmi.Declarative.Tests.Observing;

/// <summary>The table of parked calls: what a list says about an answer that left a change open.</summary>
public sealed class SettlementTests
{
    // a = as wanted, b = as it was before, x = something else of the same person, o = another person, - = absent.
    [Theory]
    [InlineData(ChangeAction.Add, VerdictKind.Lost, "-", "again")]
    [InlineData(ChangeAction.Add, VerdictKind.Lost, "a", "changed")]
    [InlineData(ChangeAction.Add, VerdictKind.Lost, "x", "converged, records live, says why")]
    [InlineData(ChangeAction.Add, VerdictKind.Lost, "o", "converged, says why")]
    [InlineData(ChangeAction.Add, VerdictKind.Duplicate, "-", "converged, unlisted, says why")]
    [InlineData(ChangeAction.Add, VerdictKind.Duplicate, "a", "converged, records live")]
    [InlineData(ChangeAction.Add, VerdictKind.Duplicate, "x", "converged, records live, says why")]
    [InlineData(ChangeAction.Add, VerdictKind.Duplicate, "o", "converged, says why")]
    [InlineData(ChangeAction.Recreate, VerdictKind.Duplicate, "o", "converged, says why")]
    [InlineData(ChangeAction.Recreate, VerdictKind.Lost, "-", "again")]
    [InlineData(ChangeAction.Recreate, VerdictKind.Lost, "a", "changed")]
    [InlineData(ChangeAction.Update, VerdictKind.Lost, "-", "failed, says why")]
    [InlineData(ChangeAction.Update, VerdictKind.NotFound, "-", "failed, says why")]
    [InlineData(ChangeAction.Update, VerdictKind.Lost, "a", "changed")]
    [InlineData(ChangeAction.Update, VerdictKind.Lost, "b", "again")]
    [InlineData(ChangeAction.Update, VerdictKind.Lost, "x", "open")]
    [InlineData(ChangeAction.Remove, VerdictKind.Lost, "-", "changed")]
    [InlineData(ChangeAction.Remove, VerdictKind.Refused, "b", "again")]
    [InlineData(ChangeAction.Remove, VerdictKind.Lost, "x", "open")]
    public void Each_answer_is_settled_by_what_the_list_shows(ChangeAction action, VerdictKind verdict, string live, string settled)
        => Assert.Equal(settled, Describe(Settlement.Decide(Change(action), verdict, Live(live), null)));

    [Fact]
    public void An_update_that_changes_only_an_unreadable_password_is_sent_again()
    {
        var change = Change(ChangeAction.Update) with { Before = Recorded(101, "Before", password: "old"), After = Recorded(101, "Before", password: "new") };

        Assert.Equal("again", Describe(Settlement.Decide(change, VerdictKind.Lost, Live("b"), null)));
        Assert.Equal("changed", Describe(Settlement.Decide(change, VerdictKind.Lost, Live("b"), change.After?.PasswordFingerprint)));
    }

    [Theory]
    [InlineData(VerdictKind.Lost, "every action", "every action")]
    [InlineData(VerdictKind.NotSent, "none", "every action")]
    [InlineData(VerdictKind.RateLimited, "none", "every action")]
    [InlineData(VerdictKind.Authentication, "none", "none")]
    [InlineData(VerdictKind.Duplicate, "Add Recreate Remove", "Add Recreate Remove")]
    [InlineData(VerdictKind.NotFound, "Update Remove", "Update Remove")]
    [InlineData(VerdictKind.Validation, "Remove", "Remove")]
    [InlineData(VerdictKind.Refused, "Remove", "Remove")]
    [InlineData(VerdictKind.UserLimit, "Remove", "Remove")]
    public void Only_a_list_tells_where_the_answer_does_not_and_of_a_removal_that_was_refused(VerdictKind verdict, string first, string later)
    {
        Assert.Equal((first, later), (Open(isFirst: true), Open(isFirst: false)));

        string Open(bool isFirst)
        {
            ChangeAction[] sent = [ChangeAction.Add, ChangeAction.Recreate, ChangeAction.Update, ChangeAction.Remove];
            var open = sent.Where(action => Settlement.NeedsList(action, verdict, isFirst)).ToList();
            return open.Count == 0 ? "none" : open.Count == sent.Length ? "every action" : string.Join(' ', open);
        }
    }

    private static PendingChange Change(ChangeAction action) => new(
        101,
        action,
        action is ChangeAction.Add or ChangeAction.Recreate ? null : Recorded(101, "Before"),
        action == ChangeAction.Remove ? null : Recorded(101, "After"));

    private static LiveAgent? Live(string live) => live switch
    {
        "a" => Listed(101, "After"),
        "b" => Listed(101, "Before"),
        "x" => Listed(101, "Somebody"),
        "o" => Listed(101, "Somebody", "919876543299"),
        _ => null,
    };

    private static string Describe(Settled settled) => settled switch
    {
        Settled.SendAgain => "again",
        Settled.Open => "open",
        Settled.Done done => Words.Of(done.Kind) + (done.RecordsLive ? ", records live" : "") + (done.Unlisted ? ", unlisted" : "") + (done.Message is null ? "" : ", says why"),
        _ => "?",
    };
}
