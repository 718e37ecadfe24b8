using System.Text;
using System.Text.Json.Nodes;
using TeleCmi.Declarative.Formats;
using TeleCmi.Declarative.Planning;
using TeleCmi.Declarative.Rosters;
using static TeleCmi.Declarative.Tests.Planning.Case;

namespace TeleCmi.Declarative.Tests.Planning;

/// <summary>An approval covers the document that was read: all that says what is done, to whom and where.</summary>
public sealed class SavedPlanTests
{
    private static readonly Case Desk = new()
    {
        Roster = [Wanted(101, "Asha"), Wanted(102, isProtected: true), Wanted(103, start: 8), Wanted(104)],
        RosterPasswords = Given(102, 103),
        State = [Recorded(101), Recorded(103, password: "old"), Recorded(104), Recorded(105), Recorded(106)],
        Live = [Listed(101), Listed(103), Listed(104), Listed(105), Listed(199)],
        LivePasswords = Given(101, 104),
        Options = new PlanOptions { MaximumRemovals = new RemovalLimit(5, IsPercent: false), Only = [101, 102, 103, 104, 105, 106, 199] },
    };

    [Fact]
    public void What_was_saved_is_what_was_planned()
    {
        var plan = Desk.Plan();

        var approved = Read(Saved(plan)) ?? throw new InvalidOperationException();

        Assert.Equal(plan.Fingerprint, approved.Plan.Fingerprint);
        Assert.Equal(plan.Summary, approved.Plan.Summary);
        Assert.Equal([101, 104], approved.Plan.UnknownPasswords);
        Assert.Empty(approved.DifferencesFrom(plan));
    }

    [Fact]
    public void A_document_in_which_one_value_was_changed_is_no_plan_but_for_lines_and_warnings()
    {
        var saved = Saved(Desk.Plan());
        var paths = Leaves(JsonNode.Parse(saved)!).ToList();
        Assert.Contains("$.changes[0].fields[0].after", paths);
        foreach (var path in paths)
        {
            var document = JsonNode.Parse(saved)!;
            Replace(document, path);

            var isFree = path.Contains(".source", StringComparison.Ordinal) || path.StartsWith("$.warnings", StringComparison.Ordinal);
            Assert.True(isFree == (Read(document.ToJsonString()) is not null), path);
        }
    }

    [Fact]
    public void A_document_with_one_member_less_or_more_or_twice_is_no_plan()
    {
        var saved = Saved(Desk.Plan());
        foreach (var path in Objects(JsonNode.Parse(saved)!).Select(one => one.GetPath()))
        {
            var more = JsonNode.Parse(saved)!;
            At(more, path).AsObject()["note"] = "x";
            Assert.True(Read(more.ToJsonString()) is null, path);

            var names = At(JsonNode.Parse(saved)!, path).AsObject().Select(member => member.Key).ToList();
            foreach (var name in names.Where(_ => !path.Contains(".source", StringComparison.Ordinal) && !path.StartsWith("$.warnings", StringComparison.Ordinal)))
            {
                var less = JsonNode.Parse(saved)!;
                At(less, path).AsObject().Remove(name);
                Assert.True((name == "warnings") || Read(less.ToJsonString()) is null, $"{path} without {name}");
            }
        }

        Assert.Null(Read(saved.Replace("\"changes\":", "\"changes\": [], \"changes\":", StringComparison.Ordinal)));
        Assert.Null(Read(saved.Replace("\"field\": \"name\",", "\"field\": \"name\", \"field\": \"name\",", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_order_of_members_and_the_layout_say_nothing()
        => Assert.NotNull(Read(Sorted(JsonNode.Parse(Saved(Desk.Plan())))!.ToJsonString()));

    [Fact]
    public void A_plan_that_has_not_seen_the_account_or_was_refused_is_no_approval()
    {
        Assert.Null(Read(Saved(Desk.Plan(refresh: false))));
        Assert.Null(Read(Saved((Desk with { Live = [Listed(104, "Somebody", "919000000000"), Listed(102, "Somebody", "919000000000")] }).Plan())));
    }

    [Fact]
    public void Differences_name_the_agents_whose_change_is_another()
    {
        var approved = Read(Saved(Desk.Plan())) ?? throw new InvalidOperationException();

        Assert.Equal([101], approved.DifferencesFrom((Desk with { Roster = [Wanted(101, "Ashok"), .. Desk.Roster[1..]] }).Plan()));
        Assert.Equal([102], approved.DifferencesFrom((Desk with { Roster = [Desk.Roster[0], Wanted(102), .. Desk.Roster[2..]] }).Plan()));
        Assert.Equal([103], approved.DifferencesFrom((Desk with { RosterPasswords = Given(102).Add(103, "another") }).Plan()));
        Assert.Equal([106], approved.DifferencesFrom((Desk with { Live = [.. Desk.Live, Listed(106)] }).Plan()));
        Assert.Equal([101], approved.DifferencesFrom((Desk with { Doubled = [101] }).Plan()));
    }

    [Fact]
    public void A_password_that_was_unknown_at_the_approval_is_not_compared_and_sent_only_where_one_must_be()
    {
        var adds = new Case { Roster = [Wanted(101), Wanted(102, "Asha"), Wanted(103, "Ravi"), Wanted(104)], State = [Recorded(102), Recorded(103), Recorded(104)], Live = [Listed(102), Listed(103), Listed(104)], LivePasswords = Given(102, 104) };
        var approved = Read(Saved(adds.Plan())) ?? throw new InvalidOperationException();

        var now = (adds with { RosterPasswords = Given(101, 102, 103).Add(104, "another"), Uncompared = approved.Plan.UnknownPasswords }).Plan();

        Assert.Empty(approved.DifferencesFrom(now));
        Assert.Equal([(101, true), (102, false), (103, true)], now.Changes.Select(change => (change.Extension, change.SendsRosterPassword)));
        Assert.Empty(now.ForApply().Refusals);
        Assert.NotNull(now.Changes[0].After?.PasswordFingerprint);
    }

    private static System.Collections.Immutable.ImmutableDictionary<int, string> Given(params int[] extensions)
        => System.Collections.Immutable.ImmutableDictionary.CreateRange(extensions.Select(extension => KeyValuePair.Create(extension, "right-one")));

    private static string Saved(Plan plan) => PlanDocument.RenderSaved(plan);

    private static SavedPlan? Read(string text) => SavedPlanReader.Read(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Leaves(JsonNode node) => node switch
    {
        JsonObject members => members.SelectMany(member => member.Value is null ? [$"{node.GetPath()}.{member.Key}"] : Leaves(member.Value)),
        JsonArray { Count: > 0 } items => items.SelectMany(item => Leaves(item!)),
        _ => [node.GetPath()],
    };

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Objects(member.Value)).Append(members),
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };

    private static JsonNode At(JsonNode root, string path) => path == "$" ? root : Objects(root).First(one => one.GetPath() == path);

    // Another value of the same kind, so that it is still read as one where it is not covered.
    private static void Replace(JsonNode root, string path)
    {
        var parent = Objects(root).FirstOrDefault(one => one.Any(member => $"{one.GetPath()}.{member.Key}" == path));
        if (parent is null)
        {
            var array = Arrays(root).First(one => one.Any(item => item!.GetPath() == path));
            array[0] = array[0]!.GetValue<int>() + 1000;
            return;
        }

        var name = path[(parent.GetPath().Length + 1)..];
        parent[name] = parent[name] switch
        {
            JsonValue value when value.TryGetValue<bool>(out var flag) => !flag,
            JsonValue value when value.TryGetValue<int>(out var number) => number + 1,
            JsonValue value when value.TryGetValue<string>(out var text) => text + "x",
            JsonArray => new JsonArray(101),
            _ => "x",
        };
    }

    private static IEnumerable<JsonArray> Arrays(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Arrays(member.Value)),
        JsonArray items => items.SelectMany(Arrays).Append(items),
        _ => [],
    };

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
