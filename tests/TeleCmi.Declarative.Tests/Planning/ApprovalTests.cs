using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using TeleCmi.Client.Agents;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using static TeleCmi.Declarative.Tests.Planning.Case;

namespace TeleCmi.Declarative.Tests.Planning;

/// <summary>An approval holds for what was approved: whoever changes one member of it, or of what it was made from, approves nothing.</summary>
public sealed class ApprovalTests
{
    private static readonly Case Everything = new()
    {
        Roster =
        [
            Wanted(101, "New Name"), Wanted(102), Wanted(103, isProtected: true, password: false), Wanted(104, "Twice", password: false),
            Wanted(108), Wanted(110, password: false), Wanted(111),
        ],
        RosterPasswords = ImmutableDictionary<int, string>.Empty.Add(101, "first-password").Add(102, "two").Add(108, "eight").Add(111, "eleven"),
        State = [Recorded(101), Recorded(103), Recorded(104), Recorded(105, isProtected: true), Recorded(106), Recorded(107), Recorded(108), Recorded(111)],
        Live = [Listed(101), Listed(103), Listed(104), Listed(105), Listed(106), Listed(108), Listed(109), Listed(110)],
        LivePasswords = ImmutableDictionary<int, string>.Empty.Add(104, "four").Add(101, "zero").Add(108, "eight"),
        Doubled = [104],
        Options = new PlanOptions { Prune = true, MaximumRemovals = new RemovalLimit(50, IsPercent: true), Only = [.. Enumerable.Range(101, 12)] },
    };

    // Made anew by each story: eng/mutate tries many faults in one process, and a plan kept from one would fail stories of the next.
    private static Plan Plan => Everything.Plan();

    public static TheoryData<string> Options => [.. Altered.Members<PlanOptions>()];

    // Compared tells of a base alone, and such a plan is never saved.
    public static TheoryData<string> Members => [.. Altered.Members<Plan>().Except(["Options", "Warnings", "Refusals", "Follows", "Coverage", "Compared"])];

    // What only a run knows, or what says where an entry stands.
    public static TheoryData<string> ChangeMembers => [.. Altered.Members<Change>().Except(["Source", "Before", "After", "Send", "SendsRosterPassword", "LacksPassword"])];

    [Fact]
    public void An_item_that_is_missing_or_that_stands_twice_approves_nothing()
    {
        foreach (var list in new[] { "changes", "kept" })
        {
            var cut = Document();
            cut[list]!.AsArray().RemoveAt(0);
            Assert.Null(SavedPlanReader.Read(Bytes(cut)));

            var doubled = Document();
            doubled[list]!.AsArray().Add(doubled[list]![0]!.DeepClone());
            Assert.Null(SavedPlanReader.Read(Bytes(doubled)));
        }
    }

    [Theory]
    [InlineData("appid")]
    [InlineData("service")]
    [InlineData("lineage")]
    public void A_plan_that_does_not_say_for_what_it_is_approves_nothing(string member)
    {
        var silent = Document();
        silent[member] = null;

        Assert.Null(SavedPlanReader.Read(Bytes(silent)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a plan")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\":\"telecmi-plan/1\"}")]
    public void What_is_no_saved_plan_is_none(string text) => Assert.Null(SavedPlanReader.Read(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [MemberData(nameof(Options))]
    public void A_plan_made_with_another_option_is_another_plan(string option)
        => Assert.NotEqual(Plan.Fingerprint, (Plan with { Options = Altered.By(Plan.Options, option) }).Fingerprint);

    [Theory]
    [MemberData(nameof(Members))]
    public void A_plan_that_differs_in_one_member_is_another_plan(string member) => Assert.NotEqual(Plan.Fingerprint, Altered.By(Plan, member).Fingerprint);

    [Theory]
    [MemberData(nameof(ChangeMembers))]
    public void A_change_that_differs_in_one_member_is_named(string member)
    {
        var fresh = Plan with { Changes = Plan.Changes.SetItem(0, Altered.By(Plan.Changes[0], member)) };

        Assert.NotEqual(Plan.Fingerprint, fresh.Fingerprint);
        Assert.Contains(101, new SavedPlan(Plan).DifferencesFrom(fresh));
    }

    [Fact]
    public void Each_value_of_each_field_counts()
    {
        foreach (var (change, i) in Plan.Changes.Select((change, i) => (change, i)))
        {
            foreach (var (field, n) in change.Fields.Select((field, n) => (field, n)))
            {
                FieldChange[] others = field is FieldChange.Password password
                    ? [new FieldChange.Password(password.Changed is null), new FieldChange("password", null, null)]
                    : [field with { Field = "other" }, field with { Before = FieldValue.Of("another") }, field with { After = FieldValue.Of((int?)77) }];
                foreach (var other in others)
                {
                    var fresh = Plan with { Changes = Plan.Changes.SetItem(i, change with { Fields = change.Fields.SetItem(n, other) }) };
                    Assert.True(Plan.Fingerprint != fresh.Fingerprint, $"{change.Extension} {field}");
                }
            }
        }
    }

    [Fact]
    public void Agents_that_differ_are_named_whether_they_came_went_or_changed()
    {
        var fresh = (Everything with
        {
            Roster = Everything.Roster.SetItem(0, Wanted(101, "Another Name")).RemoveAt(1).Add(Wanted(112, password: false)),
        }).Plan();

        Assert.Equal([101, 102, 112], new SavedPlan(Plan).DifferencesFrom(fresh));
    }

    [Fact]
    public void An_entry_that_moved_in_the_file_is_the_same_change()
    {
        var moved = (Everything with { Roster = [.. Everything.Roster.Select(entry => entry with { Position = new Position("agents.yaml", 900, 3) })] }).Plan();

        Assert.Equal(Plan.Fingerprint, moved.Fingerprint);
        Assert.Empty(new SavedPlan(Plan).DifferencesFrom(moved));
    }

    [Fact]
    public void Another_password_is_another_approval()
    {
        var fresh = (Everything with { RosterPasswords = Everything.RosterPasswords.SetItem(101, "third-password") }).Plan();

        Assert.Equal([101], new SavedPlan(Plan).DifferencesFrom(fresh));
        Assert.DoesNotContain("first-password", Encoding.UTF8.GetString(Saved().Span), StringComparison.Ordinal);
    }

    private static ReadOnlyMemory<byte> Saved() => Encoding.UTF8.GetBytes(PlanDocument.RenderSaved(Plan));

    private static JsonObject Document() => JsonNode.Parse(Saved().Span)!.AsObject();

    private static byte[] Bytes(JsonNode document) => Encoding.UTF8.GetBytes(document.ToJsonString());
}
