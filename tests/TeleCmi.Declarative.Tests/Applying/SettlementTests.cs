using TeleCmi.Client;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Applying;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;
using static TeleCmi.Declarative.Tests.Planning.Case;

namespace TeleCmi.Declarative.Tests.Applying;

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
        => Assert.Equal(settled, Describe(Settlement.Decide(Change(action), new Verdict(verdict), Live(live), null)));

    [Fact]
    public void An_update_that_changes_only_an_unreadable_password_is_sent_again()
    {
        var change = Change(ChangeAction.Update) with { Before = Recorded(101, "Before", password: "old"), After = Recorded(101, "Before", password: "new") };

        Assert.Equal("again", Describe(Settlement.Decide(change, new Verdict(VerdictKind.Lost), Live("b"), null)));
        Assert.Equal("changed", Describe(Settlement.Decide(change, new Verdict(VerdictKind.Lost), Live("b"), change.After?.PasswordFingerprint)));
    }

    private static Change Change(ChangeAction action) => new()
    {
        Action = action,
        Extension = 101,
        Reason = ChangeReason.Differs,
        Before = action is ChangeAction.Add or ChangeAction.Recreate ? null : Recorded(101, "Before"),
        After = action == ChangeAction.Remove ? null : Recorded(101, "After"),
    };

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
