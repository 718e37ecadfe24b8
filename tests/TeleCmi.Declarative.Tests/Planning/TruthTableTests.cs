using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.States;

namespace TeleCmi.Declarative.Tests.Planning;

/// <summary>Every row of the table: what is planned when, with and without a refresh.</summary>
public sealed class TruthTableTests
{
    // wanted / recorded / live: "-" absent, letters name the values (n: another name, x: another person); P = protected.
    [Theory]
    [InlineData("- - a", "", "", "")]
    [InlineData("- a -", "forget", "forget", "kept:not_in_roster")]
    [InlineData("- aP -", "kept:protected", "kept:protected", "kept:protected")]
    [InlineData("- a a", "kept:not_in_roster", "remove", "kept:not_in_roster")]
    [InlineData("- a b", "kept:not_in_roster", "remove", "kept:not_in_roster")]
    [InlineData("- aP a", "kept:protected", "kept:protected", "kept:protected")]
    [InlineData("- aP b", "kept:protected", "kept:protected", "kept:protected")]
    [InlineData("- a x", "kept:other_person", "kept:other_person", "kept:not_in_roster")]
    [InlineData("- aP x", "kept:other_person", "kept:other_person", "kept:protected")]
    [InlineData("a - -", "add:new", "add:new", "add:new")]
    [InlineData("a - a", "adopt:exists", "adopt:exists", "add:new")]
    [InlineData("a - b", "update:differs+adopts", "update:differs+adopts", "add:new")]
    [InlineData("a - x", "update:differs+adopts+swap refused:takeover", "update:differs+adopts+swap refused:takeover", "add:new")]
    [InlineData("a a -", "recreate:gone", "recreate:gone", "none")]
    [InlineData("a b -", "recreate:gone", "recreate:gone", "update:differs")]
    [InlineData("a a a", "none", "none", "none")]
    [InlineData("a b a", "none", "none", "update:differs")]
    [InlineData("a b b", "update:differs", "update:differs", "update:differs")]
    [InlineData("a a b", "update:drift", "update:drift", "none")]
    [InlineData("a b c", "update:differs", "update:differs", "update:differs")]
    [InlineData("a a x", "update:drift+swap", "update:drift+swap", "none")]
    [InlineData("a a n", "update:drift", "update:drift", "none")]
    [InlineData("a n n", "update:differs", "update:differs", "update:differs")]
    [InlineData("a x x", "update:differs+swap", "update:differs+swap", "update:differs+swap")]
    [InlineData("a x a", "none", "none", "update:differs+swap")]
    [InlineData("a - n", "update:differs+adopts", "update:differs+adopts", "add:new")]
    [InlineData("aP - a", "adopt:exists", "adopt:exists", "add:new")]
    [InlineData("aP a b", "update:drift", "update:drift", "update:protection")]
    [InlineData("aP a a", "update:protection", "update:protection", "update:protection")]
    public void Each_row_is_planned_as_the_table_says(string row, string planned, string pruned, string unrefreshed)
    {
        var plan = Of(row, prune: false, refresh: true);
        var prune = Of(row, prune: true, refresh: true);
        var offline = Of(row, prune: false, refresh: false);
        Assert.Equal((planned, pruned, unrefreshed), (plan, prune, offline));
    }

    [Theory]
    [InlineData("- a -", "remove")]
    [InlineData("- a a", "remove")]
    [InlineData("- a x", "remove")]
    [InlineData("- aP a", "kept:protected")]
    public void Without_a_refresh_prune_removes_whom_the_state_alone_knows(string row, string planned)
        => Assert.Equal(planned, Of(row, prune: true, refresh: false));

    private static string Of(string row, bool prune, bool refresh)
    {
        var parts = row.Split(' ');
        var (wanted, recorded, live) = (parts[0], parts[1], parts[2]);
        var plan = new Case
        {
            Roster = wanted == "-" ? [] : [Case.Wanted(101, Name(wanted), Phone(wanted), start: Start(wanted), isProtected: wanted.EndsWith('P') ? true : null, password: false)],
            State = recorded == "-" ? null : [Case.Recorded(101, Name(recorded), Phone(recorded), start: Start(recorded), isProtected: recorded.EndsWith('P'))],
            Live = live == "-" ? [] : [Case.Listed(101, Name(live), Phone(live), start: Start(live))],
            LivePasswords = System.Collections.Immutable.ImmutableDictionary<int, string>.Empty.Add(101, "pw"),
            Options = new PlanOptions { Prune = prune, AllowEmpty = true },
        }.Plan(refresh);
        return string.Join(' ', plan.Changes.Select(Word).Concat(plan.Kept.Select(kept => $"kept:{Words.Of(kept.Reason)}")).Concat(Enumerable.Repeat("none", plan.Unchanged))
            .Concat(plan.Refusals.Select(refusal => $"refused:{Words.Of(refusal.Rule)}")));
    }

    private static string Word(Change change) => change.Action is ChangeAction.Remove or ChangeAction.Forget
        ? Words.Of(change.Action)
        : $"{Words.Of(change.Action)}:{Words.Of(change.Reason)}{(change.Adopts ? "+adopts" : "")}{(change.ReplacesPerson ? "+swap" : "")}";

    private static string Name(string values) => values[0] is 'x' or 'n' ? "Somebody Else" : "Manish";

    private static string Phone(string values) => values[0] == 'x' ? "919876543299" : "919876543201";

    private static int Start(string values) => values[0] switch { 'a' => 9, 'b' => 8, 'c' => 7, _ => 9 };
}
